"""A wish from an e-mail without log-in: after log-out, twice, late, for one purpose; earlier wishes are not shown."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core import signing
from django.test import Client
from django.urls import reverse

from mentornett.core.models import AuditEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.actions.taps import tap_link, wish_link
from mentornett.mentoring.actions.wishes import ask_for_wishes
from mentornett.mentoring.models import Employment, Mentor, MentorPlaces, Wish
from mentornett.tenants.models import Letter, Person
from tests.cast import NOW, Cast
from tests.conftest import LogIn


def link(cast: Cast, name: str = "new_hire") -> str:
    return urlsplit(wish_link(cast.flesberg, cast.people[name])).path


def wishes() -> list[tuple[int, int, bool]]:
    with inside(EVERYONE):
        return list(Wish.objects.values_list("by", "about", "rather_not"))


def deeds(verb: str) -> int:
    with inside(EVERYONE):
        return AuditEntry.objects.filter(verb=verb).count()


def test_opening_the_link_changes_nothing_and_shows_who_can_be_wished_for(cast: Cast) -> None:
    page = Client().get(link(cast)).content.decode()
    assert "Mona Mentor" in page
    assert "Nora Nytilsatt" not in page  # another new hire is not for a new hire to wish for
    assert wishes() == []


def test_twice_and_late_is_one_wish_and_another_answer_replaces_it(cast: Cast) -> None:
    client, said = Client(), {"about": cast.mentor.pk, "kind": "like"}
    url = link(cast)
    with time_machine.travel(NOW + timedelta(days=29)):
        for _again in range(2):
            assert "Bare du ser det" in client.post(url, said, follow=True).content.decode()
        assert wishes() == [(cast.new_hire.pk, cast.mentor.pk, False)]
        assert deeds("wish.set") == 1
        client.post(url, said | {"kind": "not"})
    assert wishes() == [(cast.new_hire.pk, cast.mentor.pk, True)]


def test_what_was_said_before_is_not_shown_and_can_be_taken_back_unseen(cast: Cast) -> None:
    client = Client()
    client.post(link(cast), {"about": cast.mentor.pk, "kind": "not"}, follow=True)
    page = Client().get(link(cast)).content.decode()
    assert "selected" not in page.replace('<option value="" selected>', "")
    for _again in range(2):
        assert client.post(link(cast), {"about": cast.mentor.pk, "kind": "none"}).status_code == 302
    assert wishes() == []
    assert deeds("wish.removed") == 1


def test_old_false_and_other_links_open_nothing(cast: Cast) -> None:
    old = link(cast)
    with time_machine.travel(NOW + timedelta(days=31)):
        assert Client().get(old).status_code == 404
    talk = tap_link(cast.talk_2, cast.mentor).rstrip("/").rpartition("/")[2]
    elsewhere = wish_link(cast.roros, cast.new_hire).rstrip("/").rpartition("/")[2]
    for token in ("tull", talk, elsewhere, signing.dumps([cast.flesberg.pk, cast.new_hire.pk], salt="annet")):
        assert Client().get(reverse("public:wish", args=[token])).status_code == 404
    wish = link(cast).rstrip("/").rpartition("/")[2]
    assert Client().get(reverse("public:talk_answer", args=[wish])).status_code == 404


@pytest.mark.parametrize("name", ["hr", "programme_leader", "ward_leader", "outsider"])
def test_link_of_somebody_who_is_neither_mentor_nor_newly_hired_opens_nothing(cast: Cast, name: str) -> None:
    assert Client().get(link(cast, name)).status_code == 404


def test_somebody_elsewhere_cannot_be_wished_for(cast: Cast) -> None:
    page = Client().post(link(cast), {"about": cast.neighbour_mentor.pk, "kind": "like"})
    assert page.status_code == 200
    assert wishes() == []


def test_those_who_wait_and_mentors_with_a_free_place_are_asked_once_a_week(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        MentorPlaces.objects.all().delete()
        Mentor.objects.filter(pk=cast.other_mentor_row.pk).update(ends=date(2026, 3, 1))  # no longer in the register
    client, page = log_in("programme_leader"), f"/program/{cast.programme.pk}/matching/"
    told = client.post(f"{page}onsker/", follow=True).content.decode()
    asked = set(Letter.objects.filter(kind="wish_asked").values_list("to_person", flat=True))
    assert asked == {cast.new_hire.pk}  # the only mentor left has one mentee, and one place
    assert "1 har blitt spurt" in told
    assert "spurt denne uka" in client.post(f"{page}onsker/", follow=True).content.decode()
    with inside(EVERYONE):
        MentorPlaces.objects.create(
            mentor=cast.mentor_row, places=2, starts=date(2026, 1, 1), municipality=cast.flesberg
        )
        later = cast.now + timedelta(days=7)
        assert ask_for_wishes(programme=cast.programme, by=cast.programme_leader, now=later) == 2
    [letter] = Letter.objects.filter(kind="wish_asked", to_person=cast.mentor)
    assert "/onske/" in letter.text
    assert cast.new_hire.name not in letter.text


def test_nobody_who_is_closed_out_or_has_a_mentor_is_asked(cast: Cast) -> None:
    with inside(EVERYONE):
        Person.objects.filter(pk=cast.new_hire.pk).update(is_active=False)
        MentorPlaces.objects.update(places=0)
        Employment.objects.filter(person=cast.mentee).update(starts=date(2025, 1, 1))
        ask_for_wishes(programme=cast.programme, by=cast.programme_leader, now=cast.now)
    assert not set(Letter.objects.filter(kind="wish_asked").values_list("to_person", flat=True)) & {
        cast.new_hire.pk, cast.mentee.pk, cast.mentor.pk
    }  # fmt: skip
    assert Client().get(link(cast)).status_code == 404
