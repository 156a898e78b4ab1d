"""Proposals: made, adjusted by a human, approved. Each is kept as it was, with what went in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from mentornett.core import audit
from mentornett.mentoring.actions.pairs import PairError, begin_pair
from mentornett.mentoring.models import Employment, MatchRun, Mentor, Pair, Programme
from mentornett.mentoring.queries.away import first_day
from mentornett.mentoring.queries.matching import given_for, mentors_on, open_run, outside_pool, waiting
from mentornett.tenants.models import Person


@dataclass
class Approved:
    """What came of an approval: pairs that began, and the hires for whom something had come between."""

    pairs: list[Pair] = field(default_factory=list)
    too_late: list[Employment] = field(default_factory=list)


@transaction.atomic
def propose(
    *, programme: Programme, by: Person, now: datetime, changes: Mapping[str, str | None] | None = None,
    pool: int | None = None,
) -> MatchRun:  # fmt: skip
    """Make a proposal for all who wait, and keep it.

    `changes` locks a mentee to a mentor, or unlocks (None), on top of the open proposal, whose other pairs are kept as
    far as that costs nobody a mentor. `pool` is the mentor pool to choose among, 0 the whole register, None as in the
    open proposal; a locked mentor is kept whatever the pool. Raises RulesError when a locked pair cannot be.
    """
    today = localdate(now)
    before = open_run(programme)
    locked = dict(before.given["locked"]) if before else {}
    for mentee, mentor in (changes or {}).items():
        locked.pop(mentee, None)
        if mentor:
            locked[mentee] = mentor
    former = before.result["pairs"] if before else {}
    if pool is None:
        pool = int(before.given.get("pool", 0)) if before else 0
    without = _outside(programme, pool, set(locked.values()), today) if pool else set[int]()
    given = given_for(programme, waiting(programme, today), today, locked=locked, former=former, without=without)
    proposal = given.propose()
    run = MatchRun(
        programme=programme, made_by=by, made_at=now, day=today, given=given.kept() | {"pool": pool},
        result={
            "pairs": {pair.mentee.key: pair.mentor.key for pair in proposal.pairs}, "total": proposal.proof.total
        },
        municipality_id=programme.municipality_id,
    )  # fmt: skip
    run.save()
    details = {"mentees": len(given.mentees), "pairs": len(proposal.pairs), "locked": len(given.locked)}
    audit.record(verb="matching.made", on=run, by=by, now=now, details=details)
    return run


def _outside(programme: Programme, pool: int, locked: Collection[str], today: date) -> set[int]:
    outside = outside_pool(programme.municipality_id, pool, today)
    return outside - {
        row.pk for row in mentors_on(programme.municipality_id or 0, today) if str(row.person_id) in locked
    }


@transaction.atomic
def approve(*, run: MatchRun, mentees: Collection[str], by: Person, now: datetime) -> Approved:
    """Let the chosen pairs of a proposal begin, each on the mentee's first day or today, and tell everyone concerned.

    Those for whom something came between are left as they are.
    """
    Programme.objects.select_for_update().get(pk=run.programme_id)  # of two who approve at once, the second waits here
    today = localdate(now)
    hires = {str(row.person_id): row for row in waiting(run.programme, today)}
    mentors = {str(row.person_id): row for row in mentors_on(run.municipality_id or 0, today)}
    done = Approved()
    for mentee, mentor in sorted(run.result["pairs"].items()):
        if mentee in mentees and mentee in hires:
            _begin(done, hires[mentee], mentors.get(mentor), by, now)
    begun = {str(pair.mentee_id) for pair in done.pairs}
    if not any(mentee in hires and mentee not in begun for mentee in run.result["pairs"]):
        run.decided_at = now
        run.save(update_fields=["decided_at"])
    details = {"pairs": len(done.pairs), "too_late": len(done.too_late)}
    audit.record(verb="matching.approved", on=run, by=by, now=now, details=details)
    return done


def _begin(done: Approved, hire: Employment, mentor: Mentor | None, by: Person, now: datetime) -> None:
    if mentor is None:
        done.too_late.append(hire)
        return
    try:
        starts = max(first_day(hire), localdate(now))
        done.pairs.append(begin_pair(employment=hire, mentor=mentor, starts=starts, by=by, now=now))
    except PairError:
        done.too_late.append(hire)
