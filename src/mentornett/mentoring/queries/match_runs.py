"""Proposals that were kept: what came out then, and what comes out when they are run again from what went in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from mentornett.matching.certificate import check
from mentornett.matching.proposing import Proposal
from mentornett.mentoring.models import MatchRun, Programme
from mentornett.mentoring.queries.matching import Given
from mentornett.tenants.models import Person

MOST_SHOWN = 50


def kept_runs(programme: Programme) -> list[MatchRun]:
    """Return the newest proposals of a programme, the last first, without what went in: that is large."""
    return list(programme.runs.defer("given").select_related("made_by").order_by("-made_at", "-pk")[:MOST_SHOWN])


def runs_of(programme: Programme) -> QuerySet[MatchRun]:
    """Return all proposals of a programme."""
    return programme.runs.select_related("made_by")


@dataclass(frozen=True, slots=True)
class RunAgain:
    """A kept proposal beside the same one made anew, and its proof."""

    run: MatchRun
    proposal: Proposal
    people: Mapping[str, Person]

    @property
    def same(self) -> bool:
        """Whether the same pairs came out, and the same total."""
        return bool(self.run.result == {"pairs": self.now, "total": self.proposal.proof.total})

    @property
    def now(self) -> dict[str, str]:
        """Return the pairs that come out now, as they are kept."""
        return {pair.mentee.key: pair.mentor.key for pair in self.proposal.pairs}

    @property
    def gains(self) -> int:
        """Return what the mentees gain, together."""
        return int(self.proposal.proof.gain.sum())

    @property
    def prices(self) -> int:
        """Return what the places cost, together."""
        return int(self.proposal.proof.price.sum())

    @property
    def bound(self) -> int:
        """Return what no proposal can be worth more than."""
        return self.gains + self.prices


def run_again(run: MatchRun) -> RunAgain:
    """Make a kept proposal anew from what went in, and check its proof. Raises NotOptimalError."""
    given = Given.of(run.given)
    proposal = given.propose()
    check(proposal.table, proposal.place, proposal.proof)
    keys = {one.key for one in given.mentees} | set(run.result["pairs"].values())
    keys |= {pair.mentor.key for pair in proposal.pairs}
    return RunAgain(run, proposal, {str(row.pk): row for row in Person.objects.filter(pk__in=keys)})
