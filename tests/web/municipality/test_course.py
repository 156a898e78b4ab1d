"""Teams see the course of their network, and nothing of others'."""

from __future__ import annotations

from datetime import date
from typing import Any

from bs4 import BeautifulSoup
from django.urls import reverse
from icalendar import Calendar

from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.models import Network, Slot
from tests.cast import Cast
from tests.conftest import LogIn


def _text(response: Any) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def test_course_shows_gatherings_and_what_is_due_between(cast: Cast, log_in: LogIn) -> None:
    text = _text(log_in("union").get(reverse("municipality:course", args=[cast.network.pk])))
    assert (
        text.index("Samling 2 ") < text.index("Statusrapport før samling 3") < text.index("Samling 3 torsdag 9. april")
    )
    assert "om lag 25 måneder" in text


def test_course_in_nynorsk_and_english(cast: Cast, log_in: LogIn) -> None:
    for language, words in (("nn", "Arbeid i eigen kommune"), ("en", "Work in own municipality")):
        cast.union.language = language
        cast.union.save()
        assert words in _text(log_in("union").get(reverse("municipality:course", args=[cast.network.pk])))


def test_course_without_gatherings_says_what_will_be(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        empty = Network.objects.create(
            organiser=cast.nord, name="Tomt", starts=cast.network.starts, ends=cast.network.ends, created_at=cast.now
        )
        cast.team.network = empty
        cast.team.save()
    assert "Forløpet er ikke lagt ennå" in _text(log_in("union").get(reverse("municipality:course", args=[empty.pk])))


def test_gathering_shows_programme_and_gives_a_calendar_file(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Slot.objects.create(gathering=cast.gathering_3, position=0, type="exchange", title="Runde <b>", minutes=30)
    client = log_in("union")
    response = client.get(reverse("municipality:gathering", args=[cast.network.pk, 3]))
    assert "Runde <b>" in _text(response)
    assert "Runde &lt;b&gt;" in response.content.decode()
    file = client.get(reverse("municipality:gathering_calendar", args=[cast.network.pk, 3]))
    (event,) = Calendar.from_ical(file.content).walk("VEVENT")
    assert str(event["UID"]) == f"{cast.gathering_3.uid}@mentornett"


def test_member_who_has_left_no_longer_sees_the_course(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        cast.team.members.filter(person=cast.union).update(ends=cast.network.starts)
    assert log_in("union").get(reverse("municipality:course", args=[cast.network.pk])).status_code == 404


def test_calendar_holds_the_own_teams_deadlines(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        cast.report.extended_to = date(2026, 4, 3)
        cast.report.save()
    file = log_in("union").get(reverse("municipality:calendar", args=[cast.network.pk]), {"deadlines": "1"})
    days = {str(event["SUMMARY"]): event["DTSTART"].dt for event in Calendar.from_ical(file.content).walk("VEVENT")}
    assert days["Frist: Statusrapport før samling 3"] == date(2026, 4, 3)
