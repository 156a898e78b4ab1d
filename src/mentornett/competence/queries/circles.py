"""How mentor networks and other circles are read: members, meetings, figures, calendar events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from django.db.models import QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext

from mentornett.competence.choices.circles import MeetingState
from mentornett.competence.models import Circle, Meeting, Membership, Present, Takeaway
from mentornett.documents.calendars import Happening
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Person, Role
from mentornett.tenants.queries import in_force


def members_of(circle: Circle, today: date) -> QuerySet[Membership]:
    """Return the members today, leaders first, with the municipality each comes from."""
    rows = Membership.objects.filter(in_force(today), circle=circle)
    return rows.select_related("person", "place", "group").order_by("-leads", "person__name_sort", "pk")


def meetings_of(circle: Circle) -> QuerySet[Meeting]:
    """Return all meetings of a circle in order."""
    return Meeting.objects.filter(circle=circle).order_by("starts_at", "pk")


def takeaways_of(meetings: Iterable[Meeting]) -> dict[int, Takeaway]:
    """Return by meeting what the members took with them. For members alone: nobody else's scope holds the rows."""
    return {row.meeting_id: row for row in Takeaway.objects.filter(meeting__in=list(meetings)).select_related("by")}


def present_at(meeting: Meeting) -> set[int]:
    """Return the ids of those who were at a meeting."""
    return set(Present.objects.filter(meeting=meeting).values_list("person_id", flat=True))


def next_meeting(meetings: Iterable[Meeting], now: datetime) -> Meeting | None:
    """Return the planned meeting that comes next, or goes on now."""
    ahead = [row for row in meetings if row.state == MeetingState.PLANNED and ends_at(row) > now]
    return min(ahead, key=lambda row: row.starts_at, default=None)


def ends_at(meeting: Meeting) -> datetime:
    """Return when a meeting ends."""
    return meeting.starts_at + timedelta(minutes=meeting.minutes)


@dataclass(frozen=True)
class Figures:
    """How often a circle met so far: of those whose day has come, how many were held, and how many usually came."""

    held: int
    due: int
    members: int
    usually_present: float | None


def figures_of(meetings: Sequence[Meeting], members: int, now: datetime) -> Figures:
    """Count meetings held against planned up to now. A cancelled meeting was planned too."""
    due = [row for row in meetings if ends_at(row) <= now or row.state == MeetingState.HELD]
    present = [row.present for row in due if row.present is not None]
    return Figures(
        held=len(present), due=len(due), members=members, usually_present=median(present) if present else None
    )


@dataclass(frozen=True)
class CircleLine:
    """A circle in a list: its next meeting and how often it met."""

    circle: Circle
    mine: bool
    leads: bool
    next: Meeting | None
    figures: Figures


def circle_lines(circles: Iterable[Circle], person: Person, now: datetime) -> list[CircleLine]:
    """Return circles with their next meeting and figures, in three queries."""
    rows = list(circles)
    meetings: dict[int, list[Meeting]] = {row.pk: [] for row in rows}
    for meeting in Meeting.objects.filter(circle__in=rows).order_by("starts_at", "pk"):
        meetings[meeting.circle_id].append(meeting)
    members: dict[int, list[Membership]] = {row.pk: [] for row in rows}
    for membership in Membership.objects.filter(in_force(localtime(now).date()), circle__in=rows):
        members[membership.circle_id].append(membership)
    return [_line(row, members[row.pk], meetings[row.pk], person, now) for row in rows]


def _line(
    circle: Circle, members: list[Membership], meetings: list[Meeting], person: Person, now: datetime
) -> CircleLine:
    own = next((row for row in members if row.person_id == person.pk), None)
    figures = figures_of(meetings, len(members), now)
    following = next_meeting(meetings, now) if circle.closed_on is None else None
    return CircleLine(circle, own is not None, own is not None and own.leads, following, figures)


def people_to_offer(circle: Circle, today: date) -> list[Person]:
    """Return the home municipality's mentors and project leaders who are not members, as far as one's scope reaches."""
    if circle.municipality_id is None:
        return []
    kinds = (RoleKind.MENTOR, RoleKind.PROGRAMME_LEADER)
    roles = Role.objects.filter(in_force(today), municipality=circle.municipality_id, kind__in=kinds)
    inside = Membership.objects.filter(in_force(today), circle=circle).values("person")
    people = Person.objects.filter(pk__in=roles.values("person"), is_active=True).exclude(pk__in=inside)
    return list(people.order_by("name_sort", "pk"))


def meeting_title(meeting: Meeting) -> str:
    """Return what a meeting is called: its topic, or the circle's name."""
    return meeting.topic or gettext("Meeting, topic not set yet")


def happening_of_meeting(meeting: Meeting, stamp: datetime) -> Happening:
    """Return a meeting as an event for calendars. A move or a new topic changes the same event."""
    starts, ends = localtime(meeting.starts_at), localtime(ends_at(meeting))
    circle = meeting.circle
    title = f"{circle.name}: {meeting.topic}" if meeting.topic else circle.name
    return Happening(
        uid=f"{meeting.uid}@mentornett", title=title, stamp=stamp, starts=starts.date(), ends=ends.date(),
        from_time=starts.time(), to_time=ends.time(), place=meeting.place, link=meeting.link,
        description=meeting.prepare, sequence=meeting.sequence, cancelled=meeting.state == MeetingState.CANCELLED,
    )  # fmt: skip
