"""Meetings of a circle: planned as a series, each moved or cancelled with a reason, counted, and remembered."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils.timezone import localdate, make_aware

from mentornett.competence.actions import circle_letters as letters
from mentornett.competence.choices.circles import MeetingState
from mentornett.competence.models import Circle, Meeting, Present, Takeaway
from mentornett.competence.queries.circles import members_of
from mentornett.core import audit
from mentornett.core.text import clean
from mentornett.tenants.models import Person


class ChangedMeanwhileError(RuntimeError):
    """Somebody else has written since the page was opened."""


@dataclass(frozen=True)
class SeriesPlan:
    """Days with one time of day, and topics for as many of them as are known."""

    days: Sequence[date]
    starts: time
    minutes: int
    topics: Sequence[str] = ()
    place: str = ""
    link: str = ""


@dataclass(frozen=True)
class MeetingFacts:
    """What is said about one meeting."""

    topic: str
    prepare: str = ""
    place: str = ""
    link: str = ""
    minutes: int = 60


@transaction.atomic
def plan_series(*, circle: Circle, plan: SeriesPlan, by: Person, now: datetime) -> list[Meeting]:
    """Plan meetings and send the members all dates in one letter."""
    rows = []
    for position, day in enumerate(plan.days):
        topic = plan.topics[position] if position < len(plan.topics) else ""
        row = Meeting(
            circle=circle, starts_at=make_aware(datetime.combine(day, plan.starts)), minutes=plan.minutes,
            topic=clean(topic).strip(), place=clean(plan.place).strip(), link=plan.link,
            organiser_id=circle.organiser_id, municipality_id=circle.municipality_id,
        )  # fmt: skip
        row.save()
        rows.append(row)
    letters.tell_series(circle, _members(circle, now), rows, now)
    audit.record(verb="circle_meeting.added", on=circle, by=by, now=now, details={"meetings": len(rows)})
    return rows


@transaction.atomic
def change_meeting(*, meeting: Meeting, facts: MeetingFacts, by: Person, now: datetime) -> None:
    """Change topic, preparation, place or length. Calendars that follow get it; no letter is sent."""
    meeting.topic, meeting.prepare = clean(facts.topic).strip(), clean(facts.prepare).strip()
    meeting.place, meeting.link, meeting.minutes = clean(facts.place).strip(), facts.link, facts.minutes
    meeting.sequence += 1
    meeting.save(update_fields=["topic", "prepare", "place", "link", "minutes", "sequence"])
    audit.record(verb="circle_meeting.changed", on=meeting, by=by, now=now)


@transaction.atomic
def move_meeting(*, meeting: Meeting, to: datetime, reason: str, by: Person, now: datetime) -> None:
    """Move a meeting, or plan a cancelled one anew. The members are told, and the event in their calendars moves."""
    before = meeting.starts_at
    meeting.starts_at, meeting.reason, meeting.state = to, clean(reason).strip(), MeetingState.PLANNED
    meeting.sequence += 1
    meeting.save(update_fields=["starts_at", "reason", "state", "sequence"])
    letters.tell_moved(meeting, _members(meeting.circle, now), before, now)
    details = {"from": before.isoformat(), "to": to.isoformat()}
    audit.record(verb="circle_meeting.moved", on=meeting, by=by, now=now, details=details)


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, reason: str, by: Person, now: datetime) -> None:
    """Cancel a meeting. The members are told, and the event in their calendars is crossed out."""
    meeting.reason, meeting.state = clean(reason).strip(), MeetingState.CANCELLED
    meeting.sequence += 1
    meeting.save(update_fields=["reason", "state", "sequence"])
    letters.tell_cancelled(meeting, _members(meeting.circle, now), now)
    audit.record(verb="circle_meeting.cancelled", on=meeting, by=by, now=now)


@transaction.atomic
def note_present(*, meeting: Meeting, present: Collection[Person], by: Person, now: datetime) -> None:
    """Note who came; the meeting counts as held. The same again replaces what was noted."""
    Present.objects.filter(meeting=meeting).delete()
    for person in present:
        Present(
            circle_id=meeting.circle_id, meeting=meeting, person=person, organiser_id=meeting.organiser_id,
            municipality_id=meeting.municipality_id,
        ).save()  # fmt: skip
    meeting.state, meeting.present = MeetingState.HELD, len(present)
    meeting.members = max(len(_members(meeting.circle, now)), len(present))
    meeting.save(update_fields=["state", "present", "members"])
    audit.record(verb="circle_meeting.held", on=meeting, by=by, now=now, details={"present": len(present)})


@transaction.atomic
def write_takeaway(*, meeting: Meeting, text: str, since: str, by: Person, now: datetime) -> None:
    """Write what the members take with them; `since` is the moment of the text that the writer saw, or empty.

    Raises ChangedMeanwhileError when somebody else has written in between.
    """
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    row = Takeaway.objects.filter(meeting=meeting).first()
    if (row.at.isoformat() if row else "") != since:
        raise ChangedMeanwhileError
    row = row or Takeaway(
        circle_id=meeting.circle_id, meeting=meeting, organiser_id=meeting.organiser_id,
        municipality_id=meeting.municipality_id,
    )  # fmt: skip
    row.text, row.by, row.at = clean(text).strip(), by, now
    row.save()
    audit.record(verb="circle_meeting.written", on=meeting, by=by, now=now)


def _members(circle: Circle, now: datetime) -> list[Person]:
    return [row.person for row in members_of(circle, localdate(now))]
