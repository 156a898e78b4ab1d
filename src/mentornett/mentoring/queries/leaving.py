"""What will happen when a mentor leaves, a new hire leaves, or a new hire changes unit, before anybody decides."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from mentornett.matching.proposing import Pair as Match
from mentornett.mentoring.choices import PairEnd, PairRole, TalkState
from mentornett.mentoring.models import Employment, Mentor, Pair, Talk
from mentornett.mentoring.queries.pairs import Candidates, readers_of, successors
from mentornett.mentoring.queries.talks import day_of
from mentornett.mentoring.queries.units import leaders_by_unit
from mentornett.mentoring.rules.spans import DAY
from mentornett.tenants.models import Person, Unit
from mentornett.tenants.queries import not_over

MOST_OFFERED = 5


@dataclass(frozen=True)
class Ending:
    """One pair that ends: what stays with it, what comes after, who is told, and who can take over."""

    pair: Pair
    last: date
    stays: Sequence[Talk]
    after: Sequence[Talk]
    told: Sequence[Person]
    candidates: Candidates

    @property
    def starts(self) -> date:
        """The first day with another mentor."""
        return max(self.last + DAY, self.pair.starts)

    @property
    def offered(self) -> list[tuple[Match, Mentor]]:
        """Those who fit best, the best first."""
        return self.candidates.rows[:MOST_OFFERED]

    @property
    def is_main(self) -> bool:
        """Whether the mentor is the mentee's own."""
        return self.pair.role == PairRole.MAIN


def open_pairs_of(mentor: Mentor, last: date) -> QuerySet[Pair]:
    """Return the pairs of a mentor that go on after a day, or begin later."""
    rows = mentor.pairs.filter(Q(ends__isnull=True) | Q(ends__gt=last))
    return rows.select_related(
        "mentee", "mentor__person", "employment__unit", "employment__programme", "employment__person"
    ).order_by("mentee__name_sort", "pk")


def when_mentor_leaves(mentor: Mentor, last: date, today: date) -> list[Ending]:
    """Return the pairs that end, each with who can take over from the day after."""
    pairs = list(open_pairs_of(mentor, last))
    main = [pair for pair in pairs if pair.role == PairRole.MAIN]
    found = successors(main, max(last + DAY, today))
    return [_ending(pair, last, today, found.get(pair.pk, Candidates(None, []))) for pair in pairs]


def pairs_meanwhile(mentor: Mentor, starts: date, ends: date | None) -> QuerySet[Pair]:
    """Return the pairs whose own mentor somebody is within some days."""
    rows = open_pairs_of(mentor, starts - DAY).filter(role=PairRole.MAIN)
    return rows.filter(starts__lte=ends) if ends else rows


def while_mentor_is_away(mentor: Mentor, starts: date, ends: date | None, today: date) -> list[Ending]:
    """Return the pairs that a mentor is away from, each with who can step in from the first day."""
    pairs = list(pairs_meanwhile(mentor, starts, ends))
    found = successors(pairs, max(starts, today))
    return [_ending(pair, starts - DAY, today, found[pair.pk]) for pair in pairs]


def when_hire_leaves(hire: Employment, last: date, today: date) -> list[Ending]:
    """Return the pairs that end with the mentee's last day."""
    rows = hire.pairs.filter(Q(ends__isnull=True) | Q(ends__gt=last)).order_by("role", "pk")
    rows = rows.select_related("mentee", "mentor__person", "employment__unit")
    return [_ending(pair, last, today, Candidates(None, [])) for pair in rows]


def _ending(pair: Pair, last: date, today: date, candidates: Candidates) -> Ending:
    planned = list(pair.talks.filter(state=TalkState.PLANNED))
    return Ending(
        pair=pair, last=last, candidates=candidates,
        stays=[talk for talk in planned if day_of(talk) <= last],
        after=[talk for talk in planned if day_of(talk) > last],
        told=[person for _party, person in readers_of(pair, today)],
    )  # fmt: skip


@dataclass(frozen=True)
class Moving:
    """What a change of unit means: the leaders, and the pair that goes on or cannot."""

    pair: Pair | None
    leader_before: Person | None
    leader_after: Person | None
    must_change: bool  # the mentor leads the new unit
    candidates: Candidates

    @property
    def signs_anew(self) -> bool:
        """Whether the commitment is to be signed with another leader."""
        return self.pair is not None and self.leader_after not in (None, self.leader_before)

    @property
    def offered(self) -> list[tuple[Match, Mentor]]:
        """Those who fit best in the new unit, the best first."""
        return self.candidates.rows[:MOST_OFFERED]


def when_hire_moves(hire: Employment, unit: Unit, on: date, today: date) -> Moving:
    """Return what changes when somebody works in another unit from a day on."""
    rows = hire.pairs.filter(not_over(on), role=PairRole.MAIN, starts__lte=on)
    pair = rows.select_related("mentee", "mentor__person", "employment__programme", "employment__unit").first()
    above = leaders_by_unit(hire.municipality_id, today)
    own = {hire.person_id, pair.mentor.person_id if pair else None}
    before, after = (
        next((role.person for role in above.get(pk, []) if role.person_id not in own), None)
        for pk in (hire.unit_id, unit.pk)
    )
    leads = any(pair and role.person_id == pair.mentor.person_id for role in above.get(unit.pk, []))
    found = successors([pair], max(on, today), units={pair.pk: unit})[pair.pk] if pair else Candidates(None, [])
    return Moving(pair, before, after, leads, found)


def seen_as(day: date, endings: Sequence[Ending]) -> str:
    """Return a mark of what was shown, so that nothing else is done than what somebody looked at."""
    shown = [(row.pair.pk, len(row.stays), len(row.after), [one.pk for _match, one in row.offered]) for row in endings]
    return _mark(day, shown)


def seen_move(day: date, unit: Unit, moving: Moving) -> str:
    """Return a mark of what was shown about a change of unit."""
    offered = [one.pk for _match, one in moving.offered]
    leader = moving.leader_after.pk if moving.leader_after else 0
    return _mark(day, [unit.pk, moving.pair.pk if moving.pair else 0, leader, moving.must_change, *offered])


def _mark(day: date, shown: Sequence[object]) -> str:
    return hashlib.sha256(f"{day} {shown}".encode()).hexdigest()[:16]


def leaves_on(pair: Pair) -> tuple[date | None, str]:
    """Return the last day that is registered for one of a pair, the first of two, and what the pair ends with then."""
    hire, mentor = Pair.objects.values_list("employment__ends", "mentor__ends").get(pk=pair.pk)
    if hire and (mentor is None or hire <= mentor):
        return hire, PairEnd.MENTEE_LEFT
    return mentor, PairEnd.MENTOR_LEFT if mentor else ""


def can_go_on(pair: Pair, today: date) -> bool:
    """Tell whether a pair that ended can be taken up again: both are there, and there is no other mentor."""
    until, _reason = leaves_on(pair)
    if pair.ends is None or (until and until <= max(pair.ends, today)):
        return False
    others = Pair.objects.filter(not_over(pair.ends), mentee=pair.mentee_id).exclude(pk=pair.pk)
    same = Q(role=pair.role) if pair.role == PairRole.MAIN else Q(role=pair.role) | Q(mentor=pair.mentor_id)
    return not others.filter(same).exists()


def ended_with(mentor: Mentor) -> QuerySet[Pair]:
    """Return the pairs that ended because the mentor leaves, on the mentor's last day."""
    rows = mentor.pairs.filter(end_reason=PairEnd.MENTOR_LEFT, ends=mentor.ends)
    return rows.select_related("mentee", "mentor__person", "employment__unit", "employment__person")


def move_after(hire: Employment, today: date) -> Employment | None:
    """Return the work in another unit that somebody moves straight to, when it has not begun."""
    if hire.ends is None or hire.ends < today or hire.end_reason != "moved":
        return None
    rows = Employment.objects.filter(person=hire.person_id, municipality=hire.municipality_id, starts=hire.ends + DAY)
    return rows.select_related("unit", "person", "municipality").first()


def move_before(hire: Employment) -> Employment | None:
    """Return the work in another unit from which somebody moved straight to this one."""
    rows = Employment.objects.filter(person=hire.person_id, municipality=hire.municipality_id, ends=hire.starts - DAY)
    return rows.filter(end_reason="moved").select_related("unit").first()
