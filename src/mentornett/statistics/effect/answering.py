"""What an analysis can answer with: an estimate with its interval, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

from mentornett.statistics.proportions import Estimate

Index = NDArray[np.intp]
Days = NDArray[np.datetime64]


class Reason(StrEnum):
    """Why data cannot answer a question."""

    NO_DATA = "no data"
    ONE_UNIT = "one unit"
    NOBODY_LEFT = "nobody left"
    NOBODY_EXPOSED = "nobody exposed"
    NOBODY_UNEXPOSED = "nobody unexposed"
    NO_COMPARISON = "no comparison"  # at no time were some units started and others not
    ONE_UNIT_DECIDES = "one unit decides"  # without it nothing is left to compare
    SEPARATED = "separated"  # nobody, or everybody, who left was exposed: the ratio is 0 or without end
    TOO_FEW_POINTS = "too few points"
    NEVER_STARTED = "never started"
    NO_UNTREATED = "no untreated"  # nothing observed before a start


@dataclass(frozen=True, slots=True)
class Unanswered:
    """No estimate, and why. Returned, never raised: it is an ordinary outcome of small data."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A model's number with interval, standard error, degrees of freedom and two-sided p-value."""

    value: float
    low: float
    high: float
    se: float
    df: float
    p: float

    def mapped(self, change: Callable[[float], float]) -> Estimate:
        """Return the number and its interval on another, rising or falling, scale."""
        ends = sorted((change(self.low), change(self.high)))
        return Estimate(change(self.value), *ends)


def coefficient(value: float, se: float, *, df: float, level: float = 0.95) -> Coefficient:
    """Return a number with the interval and two-sided p-value of Student's t with `df` degrees of freedom."""
    half = float(stdtrit(df, (1 + level) / 2)) * se
    p = 2 * float(stdtr(df, -abs(value) / se)) if se > 0 else float(value == 0)
    return Coefficient(value, value - half, value + half, se, df, p)
