"""The comparison of two groups in other ways, for those who count. They stand beside the answer and never grade it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from mentornett.statistics.arrays import Flags
from mentornett.statistics.cox import Cox, cox
from mentornett.statistics.log_rank import LogRank, log_rank
from mentornett.statistics.proportions import Fisher, fisher
from mentornett.statistics.restricted_mean import NotObservedError, RestrictedMean, restricted_mean_difference
from mentornett.statistics.retention import kaplan_meier
from mentornett.statistics.spells import Spells


@dataclass(frozen=True, slots=True)
class OtherWays:
    """Months in the job, odds, the log-rank test and hazards; of the first group to the other.

    `mean_apart` is None when nobody was observed so long, `odds` when some were not observed for the first of the
    months: then it is no count. `by_units`: the test compares within units, and the hazards' interval knows that people
    of one unit are alike.
    """

    mean_apart: RestrictedMean | None
    odds: Fisher | None
    test: LogRank
    hazards: Cox
    by_units: bool


def other_ways(spells: Spells, is_mine: Flags, months: Sequence[int], units: npt.ArrayLike | None = None) -> OtherWays:
    """Return how spells of a group differ from those of the others; `units` names each one's unit."""
    mine, others = spells.chosen(is_mine), spells.chosen(~is_mine)
    hazards = cox(spells if units is None else in_units(spells, units), is_mine.astype(np.float64)[:, None])
    return OtherWays(
        _mean_apart(mine, others, max(months)), _odds(mine, others, min(months)),
        log_rank(spells, is_mine, strata=units), hazards, by_units=units is not None,
    )  # fmt: skip


def in_units(spells: Spells, units: npt.ArrayLike) -> Spells:
    """Return the spells with each one's unit as its cluster."""
    return replace(spells, cluster=np.unique(np.asarray(units), return_inverse=True)[1].astype(np.int64))


def _mean_apart(mine: Spells, others: Spells, horizon: int) -> RestrictedMean | None:
    try:
        return restricted_mean_difference(kaplan_meier(mine), kaplan_meier(others), horizon)
    except NotObservedError:
        return None


def _odds(mine: Spells, others: Spells, month: int) -> Fisher | None:
    counts = []
    for group in (mine, others):
        if group.is_delayed or not ((group.exit >= month) | group.left).all():
            return None
        gone = group.left & (group.exit <= month)
        counts += [len(group) - int(gone.sum()), len(group)]
    return fisher(*counts)
