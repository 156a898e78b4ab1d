"""Pairs: begun with a plan, a commitment and letters; ended; handed to another mentor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from mentornett.core import audit
from mentornett.mentoring.actions.certificates import withdraw_certificates
from mentornett.mentoring.actions.commitments import make_commitment
from mentornett.mentoring.actions.pair_letters import tell_begun, tell_completed, tell_ended, tell_resumed
from mentornett.mentoring.actions.plans import let_go, start_plan, take_up
from mentornett.mentoring.choices import PairEnd, PairRole, Party
from mentornett.mentoring.models import Employment, Mentor, Pair
from mentornett.mentoring.queries.capacity import capacities
from mentornett.mentoring.queries.leaving import leaves_on
from mentornett.mentoring.queries.pairs import readers_of
from mentornett.tenants.actions import give_role
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Person
from mentornett.tenants.queries import in_force, not_over


@dataclass
class PairError(ValueError):
    """The pair cannot be.

    «taken»: the mentee has a mentor; «full»: the mentor has no place; «self»: they are one; «over»: the mentee, or in a
    pair that is taken up again one of the two, has left by then.
    """

    why: str


@transaction.atomic
def begin_pair(
    *, employment: Employment, mentor: Mentor, starts: date, by: Person, now: datetime, told: bool = True
) -> Pair:
    """Make two people a pair: the plan starts, the commitment is ready to sign, and all three are told.

    Raises PairError when another deed came between.
    """
    _step_up(employment.person_id, mentor, starts, now)
    _check(employment, mentor, starts)
    pair = Pair(
        employment=employment, mentee=employment.person, mentor=mentor, role=PairRole.MAIN, starts=starts,
        municipality=employment.municipality,
    )  # fmt: skip
    pair.save()
    _let_in(pair, starts, by, now)
    start_plan(pair=pair, by=by, now=now)
    make_commitment(pair, now)
    audit.record(verb="pair.begun", on=pair, by=by, now=now, details={"mentor": mentor.pk, "starts": str(starts)})
    if told:
        tell_begun(pair, readers_of(pair, localdate(now)), by=by, now=now)
    return pair


def _step_up(mentee: int, mentor: Mentor, starts: date, now: datetime) -> None:
    """Let somebody who was substitute or co-mentor become the mentor: nobody is both."""
    seconds = Pair.objects.filter(not_over(starts), mentee=mentee, mentor=mentor)
    for pair in seconds.exclude(role=PairRole.MAIN).select_related("employment"):
        _close(pair, starts - timedelta(days=1), PairEnd.CHANGED, now)


def _let_in(pair: Pair, starts: date, by: Person, now: datetime) -> None:
    """Give both the way in, at once when the pair begins later."""
    for person, kind in ((pair.mentor.person, RoleKind.MENTOR), (pair.mentee, RoleKind.MENTEE)):
        give_role(
            person=person, kind=kind, by=by, starts=min(starts, localdate(now)), now=now,
            municipality=pair.employment.municipality,
        )  # fmt: skip


def _check(employment: Employment, mentor: Mentor, starts: date) -> None:
    # The row of the mentor is the lock: of two who take the last place at once, the second waits here and is refused.
    mentor = Mentor.objects.select_for_update(of=("self",)).get(pk=mentor.pk)
    if mentor.person_id == employment.person_id:
        raise PairError("self")
    if employment.ends and starts > employment.ends:
        raise PairError("over")
    if Pair.objects.filter(not_over(starts), mentee=employment.person_id, role=PairRole.MAIN).exists():
        raise PairError("taken")
    most = employment.programme.most_mentees if employment.programme else 1
    if not capacities([mentor], starts, most=most)[mentor.pk].free:
        raise PairError("full")


@transaction.atomic
def end_pair(*, pair: Pair, ends: date, reason: PairEnd, by: Person | None, now: datetime) -> None:
    """End a pair after its last day, and tell all three.

    What was held stays with it, and so does what comes before the last day; the rest of the plan is dropped or waits
    for the next mentor.
    """
    readers, began = readers_of(pair, localdate(now)), pair.starts <= ends
    _close(pair, ends, reason, now)
    audit.record(verb="pair.ended", on=pair, by=by, now=now, details={"ends": str(pair.ends), "reason": reason})
    if reason == PairEnd.COMPLETED and pair.role == PairRole.MAIN:
        tell_completed(pair, readers, now=now)
    else:
        tell_ended(pair, readers, began=began, now=now)


def _close(pair: Pair, ends: date, reason: PairEnd, now: datetime) -> None:
    if pair.starts > ends:  # one that never began is over at once
        pair.starts = ends = _free_day(pair, ends)
    pair.ends, pair.end_reason = ends, reason
    pair.save(update_fields=["starts", "ends", "end_reason"])
    let_go(pair, now)


def _free_day(pair: Pair, day: date) -> date:
    """Return the day, or the one before all pairs of the mentee when somebody else is the mentor on it."""
    others = Pair.objects.filter(mentee=pair.mentee_id).exclude(pk=pair.pk)
    if not others.filter(in_force(day)).exists():
        return day
    return min(others.values_list("starts", flat=True)) - timedelta(days=1)


@transaction.atomic
def resume_pair(*, pair: Pair, by: Person, now: datetime) -> None:
    """Let a pair that was ended go on after all: what was dropped, or waits, is theirs again; all are told.

    Raises PairError when the mentee has another mentor by now, or another one in the same part, and when one of the
    two leaves when the pair ended, or before it. Who leaves later ends it again.
    """
    if pair.ends is None:
        return
    until, reason = leaves_on(pair)
    if until and until <= pair.ends:
        raise PairError("over")
    others = Pair.objects.filter(not_over(pair.ends), mentee=pair.mentee_id).exclude(pk=pair.pk)
    same = Q(role=pair.role) if pair.role == PairRole.MAIN else Q(role=pair.role) | Q(mentor=pair.mentor_id)
    if others.filter(same).exists():
        raise PairError("taken")
    if pair.role == PairRole.MAIN:
        _step_up(pair.mentee_id, pair.mentor, pair.ends + timedelta(days=1), now)
    pair.ends, pair.end_reason = until, reason
    pair.save(update_fields=["ends", "end_reason"])
    _let_in(pair, localdate(now), by, now)  # one of them may have lost it with the end
    take_up(pair=pair, by=by, now=now)
    if until:
        let_go(pair, now)
    withdrawn = withdraw_certificates(pair, now)
    audit.record(verb="pair.resumed", on=pair, by=by, now=now)
    tell_resumed(pair, readers_of(pair, localdate(now)), withdrawn=withdrawn, now=now)


@transaction.atomic
def change_mentor(
    *, pair: Pair, mentor: Mentor, starts: date, by: Person, now: datetime, last: date | None = None,
    reason: PairEnd = PairEnd.CHANGED,
) -> Pair:  # fmt: skip
    """Give a mentee another mentor from a day on: the former pair ends the day before, or on its `last`.

    The plan goes on. Raises PairError; then nothing is changed.
    """
    readers, had_begun = readers_of(pair, localdate(now)), pair.starts < starts
    _close(pair, last or starts - timedelta(days=1), reason, now)
    new = begin_pair(employment=pair.employment, mentor=mentor, starts=starts, by=by, now=now, told=False)
    tell_begun(new, readers_of(new, localdate(now)), by=by, now=now, former=pair if had_begun else None)
    mentor_alone = [row for row in readers if row[0] is Party.MENTOR]
    audit.record(verb="pair.changed", on=pair, by=by, now=now, details={"to": new.pk, "starts": str(starts)})
    tell_ended(pair, mentor_alone, began=had_begun, now=now)  # mentee and leader are told of the new one
    return new
