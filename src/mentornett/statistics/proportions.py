"""Shares of a number of people, their differences, and how much chance alone would do."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from mentornett.statistics.intervals import width, wilson_bounds


class CountError(ValueError):
    """A count that cannot be: not whole, below 0, or more than there are."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its interval, both NaN when there is nothing to tell from."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Fisher:
    """Fisher's exact test: the conditional odds ratio with its exact interval, and the two-sided p-value."""

    odds_ratio: float
    low: float
    high: float
    p_value: float


def wilson(count: int, of: int, *, level: float = 0.95) -> Estimate:
    """Return the share `count` of `of` with Wilson's score interval. Raises CountError and LevelError.

    Wilson 1927, J Am Stat Assoc 22:209-212; recommended by Brown, Cai & DasGupta 2001, Stat Sci 16:101-133.
    """
    check_counts(count, of)
    if not of:
        return _unknown_share(level)
    low, high = wilson_bounds(np.array([count / of]), np.array([float(of)]), level)
    return Estimate(count / of, float(low[0]), float(high[0]))


def clopper_pearson(count: int, of: int, *, level: float = 0.95) -> Estimate:
    """Return the share `count` of `of` with the exact interval, which is never too narrow and often too wide.

    Clopper & Pearson 1934, Biometrika 26:404-413. Raises CountError and LevelError.
    """
    from scipy.special import betaincinv  # noqa: PLC0415  (slow import)

    check_counts(count, of)
    width(level)
    if not of:
        return _unknown_share(level)
    tail = (1 - level) / 2
    low = float(betaincinv(count, of - count + 1, tail)) if count else 0.0
    high = float(betaincinv(count + 1, of - count, 1 - tail)) if count < of else 1.0
    return Estimate(count / of, low, high)


def newcombe(count: int, of: int, other_count: int, other_of: int, *, level: float = 0.95) -> Estimate:
    """Return how much larger the first share is than the other, from -1 to 1, with the hybrid score interval.

    Newcombe 1998, Stat Med 17:873-890, method 10. The shares must be of different people. Raises CountError and
    LevelError.
    """
    return apart(wilson(count, of, level=level), wilson(other_count, other_of, level=level))


def apart(mine: Estimate, other: Estimate) -> Estimate:
    """Return the difference of two independent estimates, its interval joined from theirs; NaN when one is not known.

    Zou & Donner 2008, Stat Med 27:1693-1702, the general form of Newcombe's.
    """
    difference = mine.value - other.value
    if math.isnan(difference):
        return Estimate(math.nan, math.nan, math.nan)
    down = math.hypot(mine.value - mine.low, other.high - other.value)
    up = math.hypot(mine.high - mine.value, other.value - other.low)
    return Estimate(difference, difference - down, difference + up)


def fisher(count: int, of: int, other_count: int, other_of: int, *, level: float = 0.95) -> Fisher:
    """Return Fisher's exact test of two shares, with the conditional odds ratio of the first to the other.

    Fisher 1935, J R Stat Soc 98:39-82; the interval inverts two one-sided tests (Cornfield 1956). The ratio is infinite
    or NaN when a margin of the table is empty. Raises CountError and LevelError.
    """
    from scipy.stats import fisher_exact  # noqa: PLC0415  (slow import)
    from scipy.stats.contingency import odds_ratio  # noqa: PLC0415  (slow import)

    check_counts(count, of)
    check_counts(other_count, other_of)
    width(level)
    table = np.array([[count, of - count], [other_count, other_of - other_count]])
    found = odds_ratio(table, kind="conditional")
    around = found.confidence_interval(level)
    p_value = float(fisher_exact(table).pvalue)
    return Fisher(float(found.statistic), float(around.low), float(around.high), p_value)


def check_counts(count: float, of: float) -> None:
    """Raise CountError unless 0 ≤ count ≤ of, both whole."""
    if not 0 <= count <= of < math.inf or count != int(count) or of != int(of):
        raise CountError(f"{count} of {of} cannot be counted")


def _unknown_share(level: float) -> Estimate:
    width(level)
    return Estimate(np.nan, 0.0, 1.0)
