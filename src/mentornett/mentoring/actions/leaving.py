"""A mentor leaves, a new hire changes unit, and both taken back: everything that follows, in one deed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from mentornett.core import audit
from mentornett.mentoring.actions.commitments import make_commitment
from mentornett.mentoring.actions.hires import check_free, let_in, move_hire
from mentornett.mentoring.actions.mentors import end_mentor
from mentornett.mentoring.actions.move_letters import tell_coming, tell_left, tell_stays
from mentornett.mentoring.actions.pair_letters import tell_moved
from mentornett.mentoring.actions.pairs import PairError, change_mentor, end_pair, resume_pair
from mentornett.mentoring.actions.plans import change_plan
from mentornett.mentoring.choices import PairEnd, PairRole
from mentornett.mentoring.models import Commitment, Employment, Mentor, Pair, Programme
from mentornett.mentoring.queries.leaving import ended_with, move_before, open_pairs_of
from mentornett.mentoring.queries.pairs import readers_of
from mentornett.mentoring.queries.units import nearest_leader
from mentornett.mentoring.rules.spans import DAY
from mentornett.tenants.actions import give_role
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Person, Unit
from mentornett.tenants.queries import not_over


class TooLateError(RuntimeError):
    """It cannot be taken back any more: something was built on it."""


@transaction.atomic
def mentor_leaves(
    *, mentor: Mentor, ends: date, successors: Mapping[int, Mentor | None], by: Person, now: datetime
) -> list[Pair]:
    """Let a mentor leave after a last day: each pair ends, and goes to its successor (by pair) or waits for one.

    Return the pairs that begin. Raises PairError when a successor cannot be; then nothing is changed.
    """
    begun = []
    for pair in open_pairs_of(mentor, ends):
        successor = successors.get(pair.pk)
        if successor is None or pair.role != PairRole.MAIN:
            end_pair(pair=pair, ends=ends, reason=PairEnd.MENTOR_LEFT, by=by, now=now)
            continue
        begun.append(
            change_mentor(
                pair=pair, mentor=successor, starts=max(ends + DAY, pair.starts, localdate(now)), by=by, now=now,
                last=ends, reason=PairEnd.MENTOR_LEFT,
            )
        )  # fmt: skip
    end_mentor(mentor=mentor, ends=ends, by=by, now=now)
    return begun


@transaction.atomic
def mentor_stays(*, mentor: Mentor, by: Person, now: datetime) -> list[Pair]:
    """Take back a mentor's last day: pairs that ended with it go on, unless the mentee has another mentor by now.

    Return the pairs that go on.
    """
    pairs, resumed = list(ended_with(mentor)), []
    mentor.ends = None
    mentor.save(update_fields=["ends"])
    give_role(
        person=mentor.person, kind=RoleKind.MENTOR, by=by, starts=localdate(now), now=now,
        municipality=mentor.municipality,
    )  # fmt: skip
    for pair in pairs:
        try:
            resume_pair(pair=pair, by=by, now=now)
        except PairError:
            continue
        resumed.append(pair)
    audit.record(verb="mentor.stayed", on=mentor, by=by, now=now, details={"pairs": len(resumed)})
    return resumed


@transaction.atomic
def hire_stays(*, hire: Employment, by: Person, now: datetime) -> None:
    """Take back somebody's last day: the pairs that ended with it go on. Raises OverlapError."""
    pairs = list(hire.pairs.filter(end_reason=PairEnd.MENTEE_LEFT, ends=hire.ends))
    hire.ends, hire.end_reason = None, ""
    check_free(hire)
    hire.save(update_fields=["ends", "end_reason"])
    if hire.programme:
        let_in(hire, by=by, now=now)
    for pair in pairs:
        pair.employment = hire
        try:
            resume_pair(pair=pair, by=by, now=now)
        except PairError as error:
            if error.why != "over":  # the mentor has left meanwhile: one stays without that pair
                raise
    audit.record(verb="hire.stayed", on=hire, by=by, now=now, details={"pairs": len(pairs)})


@transaction.atomic
def change_unit(
    *, hire: Employment, unit: Unit, on: date, follows: Mentor | None, by: Person, now: datetime, goes_on: bool = True,
    programme: Programme | None = None,
) -> Employment:  # fmt: skip
    """Let somebody work in another unit from a day on: with the same mentor, or the one who `follows`, or none yet.

    With a new leader the commitment is ready to sign anew. All are told, the leader of the unit that is left too.
    Raises PairError; then nothing is changed.
    """
    left, leader = hire.unit, _leader(hire, now)
    moved = move_hire(hire=hire, unit=unit, on=on, by=by, now=now)
    pair = moved.pairs.filter(not_over(on), role=PairRole.MAIN).select_related("mentor__person", "mentee").first()
    if programme and programme.pk != moved.programme_id:
        moved.programme = programme
        moved.save(update_fields=["programme"])
        change_plan(employment=moved, pair=pair, on=on, by=by, now=now)
    if pair is not None:
        pair.employment = moved
        _pair_moves(pair, follows, goes_on, on, by, now)
    _tell_leaders(moved, left, leader, pair, by, now, began=moved != hire)
    return moved


def _pair_moves(pair: Pair, follows: Mentor | None, goes_on: bool, on: date, by: Person, now: datetime) -> None:
    moved_away = PairEnd.MENTEE_MOVED
    if follows is not None:
        change_mentor(pair=pair, mentor=follows, starts=on, by=by, now=now, reason=moved_away)
    elif goes_on:
        made = make_commitment(pair, now)
        anew = made is not None and made.made_at == now
        tell_moved(pair, readers_of(pair, localdate(now)), on=on, anew=anew, now=now)
    else:
        end_pair(pair=pair, ends=on - DAY, reason=moved_away, by=by, now=now)


def _tell_leaders(
    moved: Employment, left: Unit, before: Person | None, pair: Pair | None, by: Person, now: datetime, *, began: bool
) -> None:
    after = _leader(moved, now)
    if before == after:
        return
    if before and before != by and (pair is None or before != pair.mentor.person):
        tell_left(moved, left, before, now, began=began)
    if after and after != by and pair is None:
        tell_coming(moved, left, after, now)


def _leader(hire: Employment, now: datetime) -> Person | None:
    return nearest_leader(hire, localdate(now), apart_from=(hire.person_id,))


@transaction.atomic
def take_back_move(*, hire: Employment, by: Person, now: datetime) -> Employment:
    """Let somebody stay where they were before a move that has not begun; those who were told of it are told so.

    The pair that the move ended goes on. Raises TooLateError, OverlapError.
    """
    before = move_before(hire)
    if before is None or hire.starts < localdate(now):
        raise TooLateError
    made = Commitment.objects.filter(pair__employment=hire, signatures__isnull=True)
    made.exclude(leader__in=_leaders_before(hire)).delete()
    for rows in (hire.pairs, hire.talks, hire.tasks, hire.leaves):
        rows.update(employment=before)
    ends, reason, unit, on, after = hire.ends, hire.end_reason, hire.unit, hire.starts, _leader(hire, now)
    hire.delete()
    before.ends, before.end_reason = ends, reason
    check_free(before)
    before.save(update_fields=["ends", "end_reason"])
    _former_goes_on(before, on, by, now)
    tell_stays(before, unit, on, _told_of_move(before, after, by, now), now)
    audit.record(verb="hire.stayed", on=before, by=by, now=now, details={"not_to": unit.pk})
    return before


def _former_goes_on(before: Employment, on: date, by: Person, now: datetime) -> None:
    """Let the pair that a move ended go on; who was to follow on that day, and has not begun, does not begin.

    A mentor who has begun stays, and so it is when the former one cannot go on.
    """
    following = before.pairs.filter(role=PairRole.MAIN, starts=on, starts__gt=localdate(now), ends__isnull=True)
    for pair in before.pairs.filter(role=PairRole.MAIN, ends=on - DAY, end_reason=PairEnd.MENTEE_MOVED):
        try:
            with transaction.atomic():
                for other in following:
                    end_pair(pair=other, ends=on - DAY, reason=PairEnd.CHANGED, by=by, now=now)
                resume_pair(pair=pair, by=by, now=now)
        except PairError:
            continue


def _told_of_move(before: Employment, after: Person | None, by: Person, now: datetime) -> list[Person]:
    """Return the pair, if there is one, and both leaders, each once; not who took it back."""
    pair = before.pairs.filter(not_over(localdate(now)), role=PairRole.MAIN).select_related("mentor__person").first()
    people = [pair.mentor.person, before.person] if pair else []
    people += [each for each in (_leader(before, now), after) if each and each != by]
    return list(dict.fromkeys(people))


def _leaders_before(hire: Employment) -> set[int]:
    """Return the leaders of the first commitment of each pair: those are not of the move's making."""
    first: dict[int, int] = {}
    for row in Commitment.objects.filter(pair__employment=hire).order_by("made_at", "pk"):
        first.setdefault(row.pair_id, row.leader_id)
    return set(first.values())
