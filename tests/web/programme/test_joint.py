"""Two project leaders own a programme together, in the browser's words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.test import Client

from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.models import JointOwner, JointProgramme, Programme
from mentornett.tenants.models import Municipality
from tests.cast import Cast


def _ask(client: Client, cast: Cast) -> str:
    return client.post(
        f"/program/{cast.programme.pk}/sammen/", {"municipality": cast.roros.pk}, follow=True
    ).content.decode()


def _answer(client: Client) -> int:
    """Say yes, and return the programme that came of it."""
    owner = JointOwner.objects.get(state="asked")
    client.post(f"/program/invitasjon/{owner.pk}/", {"name": "Vårt felles", "starts": "01.04.2026"})
    owner.refresh_from_db()
    return int(owner.programme_id or 0)


def test_one_asks_the_other_says_yes_and_takes_a_new_version(cast: Cast, log_in: Callable[[str], Client]) -> None:
    ours, theirs = log_in("programme_leader"), log_in("neighbour_programme_leader")
    assert "Røros er spurt." in _ask(ours, cast)
    assert "Svar på om dere vil eie et program sammen" in theirs.get("/na/").content.decode()
    assert "Se på det og svar" in theirs.get("/program/").content.decode()
    made = _answer(theirs)
    with inside(EVERYONE):
        assert Programme.objects.get(pk=made).municipality == cast.roros
        cast.programme.talks.filter(number=1).update(minutes=33)
    ours.post(f"/program/{cast.programme.pk}/sammen/del/", {"note": "Kortere"})
    page = theirs.get(f"/program/{made}/sammen/").content.decode()
    assert "«Kortere»" in page
    assert "Minutter: 33" in page
    theirs.post(f"/program/{made}/sammen/ta/")
    page = theirs.get(f"/program/{made}/sammen/").content.decode()
    assert "Planen deres er lik denne utgaven." in page


def test_name_that_is_taken_is_told_of_beside_the_field(cast: Cast, log_in: Callable[[str], Client]) -> None:
    _ask(log_in("programme_leader"), cast)
    theirs = log_in("neighbour_programme_leader")
    owner = JointOwner.objects.get(state="asked")
    with inside(EVERYONE):
        name = Programme.objects.get(municipality=cast.roros).name
        JointProgramme.objects.update(name=name)
    page = theirs.get(f"/program/invitasjon/{owner.pk}/").content.decode()
    assert f'value="{name} 2"' in page, "the name that is proposed is free"
    page = theirs.post(f"/program/invitasjon/{owner.pk}/", {"name": name, "starts": "2026-04-01"}).content.decode()
    assert "Det finnes allerede et program med dette navnet." in page


def test_invitation_is_answered_once_and_by_those_asked_alone(cast: Cast, log_in: Callable[[str], Client]) -> None:
    _ask(log_in("programme_leader"), cast)
    owner = JointOwner.objects.get(state="asked")
    assert log_in("programme_leader").get(f"/program/invitasjon/{owner.pk}/").status_code == 404
    theirs = log_in("neighbour_programme_leader")
    assert theirs.post(f"/program/invitasjon/{owner.pk}/nei/").status_code == 302
    again = theirs.post(f"/program/invitasjon/{owner.pk}/", {"name": "Likevel", "starts": "01.04.2026"}, follow=True)
    assert "Spørsmålet er allerede besvart." in again.content.decode()
    with inside(EVERYONE):
        assert not Programme.objects.filter(name="Likevel").exists()


def test_municipalities_with_one_name_are_told_apart(cast: Cast, log_in: Callable[[str], Client]) -> None:
    for number, county in (("1515", "Møre og Romsdal"), ("1818", "Nordland")):
        Municipality.objects.create(
            number=number, name="Herøy", county_number=number[:2], county=county, valid_from=date(2020, 1, 1)
        )
    page = log_in("programme_leader").get(f"/program/{cast.programme.pk}/sammen/").content.decode()
    assert ">Herøy (Nordland)<" in page
    assert ">Herøy (Møre og Romsdal)<" in page
    assert ">Røros<" in page
