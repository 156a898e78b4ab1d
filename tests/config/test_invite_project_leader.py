"""The project leader of a municipality that begins with a mentor programme, with or without a network."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from mentornett.core.models import AuditEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.tenants.models import Letter, Municipality, Person, Role

GOOD = ["flesberg", "Pia@eksempel.no", "--name", "Pia Prosjekt"]


def test_municipality_without_a_network_gets_a_project_leader_who_is_invited(db: None) -> None:
    call_command("invite_project_leader", *GOOD)
    with inside(EVERYONE):
        role = Role.objects.select_related("person", "municipality").get()
        verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert (role.person.email, role.kind, role.municipality.name) == ("pia@eksempel.no", "programme_leader", "Flesberg")
    letter = Letter.objects.get()
    assert (letter.to_email, letter.subject) == ("pia@eksempel.no", "Du leder mentorprogrammet i Flesberg")
    assert verbs >= {"person.created", "person.invited", "role.given"}


def test_project_leader_lands_where_a_programme_begins(db: None) -> None:
    call_command("invite_project_leader", *GOOD)
    client = Client()
    client.force_login(Person.objects.get())
    place = Municipality.objects.get(name="Flesberg", valid_to__isnull=True)
    assert reverse("programme:new", args=[place.pk]) in client.get(reverse("programme:home")).text


def test_number_chooses_between_municipalities_with_one_name(db: None) -> None:
    with pytest.raises(CommandError, match="1818 in Nordland") as refused:
        call_command("invite_project_leader", "Herøy", *GOOD[1:])
    assert "1515 in Møre og Romsdal" in str(refused.value)
    call_command("invite_project_leader", "1818", *GOOD[1:])
    with inside(EVERYONE):
        assert Role.objects.get().municipality.number == "1818"


@pytest.mark.parametrize(
    ("place", "email", "words"),
    [("Oppdikta", "pia@eksempel.no", "No municipality"), ("Flesberg", "pia", "not an e-mail address")],
)
def test_wrong_words_invite_nobody(db: None, place: str, email: str, words: str) -> None:
    with pytest.raises(CommandError, match=words):
        call_command("invite_project_leader", place, email, "--name", "Pia")
    assert not Person.objects.exists()


def test_somebody_who_is_known_keeps_the_account(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("invite_project_leader", *GOOD)
    person = Person.objects.get()
    person.activated_at = Letter.objects.get().created_at
    person.save(update_fields=["activated_at"])
    call_command("invite_project_leader", *GOOD)
    assert "account already" in capsys.readouterr().out
    with inside(EVERYONE):
        assert (Role.objects.count(), Letter.objects.count()) == (1, 1)


def test_municipality_that_writes_nynorsk_gets_its_letters_so(db: None) -> None:
    call_command("invite_project_leader", *GOOD, "--language", "nn")
    assert Letter.objects.get().subject == "Du leier mentorprogrammet i Flesberg"
    assert Municipality.objects.get(name="Flesberg", valid_to__isnull=True).language == "nn"
    assert Person.objects.get().language == "nn"
    call_command("invite_project_leader", "Flesberg", "per@eksempel.no", "--name", "Per")
    assert Person.objects.get(email="per@eksempel.no").language == "nn", "it stays"
