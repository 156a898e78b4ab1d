"""The mentor completes the programme; both download a certificate that opens."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from mentornett.competence.models import Certificate
from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.jobs import complete_programmes
from mentornett.mentoring.models import Pair, PairCertificate, Talk
from mentornett.reports.mentor_certificate import mentor_certificate
from mentornett.tenants.models import Letter
from tests.cast import Cast
from tests.conftest import LogIn


@pytest.fixture
def completed(cast: Cast, log_in: LogIn) -> Pair:
    """Let the mentor complete the programme."""
    assert log_in("mentor").post(f"/par/{cast.pair.pk}/fullfort/").status_code == 302
    with inside(EVERYONE):
        return Pair.objects.get(pk=cast.pair.pk)


def test_mentor_completes_and_both_have_their_certificate(cast: Cast, completed: Pair, log_in: LogIn) -> None:
    assert completed.end_reason == "completed"
    for person in ("mentor", "mentee"):
        client = log_in(person)
        assert f"/par/{cast.pair.pk}/bevis/" in client.get(f"/par/{cast.pair.pk}/").content.decode()
        assert client.get(f"/par/{cast.pair.pk}/bevis/").content.startswith(b"%PDF")


def test_letter_says_that_the_certificate_is_there_already(cast: Cast, completed: Pair) -> None:
    with inside(EVERYONE):
        letter = Letter.objects.get(kind="pair_completed", to_person=cast.mentee)
    assert "Beviset ditt ligger her" in letter.text


def test_nothing_more_is_asked_of_a_pair_that_is_through(completed: Pair, log_in: LogIn) -> None:
    for person in ("mentor", "mentee"):
        client = log_in(person)
        page = client.get(f"/par/{completed.pk}/").text
        assert "Neste samtale" not in page
        assert "Alle samtaler er besvart" not in page
        assert 'data-state="next"' not in page
        assert "Finn en tid" not in client.get("/na/").text


@pytest.mark.parametrize(("person", "said"), [("mentor", "var mentor i"), ("mentee", "fullførte")])
def test_whoever_has_the_paper_can_check_it(cast: Cast, completed: Pair, log_in: LogIn, person: str, said: str) -> None:
    page = log_in(person).get(f"/par/{cast.pair.pk}/").content.decode()
    with inside(EVERYONE):
        kept = Certificate.objects.get(of_pair__pair=completed, of_pair__party=person)
    address = f"/kursbevis/{kept.code}/"
    assert address in page
    assert any(address in str(block) for block in mentor_certificate(kept).blocks)
    public = Client().get(address).content.decode()
    for words in ("Gyldig", cast.people[person].name, said, "12. mars 2026"):
        assert words in public
    for other in (cast.people["mentee" if person == "mentor" else "mentor"].name, "samtale", kept.digest):
        assert other not in public
    assert log_in("programme_leader").post(f"/program/par/{completed.pk}/gjenoppta/").status_code == 302
    assert "Ikke gyldig lenger" in Client().get(address).content.decode()
    assert "/bevis/" not in log_in(person).get(f"/par/{cast.pair.pk}/").content.decode()


def test_project_leader_has_both_and_can_open_the_pair_again(cast: Cast, completed: Pair, log_in: LogIn) -> None:
    client = log_in("programme_leader")
    page = client.get(f"/program/par/{completed.pk}/").content.decode()
    assert "Bytt mentor" not in page
    assert "Avslutt paret" not in page
    for who in ("mentor", "mentee"):
        at = f"/program/par/{completed.pk}/bevis/{who}/"
        assert at in page
        assert client.get(at).content.startswith(b"%PDF")
    assert client.get(f"/program/par/{completed.pk}/bevis/leader/").status_code == 404
    assert client.post(f"/program/par/{completed.pk}/gjenoppta/").status_code == 302
    assert client.get(f"/program/par/{completed.pk}/bevis/mentor/").status_code == 404


def test_completed_pairs_have_a_list_of_their_own(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Pair.objects.filter(pk=cast.pair.pk).update(ends=date(2026, 3, 1), end_reason="completed")
        complete_programmes(cast.now)  # as for those who were through before there were certificates to check
    assert "/bevis/" in log_in("mentee").get("/par/").content.decode()
    client = log_in("programme_leader")
    assert "Nora Nytilsatt" in client.get("/program/par/?over=completed").content.decode()
    with inside(EVERYONE):
        Pair.objects.filter(pk=cast.pair.pk).update(end_reason="other")
        PairCertificate.objects.all().delete()
    assert "Nora Nytilsatt" not in client.get("/program/par/?over=completed").content.decode()
    home = log_in("mentee").get("/par/").content.decode()
    assert "Mona Mentor" in home
    assert "/bevis/" not in home


def test_mentee_cannot_complete_nor_the_mentor_with_much_left(cast: Cast, log_in: LogIn) -> None:
    assert log_in("mentee").post(f"/par/{cast.pair.pk}/fullfort/").status_code == 404
    with inside(EVERYONE):
        Talk.objects.filter(pk=cast.talk_3.pk).update(
            opens=date(2026, 9, 1), due=date(2026, 9, 9), kind="mentor"
        )  # fmt: skip
    client = log_in("mentor")
    assert "/fullfort/" not in client.get(f"/par/{cast.pair.pk}/").content.decode()
    assert client.post(f"/par/{cast.pair.pk}/fullfort/").status_code == 404
    assert client.get(f"/par/{cast.pair.pk}/bevis/").status_code == 404
