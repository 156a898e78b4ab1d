"""Months in the job out of the first so many: the area under the curve of retention."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mentornett.statistics.arrays import Floats
from mentornett.statistics.intervals import width
from mentornett.statistics.retention import Retention, greenwood


class NotObservedError(ValueError):
    """Nobody was observed as long as asked for, and not everybody has left."""


@dataclass(frozen=True, slots=True)
class RestrictedMean:
    """Mean time in the job out of the first `horizon`, in the spells' unit of time, or the difference of two.

    The interval is Student's, with as many degrees of freedom as people who left: 1.96 standard errors would hold the
    truth in 88 to 93 of 100 groups of up to fifty. It is NaN when nobody left within the horizon in a group: the
    standard error is then 0, which is not certainty.
    """

    horizon: float
    mean: float
    standard_error: float
    low: float
    high: float


def restricted_mean(curve: Retention, horizon: float) -> RestrictedMean:
    """Return the mean time in the job out of the first `horizon` (as 24 months), with its standard error.

    Irwin 1949, J Hyg 47:188-189; Royston & Parmar 2013, BMC Med Res Methodol 13:152. Raises NotObservedError.
    """
    if not horizon > 0:
        raise NotObservedError(f"A horizon is above 0, not {horizon}")
    if horizon > curve.last and not (len(curve.share) and curve.share[-1] == 0):
        raise NotObservedError(f"Nobody was observed for {horizon:g}; the longest is {curve.last:g}")
    until = int(np.searchsorted(curve.times, horizon))
    steps = np.concatenate([[0.0], curve.times[:until], [horizon]])
    areas = np.concatenate([[1.0], curve.share[:until]]) * np.diff(steps)
    after = _after(areas)
    variance = float(after**2 @ greenwood(curve.left[:until], curve.at_risk[:until]))
    return _with_interval(horizon, float(areas.sum()), variance, _who_left(curve, horizon), curve.level)


def restricted_mean_difference(mine: Retention, other: Retention, horizon: float) -> RestrictedMean:
    """Return how much longer mine stay than the others, out of the first `horizon`. Raises NotObservedError.

    Its degrees of freedom are those of Welch 1947, Biometrika 34:28-35.
    """
    first, second = restricted_mean(mine, horizon), restricted_mean(other, horizon)
    parts = first.standard_error**2, second.standard_error**2
    left = _who_left(mine, horizon), _who_left(other, horizon)
    variance = sum(parts)
    if not (variance and all(left)):
        return _with_interval(horizon, first.mean - second.mean, variance, 0.0, mine.level)
    degrees = variance**2 / sum(part**2 / many for part, many in zip(parts, left, strict=True))
    return _with_interval(horizon, first.mean - second.mean, variance, degrees, mine.level)


def _who_left(curve: Retention, horizon: float) -> float:
    return float(curve.left[: int(np.searchsorted(curve.times, horizon))].sum())


def _after(areas: Floats) -> Floats:
    """Return the area after each leaving."""
    return np.cumsum(areas[::-1])[::-1][1:]


def _with_interval(horizon: float, mean: float, variance: float, degrees: float, level: float) -> RestrictedMean:
    from scipy.special import stdtrit  # noqa: PLC0415  (slow import)

    width(level)
    error = float(np.sqrt(variance))
    reach = float(stdtrit(degrees, (1 + level) / 2)) * error if error and degrees else np.nan
    return RestrictedMean(horizon, mean, error, mean - reach, mean + reach)
