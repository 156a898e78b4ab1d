"""Calendar files hold the gatherings and what is due, and leave out what waits."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation
from icalendar import Calendar

from mentornett.documents.files import File
from mentornett.exchange.calendar import feed_of_teams, gathering_calendar, network_calendar
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("everyone")


def _titles(file: File) -> list[str]:
    return [str(event["SUMMARY"]) for event in Calendar.from_ical(file.content).walk("VEVENT")]


def test_network_calendar_with_and_without_deadlines(cast: Cast) -> None:
    assert len(_titles(network_calendar(cast.network, now=cast.now))) == 3
    titles = _titles(network_calendar(cast.network, now=cast.now, deadlines=True))
    assert "Frist: Statusrapport før samling 3" in titles
    assert len(titles) == 5


def test_deadline_is_a_whole_free_day(cast: Cast) -> None:
    file = network_calendar(cast.network, now=cast.now, deadlines=True)
    event = Calendar.from_ical(file.content).walk("VEVENT")[-1]
    assert (event["DTSTART"].dt, str(event["TRANSP"])) == (date(2026, 3, 30), "TRANSPARENT")


def test_waiting_and_withdrawn_work_has_no_deadline_in_calendars(cast: Cast) -> None:
    cast.gathering_3.state = "cancelled"
    cast.gathering_3.save()
    cast.assignment_2.withdrawn = True
    cast.assignment_2.save()
    titles = _titles(network_calendar(cast.network, now=cast.now, deadlines=True))
    assert not any(title.startswith("Frist") for title in titles)
    assert len(titles) == 3


def test_gathering_calendar_in_the_readers_language(cast: Cast) -> None:
    with translation.override("en-gb"):
        (title,) = _titles(gathering_calendar(cast.gathering_2, now=cast.now))
    assert title == "Gathering 2: Samling 2 – Mentornettverk Læringsnettverk Nord"


def test_feed_of_teams_follows_extensions_and_leaves_out_skipped(cast: Cast) -> None:
    cast.report.extended_to = date(2026, 4, 3)
    cast.report.save()
    cast.sent_report.state, cast.sent_report.skip_reason = "skipped", "Pause"
    cast.sent_report.save()
    events = Calendar.from_ical(feed_of_teams([cast.team], name="Mine", now=cast.now).content).walk("VEVENT")
    days = {str(event["SUMMARY"]): event["DTSTART"].dt for event in events}
    assert days["Frist: Statusrapport før samling 3"] == date(2026, 4, 3)
    assert len(days) == 4
