"""New hires: registered, changed, moved to another unit, away for a time, ended. Nothing is overwritten."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from mentornett.core import audit
from mentornett.core.text import clean
from mentornett.mentoring.actions.pairs import end_pair
from mentornett.mentoring.actions.plans import drop_after, move_plan
from mentornett.mentoring.choices import EmploymentEnd, PairEnd, Source
from mentornett.mentoring.models import Employment, Leave, Pair, Programme
from mentornett.mentoring.rules.spans import DAY, Span
from mentornett.tenants.actions import end_open_roles, find_or_create, give_role
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Municipality, Person, Unit
from mentornett.tenants.queries import in_force

CHANGEABLE = ("profession", "number", "percent", "shift", "temporary", "planned_end", "starts", "programme")


class OverlapError(ValueError):
    """The days are taken: somebody would have two employments, or be away twice, at once."""


def later_than(starts: date, day: date) -> date | None:
    """Return the day from which somebody is known, when they had begun before it; those who left earlier are unseen."""
    return day if starts < day else None


@transaction.atomic
def register_hire(
    *, municipality: Municipality, email: str, name: str, unit: Unit, profession: str, starts: date, by: Person,
    now: datetime, programme: Programme | None = None, number: str = "", percent: int | None = None, shift: str = "",
    temporary: bool = False, planned_end: date | None = None,
) -> Employment:  # fmt: skip
    """Register somebody who begins in a unit; no letter is sent yet. Raises OverlapError."""
    person = find_or_create(
        email=email, name=name, by=by, now=now, language=municipality.language, profession=profession
    )
    hire = Employment(
        municipality=municipality, person=person, unit=unit, profession=clean(profession).strip(), starts=starts,
        number=clean(number).strip(), percent=percent, shift=clean(shift).strip(), temporary=temporary,
        planned_end=planned_end, programme=programme, followed_from=starts if programme else None,
        source=Source.FORM, known_from=later_than(starts, timezone.localdate(now)),
    )  # fmt: skip
    check_free(hire)
    hire.save()
    if programme:
        let_in(hire, by=by, now=now)
    audit.record(verb="hire.registered", on=hire, by=by, now=now, details={"person": person.pk, "unit": unit.pk})
    return hire


@transaction.atomic
def change_hire(*, hire: Employment, by: Person, now: datetime, **fields: Any) -> None:
    """Correct what is registered: any of `CHANGEABLE`. Raises OverlapError."""
    followed = hire.followed_from == hire.starts or hire.followed_from is None
    for name, value in fields.items():
        if name not in CHANGEABLE:
            raise ValueError(f"{name} cannot be changed here")
        setattr(hire, name, clean(value).strip() if isinstance(value, str) else value)
    if followed:
        hire.followed_from = hire.starts if hire.programme else None
    check_free(hire)
    hire.save(update_fields=[*fields, "followed_from"])
    if hire.programme and hire.ends is None:
        let_in(hire, by=by, now=now)
    audit.record(verb="hire.changed", on=hire, by=by, now=now, details={"fields": sorted(fields)})


@transaction.atomic
def move_hire(*, hire: Employment, unit: Unit, on: date, by: Person, now: datetime) -> Employment:
    """Let somebody work in another unit from a day on; the plan, the checklist and the mentor follow.

    On the first day or before it the unit was registered wrongly, and the row itself is changed.
    """
    if on <= hire.starts:
        hire.unit = unit
        hire.save(update_fields=["unit"])
        moved = hire
    else:
        moved = Employment(
            municipality=hire.municipality, person=hire.person, unit=unit, profession=hire.profession,
            number=hire.number, percent=hire.percent, shift=hire.shift, temporary=hire.temporary,
            planned_end=hire.planned_end, starts=on, ends=hire.ends, source=hire.source, programme=hire.programme,
            followed_from=hire.followed_from,
        )  # fmt: skip
        hire.ends, hire.end_reason = on - DAY, EmploymentEnd.MOVED
        hire.save(update_fields=["ends", "end_reason"])
        moved.save()
        _take_along(hire, moved)
    audit.record(verb="hire.moved", on=moved, by=by, now=now, details={"unit": unit.pk, "on": str(on)})
    return moved


def _take_along(hire: Employment, moved: Employment) -> None:
    """Let the whole plan follow the person: a plan that lies in two places cannot be dated."""
    for rows in (hire.pairs, hire.talks, hire.tasks, hire.leaves):
        rows.update(employment=moved)


@transaction.atomic
def end_hire(*, hire: Employment, ends: date, reason: str, by: Person, now: datetime) -> None:
    """Let somebody leave after a last day: the pairs end with it, all are told, and later talks are dropped."""
    hire.ends, hire.end_reason = max(ends, hire.starts), EmploymentEnd(reason)
    hire.save(update_fields=["ends", "end_reason"])
    for pair in Pair.objects.filter(employment=hire).filter(Q(ends__isnull=True) | Q(ends__gt=hire.ends)):
        end_pair(pair=pair, ends=hire.ends, reason=PairEnd.MENTEE_LEFT, by=by, now=now)
    drop_after(employment=hire, last=hire.ends, now=now)
    hire.leaves.filter(starts__gt=hire.ends).delete()
    hire.leaves.filter(ends__isnull=True).update(ends=hire.ends)
    _close_role(hire, by, now)
    audit.record(verb="hire.ended", on=hire, by=by, now=now, details={"ends": str(hire.ends), "reason": reason})


@transaction.atomic
def begin_leave(*, hire: Employment, starts: date, ends: date | None, by: Person, now: datetime) -> Leave:
    """Note that somebody is away; the reason is never asked. Raises OverlapError."""
    leave = Leave(employment=hire, municipality_id=hire.municipality_id, starts=starts, ends=ends)
    span = Span(starts, ends)
    if any(span.meets(Span(row.starts, row.ends)) for row in hire.leaves.all()):
        raise OverlapError
    leave.save()
    _date_anew(hire, by, now)
    audit.record(verb="leave.begun", on=leave, by=by, now=now, details={"hire": hire.pk})
    return leave


@transaction.atomic
def come_back(*, hire: Employment, on: date, by: Person, now: datetime, leave: Leave | None = None) -> None:
    """Note that somebody is at work again on a day: the leave that holds then ends the day before.

    A `leave` that has not begun is taken back whole.
    """
    for row in hire.leaves.filter(pk=leave.pk) if leave else hire.leaves.filter(in_force(on)):
        if row.starts >= on:
            row.delete()
        else:
            row.ends = on - DAY
            row.save(update_fields=["ends"])
    _date_anew(hire, by, now)
    audit.record(verb="leave.ended", on=hire, by=by, now=now, details={"back_on": str(on)})


def _date_anew(hire: Employment, by: Person, now: datetime) -> None:
    if hire.programme_id:
        move_plan(employment=hire, by=by, now=now)


def let_in(hire: Employment, *, by: Person, now: datetime) -> None:
    """Give a new hire the way in, at once: the first talk may come before the first day."""
    give_role(
        person=hire.person, kind=RoleKind.MENTEE, by=by, starts=min(hire.starts, timezone.localdate(now)), now=now,
        municipality=hire.municipality,
    )  # fmt: skip


def check_free(hire: Employment) -> None:
    """Check that somebody has no other work in the same days. Raises OverlapError."""
    rows = Employment.objects.filter(municipality=hire.municipality_id, person=hire.person).exclude(pk=hire.pk)
    span = Span(hire.starts, hire.ends)
    if any(span.meets(Span(row.starts, row.ends)) for row in rows):
        raise OverlapError


def _close_role(hire: Employment, by: Person, now: datetime) -> None:
    others = Employment.objects.filter(municipality=hire.municipality_id, person=hire.person)
    if others.exclude(ends__isnull=False, ends__lte=hire.ends).exists():
        return
    end_open_roles(
        person=hire.person, kind=RoleKind.MENTEE, municipality_id=hire.municipality_id, by=by,
        ends=hire.ends or hire.starts, now=now,
    )  # fmt: skip
