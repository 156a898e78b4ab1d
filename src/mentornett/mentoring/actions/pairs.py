"""Pairs: begun with a plan, a commitment and letters; ended; handed to another mentor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from mentornett.core import audit
from mentornett.mentoring.actions.pair_letters import Readers, tell_begun, tell_ended
from mentornett.mentoring.actions.plans import let_go, start_plan
from mentornett.mentoring.choices import PairEnd, PairRole, Party
from mentornett.mentoring.models import Commitment, Employment, Mentor, Pair
from mentornett.mentoring.queries.capacity import capacities
from mentornett.mentoring.queries.units import nearest_leader
from mentornett.tenants.actions import give_role
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Person
from mentornett.tenants.queries import not_over


@dataclass
class PairError(ValueError):
    """The pair cannot be. «taken»: the mentee has a mentor; «full»: the mentor has no place; «self»: they are one."""

    why: str


@transaction.atomic
def begin_pair(
    *, employment: Employment, mentor: Mentor, starts: date, by: Person, now: datetime, told: bool = True
) -> Pair:
    """Make two people a pair: the plan starts, the commitment is ready to sign, and all three are told.

    Raises PairError when another deed came between.
    """
    _check(employment, mentor, starts)
    pair = Pair(
        employment=employment, mentee=employment.person, mentor=mentor, role=PairRole.MAIN, starts=starts,
        municipality=employment.municipality,
    )  # fmt: skip
    pair.save()
    for person, kind in ((mentor.person, RoleKind.MENTOR), (employment.person, RoleKind.MENTEE)):
        give_role(
            person=person, kind=kind, by=by, starts=min(starts, localdate(now)), now=now,
            municipality=employment.municipality,
        )  # fmt: skip
    start_plan(pair=pair, by=by, now=now)
    _commit(pair, now)
    audit.record(verb="pair.begun", on=pair, by=by, now=now, details={"mentor": mentor.pk, "starts": str(starts)})
    if told:
        tell_begun(pair, _readers(pair, localdate(now)), by=by, now=now)
    return pair


def _check(employment: Employment, mentor: Mentor, starts: date) -> None:
    # The row of the mentor is the lock: of two who take the last place at once, the second waits here and is refused.
    mentor = Mentor.objects.select_for_update(of=("self",)).get(pk=mentor.pk)
    if mentor.person_id == employment.person_id:
        raise PairError("self")
    if Pair.objects.filter(not_over(starts), mentee=employment.person_id, role=PairRole.MAIN).exists():
        raise PairError("taken")
    most = employment.programme.most_mentees if employment.programme else 1
    if not capacities([mentor], starts, most=most)[mentor.pk].free:
        raise PairError("full")


def _readers(pair: Pair, today: date) -> Readers:
    readers = [(Party.MENTOR, pair.mentor.person), (Party.MENTEE, pair.mentee)]
    leader = _leader(pair, today)
    return [*readers, (Party.LEADER, leader)] if leader else readers


def _leader(pair: Pair, today: date) -> Person | None:
    """Return the leader nearest to the mentee who is not one of the pair."""
    return nearest_leader(pair.employment, today, apart_from=(pair.mentee_id, pair.mentor.person_id))


def _commit(pair: Pair, now: datetime) -> None:
    """Make the commitment by the programme's newest text ready to sign; without a leader nobody can promise time."""
    programme, leader = pair.employment.programme, _leader(pair, localdate(now))
    text = programme.commitment_texts.order_by("-version").first() if programme else None
    if text and leader:
        Commitment(
            pair=pair, text=text, leader=leader, minutes_a_month=text.minutes_a_month, made_at=now,
            municipality_id=pair.municipality_id,
        ).save()  # fmt: skip


@transaction.atomic
def end_pair(*, pair: Pair, ends: date, reason: PairEnd, by: Person, now: datetime) -> None:
    """End a pair after its last day, and tell all three.

    What was held stays with it, and so does what comes before the last day; the rest of the plan is dropped or waits
    for the next mentor.
    """
    readers = _readers(pair, localdate(now))
    _close(pair, ends, reason)
    audit.record(verb="pair.ended", on=pair, by=by, now=now, details={"ends": str(pair.ends), "reason": reason})
    tell_ended(pair, readers, now=now)


def _close(pair: Pair, ends: date, reason: PairEnd) -> None:
    pair.starts = min(pair.starts, ends)  # one that never began is over at once
    pair.ends, pair.end_reason = ends, reason
    pair.save(update_fields=["starts", "ends", "end_reason"])
    let_go(pair)


@transaction.atomic
def change_mentor(*, pair: Pair, mentor: Mentor, starts: date, by: Person, now: datetime) -> Pair:
    """Give a mentee another mentor from a day on: the former pair ends the day before, and the plan goes on.

    Raises PairError; then nothing is changed.
    """
    readers = _readers(pair, localdate(now))
    _close(pair, starts - timedelta(days=1), PairEnd.CHANGED)
    new = begin_pair(employment=pair.employment, mentor=mentor, starts=starts, by=by, now=now)
    mentor_alone = [row for row in readers if row[0] is Party.MENTOR]
    audit.record(verb="pair.changed", on=pair, by=by, now=now, details={"to": new.pk, "starts": str(starts)})
    tell_ended(pair, mentor_alone, now=now)  # mentee and leader are told of the new one
    return new
