"""Letters about circles and their meetings, each in the reader's language, with a calendar file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext

from mentornett.competence.models import Circle, Meeting
from mentornett.competence.queries.circles import happening_of_meeting, meeting_title
from mentornett.core.text import django_language
from mentornett.core.time import moment_words
from mentornett.documents.calendars import CalendarFile, Invited, Method, calendar_text
from mentornett.tenants.actions import post_letter
from mentornett.tenants.models import Person

Words = Callable[[], tuple[str, str]]  # subject and text, without greeting and link


def tell_welcome(
    circle: Circle, readers: Iterable[Person], ahead: Sequence[Meeting], by: Person, now: datetime
) -> None:
    """Tell new members that they are in, with the meetings to come."""

    def words() -> tuple[str, str]:
        text = gettext("%(by)s has added you to «%(circle)s».") % {"by": by.name, "circle": circle.name}
        leave = gettext("If it is not for you, you can leave it on its page.")
        return gettext("You are a member of %(circle)s") % {"circle": circle.name}, _joined(
            text, circle.about, _dates(ahead, now), leave
        )

    _tell(circle, readers, "circle_welcome", words, ahead, "PUBLISH", now)


def tell_series(circle: Circle, readers: Iterable[Person], meetings: Sequence[Meeting], now: datetime) -> None:
    """Send all new dates in one letter, with one file that puts them into the calendar."""

    def words() -> tuple[str, str]:
        text = gettext("Here are the dates for «%(circle)s».") % {"circle": circle.name}
        return gettext("New dates: %(circle)s") % {"circle": circle.name}, _joined(text, _dates(meetings, now))

    _tell(circle, readers, "circle_series", words, meetings, "PUBLISH", now)


def tell_moved(meeting: Meeting, readers: Iterable[Person], before: datetime, now: datetime) -> None:
    """Tell that a meeting has a new time, and why."""

    def words() -> tuple[str, str]:
        values = _values(meeting, now) | {"before": moment_words(before, localdate(now))}
        text = gettext("The meeting of «%(circle)s» that was to be %(before)s is moved to %(when)s.") % values
        return gettext("New time: %(circle)s, %(when)s") % values, _joined(text, _reason(meeting))

    _tell(meeting.circle, readers, "circle_moved", words, [meeting], "REQUEST", now)


def tell_cancelled(meeting: Meeting, readers: Iterable[Person], now: datetime) -> None:
    """Tell that a meeting is cancelled, and why."""

    def words() -> tuple[str, str]:
        values = _values(meeting, now)
        text = gettext("The meeting of «%(circle)s» %(when)s is cancelled.") % values
        return gettext("Cancelled: %(circle)s, %(when)s") % values, _joined(text, _reason(meeting))

    _tell(meeting.circle, readers, "circle_cancelled", words, [meeting], "CANCEL", now)


def tell_closed(circle: Circle, readers: Sequence[Person], meetings: Sequence[Meeting], now: datetime) -> None:
    """Tell that a circle is closed, and cancel each meeting in a letter of its own.

    Calendar programs take one event out of one letter (RFC 6047), and leave the others standing.
    """

    def words() -> tuple[str, str]:
        text = gettext("«%(circle)s» is closed. What you wrote together stays on its page.") % {"circle": circle.name}
        fall_away = gettext("These meetings fall away. A short e-mail for each takes it out of your calendar:")
        dates = f"{fall_away}\n{_dates(meetings, now)}" if meetings else ""
        return gettext("%(circle)s is closed") % {"circle": circle.name}, _joined(text, dates)

    _tell(circle, readers, "circle_closed", words, [], "PUBLISH", now)
    for meeting in meetings:
        tell_cancelled(meeting, readers, now)


def _values(meeting: Meeting, now: datetime) -> dict[str, str]:
    return {"circle": meeting.circle.name, "when": moment_words(meeting.starts_at, localdate(now))}


def _reason(meeting: Meeting) -> str:
    return gettext("Reason: %(reason)s") % {"reason": meeting.reason} if meeting.reason else ""


def _dates(meetings: Iterable[Meeting], now: datetime) -> str:
    return "\n".join(f"• {moment_words(row.starts_at, localdate(now))}: {meeting_title(row)}" for row in meetings)


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _tell(
    circle: Circle, readers: Iterable[Person], kind: str, words: Words, meetings: Sequence[Meeting], method: Method,
    now: datetime,
) -> None:  # fmt: skip
    address = settings.BASE_URL + reverse("competence:circle", args=[circle.pk])
    for reader in readers:
        with translation.override(django_language(reader.language)):
            subject, text = words()
            hello = gettext("Hello %(name)s,") % {"name": reader.name}
            page = gettext("Here is the page: %(link)s") % {"link": address}
            post_letter(
                to_email=reader.email, to_person=reader, kind=kind, language=reader.language, subject=subject, now=now,
                text=_joined(hello, text, page), calendar=_calendar(circle, reader, meetings, method, now),
            )  # fmt: skip


def _calendar(circle: Circle, reader: Person, meetings: Sequence[Meeting], method: Method, now: datetime) -> str:
    """Return the events for the reader's calendar; a file for one's own use (PUBLISH) calls nobody by name."""
    if not meetings:
        return ""
    sender = str(settings.DEFAULT_FROM_EMAIL).rpartition("<")[2].rstrip(">")
    invited = None if method == "PUBLISH" else Invited("Mentornett", sender, reader.name, reader.email)
    events = tuple(happening_of_meeting(row, now) for row in meetings)
    return calendar_text(CalendarFile(circle.name, events, method, invited))
