"""A mentor is away for a time: the plans of their mentees wait, or a substitute steps in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from mentornett.core import audit
from mentornett.mentoring.actions.hires import OverlapError
from mentornett.mentoring.actions.pairs import end_pair
from mentornett.mentoring.actions.plans import move_plan
from mentornett.mentoring.actions.second_mentors import add_second
from mentornett.mentoring.choices import PairEnd, PairRole
from mentornett.mentoring.models import Mentor, MentorLeave, Pair
from mentornett.mentoring.queries.leaving import open_pairs_of, pairs_meanwhile
from mentornett.mentoring.rules.spans import DAY, Span
from mentornett.tenants.models import Person
from mentornett.tenants.queries import in_force, not_over


@transaction.atomic
def begin_mentor_leave(
    *, mentor: Mentor, starts: date, ends: date | None, substitutes: Mapping[int, Mentor | None], by: Person,
    now: datetime,
) -> MentorLeave:  # fmt: skip
    """Note that a mentor is away; the reason is never asked. `substitutes` says, by pair, who steps in meanwhile.

    Raises OverlapError, and PairError when somebody cannot step in; then nothing is changed.
    """
    span = Span(starts, ends)
    if any(span.meets(Span(row.starts, row.ends)) for row in mentor.leaves.all()):
        raise OverlapError
    leave = MentorLeave(mentor=mentor, municipality_id=mentor.municipality_id, starts=starts, ends=ends)
    leave.save()
    for pair in pairs_meanwhile(mentor, starts, ends):
        if substitute := substitutes.get(pair.pk):
            add_second(
                pair=pair, mentor=substitute, role=PairRole.SUBSTITUTE, starts=max(starts, pair.starts),
                ends=min(filter(None, (ends, pair.ends)), default=None), by=by, now=now,
            )  # fmt: skip
        else:
            move_plan(employment=pair.employment, by=by, now=now)
    audit.record(verb="mentor.away", on=mentor, by=by, now=now, details={"starts": str(starts)})
    return leave


@transaction.atomic
def mentor_back(*, mentor: Mentor, on: date, by: Person, now: datetime, leave: MentorLeave | None = None) -> None:
    """Note that a mentor is at work again on a day: the leave that holds then ends the day before, and plans go on.

    A `leave` that has not begun is taken back whole. Who stepped in meanwhile does so no longer, and all are told.
    """
    rows = mentor.leaves.filter(pk=leave.pk) if leave else mentor.leaves.filter(in_force(on))
    for row in rows:
        _end_substitutes(mentor, row, on, by, now)
        if row.starts >= on:
            row.delete()
        else:
            row.ends = on - DAY
            row.save(update_fields=["ends"])
    for pair in open_pairs_of(mentor, on - DAY).filter(role=PairRole.MAIN):
        move_plan(employment=pair.employment, by=by, now=now)
    audit.record(verb="mentor.back", on=mentor, by=by, now=now, details={"on": str(on)})


def _end_substitutes(mentor: Mentor, leave: MentorLeave, on: date, by: Person, now: datetime) -> None:
    followed = open_pairs_of(mentor, on - DAY).filter(role=PairRole.MAIN).values("employment")
    seconds = Pair.objects.filter(not_over(on), employment__in=followed, role=PairRole.SUBSTITUTE)
    for second in seconds.filter(starts__gte=leave.starts).select_related("mentor__person", "mentee", "employment"):
        if leave.ends is None or second.starts <= leave.ends:
            end_pair(pair=second, ends=on - DAY, reason=PairEnd.PLANNED, by=by, now=now)
