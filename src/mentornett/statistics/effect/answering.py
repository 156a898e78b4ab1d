"""What an analysis can answer with: an estimate with its interval, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

Vector = NDArray[np.float64]
Index = NDArray[np.intp]
Days = NDArray[np.datetime64]
Flags = NDArray[np.bool_]


class Reason(StrEnum):
    """Why data cannot answer a question."""

    NO_DATA = "no data"
    ONE_UNIT = "one unit"
    NOBODY_LEFT = "nobody left"
    NOBODY_EXPOSED = "nobody exposed"
    NOBODY_UNEXPOSED = "nobody unexposed"
    NO_COMPARISON = "no comparison"  # at no time were some units started and others not
    SEPARATED = "separated"  # nobody, or everybody, who left was exposed: the ratio is 0 or without end
    TOO_FEW_POINTS = "too few points"
    NEVER_STARTED = "never started"
    NO_UNTREATED = "no untreated"  # nothing observed before a start


@dataclass(frozen=True, slots=True)
class Unanswered:
    """No estimate, and why. Returned, never raised: it is an ordinary outcome of small data."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Interval:
    """The ends of an interval; `level` is its confidence, as 0.95."""

    low: float
    high: float
    level: float = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its standard error, interval, degrees of freedom and two-sided p-value."""

    value: float
    se: float
    interval: Interval
    df: float
    p: float


def estimate(value: float, se: float, *, df: float, level: float = 0.95) -> Estimate:
    """Return a number with the interval and two-sided p-value of Student's t with `df` degrees of freedom."""
    half = float(stdtrit(df, (1 + level) / 2)) * se
    p = 2 * float(stdtr(df, -abs(value) / se)) if se > 0 else float(value == 0)
    return Estimate(value, se, Interval(value - half, value + half, level), df, p)


def sum_by(group: Index, weight: Vector, groups: int) -> Vector:
    """Return the sum of `weight` in each of so many groups, numbered from 0."""
    return np.asarray(np.bincount(group, weight, groups), dtype=np.float64)
