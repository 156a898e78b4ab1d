"""Pairs with what is known about them from outside: dates, status, signatures. Never what was said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from mentornett.core.text import search_key
from mentornett.matching.explaining import Alternative, alternatives
from mentornett.matching.proposing import Pair as Match
from mentornett.matching.proposing import Proposal
from mentornett.mentoring.choices import Party, TalkState
from mentornett.mentoring.models import Commitment, Mentor, Pair, Signature, Talk
from mentornett.mentoring.queries.matching import given_for, mentors_on
from mentornett.tenants.queries import not_over

NAMED = ("mentee", "mentor__person", "employment__unit")


def with_status(pairs: QuerySet[Pair], page: Iterable[int]) -> list[Pair]:
    """Return a page's pairs, given by ids, with last talk held, last day of the next, and how many have signed.

    The page comes first: to join the talks of all pairs of ten years would cost more than everything else.
    """
    talks = Talk.objects.filter(pair=OuterRef("pk")).order_by().values("pair")
    planned = talks.filter(state=TalkState.PLANNED)
    signatures = Signature.objects.filter(commitment__pair=OuterRef("pk")).order_by().values("commitment__pair")
    shown = pairs.filter(pk__in=list(page)).select_related(None).select_related(*NAMED)
    rows = shown.only("starts", "ends", *(f"{path}__name" for path in NAMED)).annotate(
        last_held=Subquery(talks.filter(state=TalkState.HELD).annotate(day=Max("held_on")).values("day")),
        next_due=Subquery(planned.annotate(day=Min("due")).values("day")),
        next_agreed=Subquery(planned.annotate(moment=Min("agreed_at")).values("moment")),
        signed=Coalesce(Subquery(signatures.annotate(n=Count("party", distinct=True)).values("n")), 0),
    )
    return list(rows)


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


def talks_in(pair: Pair) -> QuerySet[Talk]:
    """Return the talks of a pair in the order of the plan, without texts that belong to the two."""
    return pair.talks.only("number", "kind", "topic", "opens", "due", "agreed_at", "state", "held_on", "pair_id")


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
    """Return the mentors whom the rules let take over a mentee, the best first; the present one is not among them."""
    today = localdate(now)
    programme = pair.employment.programme
    if programme is None:
        return Candidates(None, [])
    proposal = given_for(programme, [pair.employment], today).propose()
    mentee = proposal.people.mentees[0]
    found = [match.mentor for match in proposal.pairs]
    found += [one.mentor for one in _in_order(alternatives(proposal, mentee))]
    rows = {str(row.person_id): row for row in mentors_on(pair.municipality_id or 0, today)}
    return Candidates(
        proposal,
        [(Match(mentee, one, one.load), rows[one.key]) for one in found if rows[one.key].pk != pair.mentor_id],
    )


def _in_order(rows: list[Alternative]) -> list[Alternative]:
    return sorted(rows, key=lambda row: (-row.points, row.mentor.key))
