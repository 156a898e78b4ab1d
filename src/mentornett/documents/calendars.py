"""Calendar files (RFC 5545) that Outlook, Google and Apple read alike. Times are Norwegian."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from icalendar import (
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vCalAddress,
    vText,
)

from mentornett.documents.cleaning import one_line
from mentornett.documents.files import File, file_name

Method = Literal["PUBLISH", "REQUEST", "CANCEL"]

OSLO = "Europe/Oslo"
CONTENT_TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Happening:
    """An event. Without `from_time` it lasts all day; `sequence` grows with each change, `uid` never changes."""

    uid: str
    title: str
    starts: date
    ends: date  # the last day
    stamp: datetime
    from_time: time | None = None
    to_time: time | None = None
    description: str = ""
    place: str = ""
    link: str = ""
    sequence: int = 0
    cancelled: bool = False
    tentative: bool = False
    busy: bool = True


@dataclass(frozen=True, slots=True)
class Invited:
    """Who calls and who is called, for a calendar file that comes with an e-mail."""

    organiser_name: str
    organiser_email: str
    name: str
    email: str
    answers_read: bool = False  # whether anybody reads the yes or no that a calendar program sends back


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """What a calendar file holds."""

    name: str
    happenings: tuple[Happening, ...] = field(default_factory=tuple)
    method: Method = "PUBLISH"
    invited: Invited | None = None
    refresh: timedelta | None = None  # how often a calendar that is subscribed to asks again

    def __post_init__(self) -> None:
        if self.method != "PUBLISH" and len({happening.uid for happening in self.happenings}) != 1:
            raise ValueError("a call and a cancellation are about one event each (RFC 5546, 3.2.2 and 3.2.5)")

    @property
    def is_one_event(self) -> bool:
        """Whether it is one event to put into a calendar, and not a calendar of its own."""
        return len(self.happenings) == 1 and self.refresh is None


def as_calendar(calendar: CalendarFile) -> File:
    """Write a calendar file."""
    return File(file_name(calendar.name, "ics"), CONTENT_TYPE, calendar_text(calendar).encode())


def calendar_text(calendar: CalendarFile) -> str:
    """Write a calendar as text with the line endings that the format asks for."""
    book = Calendar()
    book.add("prodid", "-//Mentornett//NO")
    book.add("version", "2.0")
    book.add("calscale", "GREGORIAN")
    book.add("method", calendar.method)
    if not calendar.is_one_event:  # with a name, Outlook opens one event as a new, empty calendar (MS-OXCICAL)
        book.add("x-wr-calname", one_line(calendar.name))
    book.add("x-wr-timezone", OSLO)
    if calendar.refresh:
        book.add("refresh-interval", calendar.refresh, parameters={"VALUE": "DURATION"})
        book.add("x-published-ttl", f"PT{calendar.refresh // timedelta(minutes=1)}M")
    book.add_component(_time_zone())
    for happening in calendar.happenings:
        book.add_component(_event(happening, calendar.invited))
    return str(book.to_ical(), "utf-8")


def _time_zone() -> Timezone:
    """Norway's rules since 1996, as repeating rules: readers need no list of years."""
    zone = Timezone()
    zone.add("tzid", OSLO)
    for part, month, before, after, name in (
        (TimezoneDaylight(), 3, 1, 2, "CEST"),
        (TimezoneStandard(), 10, 2, 1, "CET"),
    ):
        hour = 2 if month == 3 else 3
        part.add("dtstart", datetime(1996, month, 31 if month == 3 else 27, hour))  # noqa: DTZ001 (local by definition)
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        part.add("tzname", name)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        zone.add_component(part)
    return zone


def _event(happening: Happening, invited: Invited | None) -> Event:
    event = Event()
    event.add("uid", happening.uid)
    event.add("dtstamp", happening.stamp)
    event.add("sequence", happening.sequence)
    event.add("summary", one_line(happening.title))
    _add_time(event, happening)
    where = " / ".join(part for part in (one_line(happening.place), happening.link) if part)
    for name, value in (("location", where), ("description", happening.description), ("url", happening.link)):
        if value:
            event.add(name, value)
    event.add("status", _status(happening))
    event.add("transp", "OPAQUE" if happening.busy else "TRANSPARENT")
    if invited:
        event.add("organizer", _address(invited.organiser_email, invited.organiser_name))
        attendee = _address(invited.email, invited.name)
        attendee.params["RSVP"] = vText("TRUE" if invited.answers_read else "FALSE")
        attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
        event.add("attendee", attendee)
    return event


def _add_time(event: Event, happening: Happening) -> None:
    if happening.from_time is None:
        event.add("dtstart", happening.starts)
        event.add("dtend", happening.ends + timedelta(days=1))
        return
    zone = ZoneInfo(OSLO)
    starts = datetime.combine(happening.starts, happening.from_time, zone)
    ends = datetime.combine(happening.ends, happening.to_time or time(16), zone)
    event.add("dtstart", starts)
    event.add("dtend", ends if ends > starts else starts + timedelta(hours=1))


def _status(happening: Happening) -> str:
    if happening.cancelled:
        return "CANCELLED"
    return "TENTATIVE" if happening.tentative else "CONFIRMED"


def _address(email: str, name: str) -> vCalAddress:
    address = vCalAddress(f"MAILTO:{email}")
    address.params["CN"] = vText(one_line(name))
    return address
