"""How mentor networks and other circles change: made, changed, closed; members come, lead and leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from mentornett.competence.actions import circle_letters as letters
from mentornett.competence.choices.circles import CircleForm, CircleKind, MeetingState
from mentornett.competence.models import Circle, Meeting, Membership
from mentornett.competence.queries.circles import members_of
from mentornett.core import audit
from mentornett.core.text import clean
from mentornett.tenants.models import Municipality, Organiser, Person
from mentornett.tenants.queries import in_force, municipality_of


class LastLeaderError(RuntimeError):
    """A circle with members must have somebody who leads it."""


@dataclass(frozen=True)
class CircleFacts:
    """What is said about a circle."""

    name: str
    kind: CircleKind
    form: CircleForm
    about: str = ""
    place: str = ""
    link: str = ""
    across: bool = False


def _cleaned(facts: CircleFacts) -> dict[str, object]:
    return {key: clean(value).strip() if isinstance(value, str) else value for key, value in asdict(facts).items()}


@transaction.atomic
def create_circle(
    *, home: Municipality | Organiser, facts: CircleFacts, leads_myself: bool, by: Person, now: datetime
) -> Circle:
    """Make a circle at a municipality or an organiser; whoever makes it may lead it as its first member."""
    owner = {"organiser": home} if isinstance(home, Organiser) else {"municipality": home}
    circle = Circle(starts=localdate(now), **owner, **_cleaned(facts))
    circle.save()
    if leads_myself:
        _join(circle, by, leads=True, today=localdate(now))
    audit.record(verb="circle.created", on=circle, by=by, now=now, details={"kind": str(facts.kind)})
    return circle


@transaction.atomic
def change_circle(*, circle: Circle, facts: CircleFacts, by: Person, now: datetime) -> None:
    """Change what is said about a circle. Meetings that are planned keep their own place and link."""
    values = _cleaned(facts)
    for name, value in values.items():
        setattr(circle, name, value)
    circle.save(update_fields=list(values))
    audit.record(verb="circle.changed", on=circle, by=by, now=now)


@transaction.atomic
def close_circle(*, circle: Circle, by: Person, now: datetime) -> None:
    """Close a circle: meetings to come are cancelled and taken out of calendars; what was done stays."""
    circle.closed_on = localdate(now)
    circle.save(update_fields=["closed_on"])
    ahead = list(Meeting.objects.filter(circle=circle, state=MeetingState.PLANNED, starts_at__gt=now))
    for meeting in ahead:
        meeting.state = MeetingState.CANCELLED
        meeting.sequence += 1
        meeting.save(update_fields=["state", "sequence"])
    letters.tell_closed(circle, _readers(circle, by, now), ahead, now)
    audit.record(verb="circle.finished", on=circle, by=by, now=now, details={"meetings": len(ahead)})


@transaction.atomic
def add_members(*, circle: Circle, people: Sequence[Person], by: Person, now: datetime) -> int:
    """Add people to a circle and write to them; those who are in it already are left as they are. How many were new."""
    today = localdate(now)
    known = set(Membership.objects.filter(in_force(today), circle=circle).values_list("person_id", flat=True))
    new = [person for person in dict.fromkeys(people) if person.pk not in known]
    for person in new:
        _join(circle, person, leads=False, today=today)
    ahead = list(Meeting.objects.filter(circle=circle, state=MeetingState.PLANNED, starts_at__gt=now))
    letters.tell_welcome(circle, [person for person in new if person != by], ahead, by, now)
    audit.record(verb="circle_member.added", on=circle, by=by, now=now, details={"people": [each.pk for each in new]})
    return len(new)


def _join(circle: Circle, person: Person, *, leads: bool, today: date) -> None:
    Membership(
        circle=circle, person=person, place=municipality_of(person, today), leads=leads, starts=today,
        organiser_id=circle.organiser_id, municipality_id=circle.municipality_id,
    ).save()  # fmt: skip


@transaction.atomic
def set_leads(*, membership: Membership, leads: bool, by: Person, now: datetime) -> None:
    """Let a member lead the circle, or no longer. Raises LastLeaderError when nobody would be left to lead."""
    if not leads:
        _check_not_last(membership, now)
    membership.leads = leads
    membership.save(update_fields=["leads"])
    details = {"person": membership.person_id, "leads": leads}
    audit.record(verb="circle_member.changed", on=membership, by=by, now=now, details=details)


@transaction.atomic
def end_membership(*, membership: Membership, by: Person, now: datetime) -> None:
    """Let a member leave at once: yesterday was the last day. Raises LastLeaderError."""
    _check_not_last(membership, now)
    details = {"person": membership.person_id}
    audit.record(verb="circle_member.ended", on=membership, by=by, now=now, details=details)
    yesterday = localdate(now) - timedelta(days=1)
    if membership.starts > yesterday:
        membership.delete()  # came today: was never really in it
        return
    membership.ends = yesterday
    membership.save(update_fields=["ends"])


def _check_not_last(membership: Membership, now: datetime) -> None:
    others = Membership.objects.filter(in_force(localdate(now)), circle=membership.circle_id)
    others = others.exclude(pk=membership.pk)
    if membership.leads and others.exists() and not others.filter(leads=True).exists():
        raise LastLeaderError


def _readers(circle: Circle, by: Person, now: datetime) -> list[Person]:
    return [row.person for row in members_of(circle, localdate(now)) if row.person != by]
