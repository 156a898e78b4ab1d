"""Unit-month outcomes with staggered starts, and what the analyses of them share.

Analytic standard errors are wrong with few units: with 8 units and no effect they cry wolf in 11 to 27 of 100. Below
40 units, and where a unit starts alone, so that nothing tells how units like it vary, the interval and the p-value
come from permutation of the starts, by inverting its test (Rosenbaum 2002, «Observational Studies», 2nd ed., 2.6).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from mentornett.statistics.arrays import Flags, Floats
from mentornett.statistics.effect.answering import Coefficient, Index, Reason, coefficient
from mentornett.statistics.effect.permutation import p_value, shuffled

FEW_UNITS = 40
NEVER = np.iinfo(np.int32).max  # the start of a unit that never starts

Estimator = Callable[["Panel", Floats], Floats]


class Inference(StrEnum):
    """What an interval and a p-value are made from."""

    CLUSTERS = "clusters"
    PERMUTATION = "permutation"


@dataclass(frozen=True, slots=True)
class Panel:
    """An outcome per unit and month: units × months, nan where it is missing.

    `start` is the column of each unit's first month with the scheme; `NEVER`, or any column after the last, for units
    that have not started. `weight` counts a unit as so many (above 0); without it, all count the same.
    """

    outcome: Floats
    start: Index
    weight: Floats

    @classmethod
    def of(cls, outcome: Floats, start: Index, weight: Floats | None = None) -> Panel:
        """Return a panel. Raises ValueError for unequal shapes, starts below 0 and weights that are not above 0."""
        heavy = np.ones(len(outcome)) if weight is None else weight
        if outcome.ndim != 2 or start.shape != outcome.shape[:1] or heavy.shape != start.shape:
            raise ValueError("outcome is units × months, with one start and one weight for each unit")
        if (start < 0).any():
            raise ValueError("a unit's start is below 0")
        if not (heavy > 0).all():
            raise ValueError("a unit's weight is not above 0")
        return cls(outcome, start, heavy)

    @property
    def seen(self) -> Flags:
        """Where there is an outcome."""
        return ~np.isnan(self.outcome)

    @property
    def since(self) -> Index:
        """Months since each unit's start: units × months; negative before it, and far below for never."""
        return np.asarray(np.arange(self.outcome.shape[1]) - self.start[:, None])

    @property
    def few(self) -> bool:
        """Whether only permutation can be trusted."""
        starts, units = np.unique(self.start[self.start < self.outcome.shape[1]], return_counts=True)
        return len(self.start) < FEW_UNITS or bool((units[starts > 0] == 1).any())

    @property
    def reason(self) -> Reason | None:
        """Why nothing can be estimated; None when it can be tried."""
        treated = (self.since >= 0) & self.seen
        reasons = (
            (not self.seen.any(), Reason.NO_DATA),
            (len(self.start) == 1, Reason.ONE_UNIT),
            (not treated.any(), Reason.NEVER_STARTED),
            (not (self.seen & ~treated).any(), Reason.NO_UNTREATED),
            (len(np.unique(np.minimum(self.start, self.outcome.shape[1]))) == 1, Reason.NO_COMPARISON),
        )
        return next((reason for holds, reason in reasons if holds), None)


@dataclass(frozen=True, slots=True)
class SinceMonth:
    """The effect in one month since the start (before it: 0 when trends were alike), over so many units.

    `coefficient` is None where units are too few for its interval.
    """

    month: int
    value: float
    units: int
    coefficient: Coefficient | None


@dataclass(frozen=True, slots=True)
class DifferenceInDifferences:
    """The mean effect on the months after the starts, in the outcome's unit, and by month since the start."""

    effect: Coefficient
    inference: Inference
    by_month: tuple[SinceMonth, ...]
    units: int
    started: int
    months_after: int


def inferred(
    panel: Panel, value: float, se: float, estimator: Estimator, *, orders: int, seed: int, level: float
) -> Coefficient:
    """Return a value with its interval: from clusters of units, or from permutation where units are few."""
    analytic = coefficient(value, se, df=len(panel.start) - 1, level=level)
    if not panel.few:
        return analytic
    return permuted(panel, analytic, estimator, shuffled(panel.start, orders=orders, seed=seed), level=level)


def permuted(panel: Panel, analytic: Coefficient, estimator: Estimator, orders: Index, *, level: float) -> Coefficient:
    """Return a value with the interval and p-value of the permutation test.

    `estimator(panel, outcomes)` is linear in each of its stacked outcomes. An effect t is inside the interval when,
    with t taken off the months after the start, the order is not unusual. With A and B an order's estimates of the
    outcome and of the months after the true starts, t is as usual as that order from (v - A) / (1 - B) to
    (v + A) / (1 + B).
    """
    after = np.where(panel.seen, (panel.since >= 0).astype(np.float64), np.nan)
    both = np.stack([panel.outcome, after])
    found = [estimator(replace(panel, start=start), both) for start in orders]
    others, truth = np.array([one for one in found if not np.isnan(one).any()]).reshape(-1, 2).T
    inside = np.abs(truth) < 1 - 1e-9
    down = (analytic.value - others[inside]) / (1 - truth[inside])
    up = (analytic.value + others[inside]) / (1 + truth[inside])
    free = np.full(len(others) - int(inside.sum()), np.inf)
    lows, highs = np.sort(np.append(np.minimum(down, up), -free)), np.sort(np.append(np.maximum(down, up), free))
    least = int((1 - level) * (len(others) + 1) + 1e-9)
    low, high = (float(lows[least - 1]), float(highs[-least])) if 1 <= least <= len(lows) else (-np.inf, np.inf)
    return replace(analytic, low=low, high=high, p=p_value(analytic.value, others))
