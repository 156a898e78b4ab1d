"""Calendar files are read again as a calendar program would."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from mentornett.documents.calendars import CalendarFile, Happening, Invited, Method, as_calendar, calendar_text

STAMP = datetime(2026, 3, 12, 8, 0, tzinfo=UTC)


def _happening(**changes: object) -> Happening:
    values = {"uid": "1@mentornett", "title": "Samling 4", "starts": date(2026, 4, 9), "ends": date(2026, 4, 10)}
    return Happening(**{**values, "stamp": STAMP, **changes})  # type: ignore[arg-type]


def _read(calendar: CalendarFile) -> Calendar:
    return Calendar.from_ical(calendar_text(calendar))


def _only_event(calendar: CalendarFile) -> object:
    (event,) = _read(calendar).walk("VEVENT")
    return event


def test_all_day_event_ends_the_day_after() -> None:
    event = _only_event(CalendarFile("N", (_happening(),)))
    assert event["DTSTART"].dt == date(2026, 4, 9)  # type: ignore[index]
    assert event["DTEND"].dt == date(2026, 4, 11)  # type: ignore[index]


@pytest.mark.parametrize(("day", "utc_hour"), [(date(2026, 1, 15), 8), (date(2026, 6, 15), 7)])
def test_timed_event_is_norwegian_time_summer_and_winter(day: date, utc_hour: int) -> None:
    calendar = CalendarFile("N", (_happening(starts=day, ends=day, from_time=time(9), to_time=time(15)),))
    event = _only_event(calendar)
    assert event["DTSTART"].dt.astimezone(UTC).hour == utc_hour  # type: ignore[index]
    assert event["DTSTART"].params["TZID"] == "Europe/Oslo"  # type: ignore[index]
    assert event["DTEND"].dt.hour == 15  # type: ignore[index]


def test_time_zone_is_described_by_yearly_rules() -> None:
    (zone,) = _read(CalendarFile("N", (_happening(),))).walk("VTIMEZONE")
    rules = {part.name: part["RRULE"].to_ical().decode() for part in zone.subcomponents}
    assert rules == {"DAYLIGHT": "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "STANDARD": "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"}


def test_end_before_start_on_one_day_lasts_an_hour() -> None:
    day = date(2026, 4, 9)
    event = _only_event(CalendarFile("N", (_happening(starts=day, ends=day, from_time=time(17)),)))
    assert (event["DTEND"].dt - event["DTSTART"].dt).seconds == 3600  # type: ignore[index]


def test_meeting_link_stands_where_programs_look() -> None:
    link = "https://teams.example/l/meetup?x=1&y=2"
    event = _only_event(CalendarFile("N", (_happening(link=link, place="Hotell Øst", description=f"Bli med\n{link}"),)))
    assert link in str(event["DESCRIPTION"])  # type: ignore[index]
    assert str(event["LOCATION"]) == f"Hotell Øst / {link}"  # type: ignore[index]
    assert str(event["URL"]) == link  # type: ignore[index]


def test_cancellation_keeps_uid_and_grows_sequence() -> None:
    calendar = CalendarFile("N", (_happening(sequence=3, cancelled=True),), "CANCEL")
    assert str(_read(calendar)["METHOD"]) == "CANCEL"
    event = _only_event(calendar)
    assert (str(event["UID"]), int(event["SEQUENCE"]), str(event["STATUS"])) == ("1@mentornett", 3, "CANCELLED")  # type: ignore[index]


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
@pytest.mark.parametrize("uids", [(), ("1@mentornett", "2@mentornett")])
def test_call_or_cancellation_is_about_one_event(method: Method, uids: tuple[str, ...]) -> None:
    """Outlook takes the first of several, and leaves the others in the calendar."""
    happenings = tuple(_happening(uid=uid) for uid in uids)
    with pytest.raises(ValueError, match="one event"):
        CalendarFile("N", happenings, method)
    assert CalendarFile("N", happenings).happenings == happenings


def test_proposed_is_tentative_and_deadline_is_free_time() -> None:
    event = _only_event(CalendarFile("N", (_happening(tentative=True, busy=False),)))
    assert (str(event["STATUS"]), str(event["TRANSP"])) == ("TENTATIVE", "TRANSPARENT")  # type: ignore[index]


def test_invited_person_stands_as_attendee() -> None:
    invited = Invited('Nord "AS"; x', "post@nord.no", "Kari Æ", "kari@kommune.no")
    event = _only_event(CalendarFile("N", (_happening(),), "REQUEST", invited))
    assert str(event["ATTENDEE"]) == "MAILTO:kari@kommune.no"  # type: ignore[index]
    assert event["ATTENDEE"].params["CN"] == "Kari Æ"  # type: ignore[index]
    assert str(event["ORGANIZER"]) == "MAILTO:post@nord.no"  # type: ignore[index]
    assert event["ATTENDEE"].params["RSVP"] == "FALSE"  # type: ignore[index]  # nobody reads what calendars answer


def test_answer_is_asked_for_where_somebody_reads_it() -> None:
    invited = Invited("Nord", "post@nord.no", "Kari", "kari@kommune.no", answers_read=True)
    event = _only_event(CalendarFile("N", (_happening(),), "REQUEST", invited))
    assert event["ATTENDEE"].params["RSVP"] == "TRUE"  # type: ignore[index]


def test_only_a_calendar_of_its_own_has_a_name() -> None:
    one, two = (_happening(),), (_happening(), _happening(uid="2@m"))
    named = [CalendarFile("N", two), CalendarFile("N", one, refresh=timedelta(hours=4)), CalendarFile("N")]
    assert all("X-WR-CALNAME:N" in calendar_text(calendar) for calendar in named)
    assert "X-WR-CALNAME" not in calendar_text(CalendarFile("N", one, "REQUEST")), "Outlook would make a calendar of it"


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"]), max_size=200))
def test_any_title_stays_one_line_and_one_event(title: str) -> None:
    events = _read(CalendarFile("N", (_happening(title=title),))).walk("VEVENT")
    assert len(events) == 1


def test_title_cannot_add_lines_of_its_own() -> None:
    title = "Samling\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:falsk"
    assert len(_read(CalendarFile("N", (_happening(title=title),))).walk("VEVENT")) == 1


def test_long_norwegian_lines_are_folded_at_75_octets() -> None:
    text = calendar_text(CalendarFile("N", (_happening(title="æøå" * 100),)))
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


def test_file_has_name_and_type() -> None:
    file = as_calendar(CalendarFile("Mine: samlinger", (_happening(), _happening(uid="2@m"))))
    assert (file.name, file.content_type) == ("Mine samlinger.ics", "text/calendar; charset=utf-8")
    assert file.content.count(b"BEGIN:VEVENT") == 2


def test_calendar_that_is_subscribed_to_says_how_often_to_ask_again() -> None:
    text = calendar_text(CalendarFile("Mine", refresh=timedelta(hours=4)))
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT4H" in text
    assert "X-PUBLISHED-TTL:PT240M" in text
