"""One's own dates in one's own calendar program, by a secret link."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from icalendar import Calendar

from mentornett.competence.models import Enrolment
from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.models import Gathering, TeamMember
from mentornett.tenants.models import CalendarLink, Person
from tests.cast import CANARY, Cast
from tests.conftest import LogIn


def address_of(cast: Cast, log_in: LogIn, person: str = "coordinator") -> str:
    page = BeautifulSoup(log_in(person).post("/meg/kalender/ny/").content, "html.parser")
    field = page.select_one("#calendar-address")
    assert field is not None
    return "/" + str(field["value"]).split("/", 3)[3]


def events(response: Any) -> dict[str, Any]:
    assert response.status_code == 200
    return {str(event["SUMMARY"]): event for event in Calendar.from_ical(response.content).walk("VEVENT")}


def test_feed_holds_gatherings_and_deadlines_in_norwegian_time(cast: Cast, log_in: LogIn) -> None:
    response = Client().get(address_of(cast, log_in))
    found = events(response)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert found["Frist: Statusrapport før samling 3"]["DTSTART"].dt == date(2026, 3, 30)
    assert len(found) == 5
    assert "TZID:Europe/Oslo" in response.text
    assert "DESCRIPTION" not in response.text
    assert CANARY not in response.text
    assert "Kari" not in response.text


def test_moved_gathering_keeps_its_identity_and_counts_up(cast: Cast, log_in: LogIn) -> None:
    address = address_of(cast, log_in)
    before = events(Client().get(address))
    with inside(EVERYONE):
        Gathering.objects.filter(pk=cast.gathering_3.pk).update(
            starts=date(2026, 4, 16), ends=date(2026, 4, 16), sequence=1
        )
    after = events(Client().get(address))
    (title,) = (title for title in after if title.startswith("Samling 3"))
    assert before[title]["UID"] == after[title]["UID"]
    assert (before[title]["SEQUENCE"], after[title]["SEQUENCE"]) == (0, 1)
    assert after["Frist: Statusrapport før samling 3"]["DTSTART"].dt == date(2026, 4, 6)


def test_program_that_has_it_already_gets_nothing_until_something_changes(cast: Cast, log_in: LogIn) -> None:
    address = address_of(cast, log_in)
    first = Client().get(address)
    assert "private" in first["Cache-Control"]
    again = Client().get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    with inside(EVERYONE):
        Gathering.objects.filter(pk=cast.gathering_3.pk).update(title="Noe nytt")
    assert Client().get(address, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_link_is_shown_once_and_only_its_fingerprint_is_kept(cast: Cast, log_in: LogIn) -> None:
    address = address_of(cast, log_in)
    secret = address.rpartition("/")[2].removesuffix(".ics")
    assert len(secret) >= 43
    assert secret not in log_in("coordinator").get("/meg/kalender/").text
    with inside(EVERYONE):
        assert secret not in CalendarLink.objects.get().token_hash


def test_old_link_is_gone_after_a_new_one_and_after_revoking(cast: Cast, log_in: LogIn) -> None:
    first, second = address_of(cast, log_in), address_of(cast, log_in)
    assert [Client().get(each).status_code for each in (first, second)] == [404, 200]
    log_in("deputy").post("/meg/kalender/opphev/")
    assert Client().get(second).status_code == 200
    log_in("coordinator").post("/meg/kalender/opphev/")
    assert Client().get(second).status_code == 404


@pytest.mark.parametrize("gone", ["closed", "left"])
def test_person_who_is_gone_has_no_dates(cast: Cast, log_in: LogIn, gone: str) -> None:
    address = address_of(cast, log_in)
    with inside(EVERYONE):
        if gone == "closed":
            Person.objects.filter(pk=cast.coordinator.pk).update(is_active=False)
        TeamMember.objects.filter(person=cast.coordinator).update(ends=cast.today - timedelta(days=1))
    response = Client().get(address)
    assert response.status_code == 404 if gone == "closed" else not events(response)


def test_guide_follows_the_running_networks(cast: Cast, log_in: LogIn) -> None:
    titles = events(Client().get(address_of(cast, log_in, "guide")))
    assert {title[:7] for title in titles} == {"Samling", "Frist: "}


def test_feed_asks_equally_often_with_one_and_three_gatherings_more(
    cast: Cast, log_in: LogIn, django_assert_num_queries: Any
) -> None:
    address = address_of(cast, log_in)
    for number in (4, 5, 6):
        with inside(EVERYONE):
            Gathering.objects.create(
                network=cast.network, number=number, key=f"g{number}", title=f"S{number}", starts=date(2026, 6, number),
                ends=date(2026, 6, number), state="confirmed", form="digital", uid=uuid.uuid4(),
            )  # fmt: skip
        if number != 5:
            with django_assert_num_queries(10):
                Client().get(address)


def test_mentor_gets_the_sessions_of_the_course_that_they_have_a_place_on(cast: Cast, log_in: LogIn) -> None:
    address = address_of(cast, log_in, "mentor")
    found = events(Client().get(address))
    titles = {"Digitale samlinger for mentorer: Økt 1", "Digitale samlinger for mentorer: Økt 2"}
    assert titles == {title for title in found if "Økt" in title}
    assert found["Digitale samlinger for mentorer: Økt 2"]["DTSTART"].dt == date(2026, 4, 16)
    with inside(EVERYONE):
        Enrolment.objects.filter(pk=cast.enrolment.pk).update(state="withdrawn")
    assert not any("Økt" in title for title in events(Client().get(address)))
