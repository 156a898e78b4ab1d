"""Pairs with what is known about them from outside: dates, status, signatures. Never what was said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from mentornett.core.text import search_key
from mentornett.matching.explaining import Alternative, alternatives
from mentornett.matching.proposing import Pair as Match
from mentornett.matching.proposing import Proposal
from mentornett.mentoring.choices import PairRole, Party, TalkState
from mentornett.mentoring.models import Commitment, Employment, Mentor, Pair, Programme, Talk
from mentornett.mentoring.queries.matching import given_for, mentors_on
from mentornett.mentoring.queries.units import nearest_leader
from mentornett.tenants.models import Person, Unit
from mentornett.tenants.queries import not_over

Readers = list[tuple[Party, Person]]
NAMED = ("mentee", "mentor__person", "employment__unit")


def with_status(pairs: QuerySet[Pair], page: Iterable[int]) -> list[Pair]:
    """Return a page's pairs, given by ids, with last talk held, last day of the next, and how many have signed.

    The page comes first: to join the talks of all pairs of ten years would cost more than everything else.
    """
    talks = Talk.objects.filter(pair=OuterRef("pk")).order_by().values("pair")
    planned = talks.filter(state=TalkState.PLANNED)
    shown = pairs.filter(pk__in=list(page)).select_related(None).select_related(*NAMED)
    rows = shown.only("starts", "ends", "role", *(f"{path}__name" for path in NAMED)).annotate(
        last_held=Subquery(talks.filter(state=TalkState.HELD).annotate(day=Max("held_on")).values("day")),
        next_due=Subquery(planned.annotate(day=Min("due")).values("day")),
        next_agreed=Subquery(planned.annotate(moment=Min("agreed_at")).values("moment")),
        signed=Coalesce(Subquery(_signatures()), 0),
    )
    return list(rows)


def _signatures() -> QuerySet[Any, Any]:
    """Return how many have signed the commitment in force: the newest of the pair."""
    rows = Commitment.objects.filter(pair=OuterRef("pk")).order_by("-made_at", "-pk")
    return rows.annotate(n=Count("signatures")).values("n")[:1]


def current(pairs: QuerySet[Pair], today: date) -> QuerySet[Pair]:
    """Return the pairs that are not over."""
    return pairs.filter(not_over(today))


def over(pairs: QuerySet[Pair], today: date) -> QuerySet[Pair]:
    """Return the pairs that have ended, the last first."""
    return pairs.filter(ends__lt=today).order_by("-ends", "-pk")


def named(pairs: QuerySet[Pair], text: str) -> QuerySet[Pair]:
    """Return the pairs where a name, or the unit's, holds the text."""
    key = search_key(text)
    people = Q(mentee__name_search__contains=key) | Q(mentor__person__name_search__contains=key)
    return pairs.filter(people | Q(employment__unit__name__icontains=text.strip()))


def leader_of(pair: Pair, today: date) -> Person | None:
    """Return the leader nearest to the mentee who is not one of the pair."""
    return nearest_leader(pair.employment, today, apart_from=(pair.mentee_id, pair.mentor.person_id))


def readers_of(pair: Pair, today: date) -> Readers:
    """Return those who are told what becomes of a pair: mentor, mentee and leader."""
    readers = [(Party.MENTOR, pair.mentor.person), (Party.MENTEE, pair.mentee)]
    leader = leader_of(pair, today)
    return [*readers, (Party.LEADER, leader)] if leader else readers


def talks_in(pair: Pair) -> QuerySet[Talk]:
    """Return the talks of a pair in the order of the plan, without texts that belong to the two."""
    return pair.talks.only("number", "kind", "topic", "opens", "due", "agreed_at", "state", "held_on", "pair_id")


def seconds_of(pair: Pair) -> QuerySet[Pair]:
    """Return the substitutes and co-mentors beside a pair, the last first."""
    rows = Pair.objects.filter(employment=pair.employment_id).exclude(role=PairRole.MAIN).exclude(pk=pair.pk)
    return rows.select_related("mentor__person").order_by("-starts", "-pk")


@dataclass(frozen=True, slots=True)
class SignedBy:
    """One party of a commitment, and when they signed."""

    party: Party
    name: str
    at: datetime | None


def signed_by(pair: Pair) -> list[SignedBy]:
    """Return the three parties of a pair's newest commitment; nobody when there is none."""
    rows = Commitment.objects.filter(pair=pair).select_related("leader").order_by("-made_at", "-pk")
    commitment = rows.first()
    if commitment is None:
        return []
    at = dict(commitment.signatures.values_list("party", "signed_at"))
    names = {
        Party.LEADER: commitment.leader.name, Party.MENTOR: pair.mentor.person.name, Party.MENTEE: pair.mentee.name
    }  # fmt: skip
    return [SignedBy(party, name, at.get(party)) for party, name in names.items()]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Who could take over a mentee, the best first, and the proposal that says why."""

    proposal: Proposal | None
    rows: list[tuple[Match, Mentor]]


def successors_of(pair: Pair, now: datetime) -> Candidates:
    """Return the mentors who can take over today, or when the pair begins; the present one is not among them."""
    return successors([pair], max(localdate(now), pair.starts))[pair.pk]


def successors(pairs: Iterable[Pair], day: date, *, units: Mapping[int, Unit] | None = None) -> dict[int, Candidates]:
    """Return, by pair, the mentors who can take over from a day on, the best first.

    The best ones are found for all at once, so that two do not get the same last place. The present mentors are not
    among them. `units` is where mentees will work then, when that is not where they do now.
    """
    found = {pair.pk: Candidates(None, []) for pair in pairs}
    programmes: dict[Programme, list[Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.employment.programme:
            programmes[pair.employment.programme].append(pair)
    for programme, rows in programmes.items():
        leaving = {pair.mentor_id for pair in rows}
        hires = [_working_in(pair.employment, (units or {}).get(pair.pk)) for pair in rows]
        proposal = given_for(programme, hires, day, without=leaving).propose()
        mentors = {str(row.person_id): row for row in mentors_on(programme.municipality_id or 0, day)}
        for pair in rows:
            found[pair.pk] = Candidates(proposal, _candidates(proposal, str(pair.mentee_id), mentors))
    return found


def _working_in(hire: Employment, unit: Unit | None) -> Employment:
    if unit is None:
        return hire
    there = copy(hire)
    there.unit = unit
    return there


def _candidates(proposal: Proposal, key: str, mentors: Mapping[str, Mentor]) -> list[tuple[Match, Mentor]]:
    mentee = next(one for one in proposal.people.mentees if one.key == key)
    best = [match.mentor for match in proposal.pairs if match.mentee.key == key]
    best += [one.mentor for one in _in_order(alternatives(proposal, mentee))]
    return [(Match(mentee, one, one.load), mentors[one.key]) for one in best]


def _in_order(rows: list[Alternative]) -> list[Alternative]:
    return sorted(rows, key=lambda row: (-row.points, row.mentor.key))
