"""Counts per time or per post, as applicants per advertised post, and their ratio."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.special import bdtr, bdtrc, betaincinv, gammaincinv

from mentornett.statistics.intervals import width
from mentornett.statistics.proportions import CountError, Estimate


@dataclass(frozen=True, slots=True)
class RateRatio:
    """How many times larger one rate is than another, the exact interval, and the two-sided p-value that fits it."""

    ratio: float
    low: float
    high: float
    p_value: float


def rate(count: int, exposure: float, *, level: float = 0.95) -> Estimate:
    """Return a count per exposure (posts, months) with its exact Poisson interval.

    Garwood 1936, Biometrika 28:437-442. Raises CountError unless the count is whole and the exposure above 0, and
    LevelError.
    """
    _check(count, exposure)
    width(level)
    tail = (1 - level) / 2
    low = float(gammaincinv(count, tail)) if count else 0.0
    return Estimate(count / exposure, low / exposure, float(gammaincinv(count + 1, 1 - tail)) / exposure)


def rate_ratio(
    count: int, exposure: float, other_count: int, other_exposure: float, *, level: float = 0.95
) -> RateRatio:
    """Return the ratio of the first rate to the other, by the exact conditional test.

    Given the sum, the first count is binomial, so the interval is Clopper & Pearson's and the p-value twice the smaller
    tail, which agrees with it. Przyborowski & Wilenski 1940, Biometrika 31:313-323; Fay 2010, R Journal 2:53-58. With
    no counts at all the ratio is NaN and can be anything. Raises CountError and LevelError.
    """
    _check(count, exposure)
    _check(other_count, other_exposure)
    width(level)
    total, scale = count + other_count, other_exposure / exposure
    if not total:
        return RateRatio(math.nan, 0.0, math.inf, 1.0)
    tail = (1 - level) / 2
    low = float(betaincinv(count, other_count + 1, tail)) if count else 0.0
    high = float(betaincinv(count + 1, other_count, 1 - tail)) if other_count else 1.0
    ratio = count / other_count * scale if other_count else math.inf
    return RateRatio(ratio, _odds(low) * scale, _odds(high) * scale, _central(count, total, 1 / (1 + scale)))


def _central(count: int, total: int, share: float) -> float:
    above = float(bdtrc(count - 1, total, share)) if count else 1.0
    return min(1.0, 2 * min(float(bdtr(count, total, share)), above))


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else math.inf


def _check(count: float, exposure: float) -> None:
    if not (count >= 0 and count == int(count) and 0 < exposure < math.inf):
        raise CountError(f"{count} per {exposure} cannot be counted")
