"""Centre and spread of each kind of chart, from the points of a baseline.

Sources: Montgomery, «Introduction to Statistical Quality Control» (individuals, P, U); Nelson 1982, «Control charts for
individual measurements» (moving ranges above 3.267 times their mean are left out, once; so does NHS «Making Data
Count»); Nelson 1994, «A control chart for parts-per-million nonconforming items» (time to the power 1/3.6); Benneyan
2001, «Number-between g-type statistical quality control charts»; Provost & Murray 2011, «The Health Care Data Guide».
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from mentornett.statistics.arrays import Floats
from mentornett.statistics.series.phases import Index

D2 = 1.128  # mean range of two normal values, in standard deviations
D4 = 3.267  # upper limit of such a range, in mean ranges
POWER = 3.6  # time to the power 1/3.6 is close to normal when events come at random
EXPECTED = 5  # events per period below which a P or U chart is thin


@dataclass(frozen=True, slots=True)
class Measured:
    """A value per point, and how many people or days stand behind it (1 where that means nothing)."""

    values: Floats
    sizes: Floats


@dataclass(frozen=True, slots=True)
class Spread:
    """The centre of a chart, and its lines so many standard deviations away, for each size.

    `constant` says that the baseline does not vary at all.
    """

    centre: float
    line: Callable[[float, Floats], Floats]
    constant: bool
    thin: bool = False


def moving_ranges(values: Floats) -> Floats:
    """Return how far each value is from the one before it."""
    return np.abs(np.diff(values))


def deviation(values: Floats) -> float:
    """Return the standard deviation by screened moving ranges; gaps are skipped."""
    ranges = moving_ranges(values)
    mean = ranges.mean()
    kept = ranges[ranges < D4 * mean]
    return float(kept.mean() if kept.size else mean) / D2


def individuals(measured: Measured, baseline: Index, *, least: float = -np.inf) -> Spread:
    """Lines for single values (XmR); no line goes below the least that a value can be."""
    values = measured.values[baseline]
    centre, sd = float(values.mean()), deviation(values)
    return Spread(centre, lambda away, sizes: np.full_like(sizes, max(least, centre + away * sd)), np.ptp(values) == 0)


def ranges_of_two(measured: Measured, baseline: Index) -> Spread:
    """Lines for the moving ranges themselves: an upper limit only, so the lower one is 0."""
    centre = float(measured.values[baseline].mean())
    far = (D4 - 1) / 3 * centre
    return Spread(centre, lambda away, sizes: np.full_like(sizes, max(0.0, centre + away * far)), centre == 0)


def proportions(measured: Measured, baseline: Index) -> Spread:
    """Lines for shares (P): the larger the group, the nearer."""
    share = _pooled(measured, baseline)

    def line(away: float, sizes: Floats) -> Floats:
        return np.clip(share + away * np.sqrt(share * (1 - share) / sizes), 0, 1)

    return Spread(share, line, share in (0, 1), _thin(measured, baseline, min(share, 1 - share)))


def rates(measured: Measured, baseline: Index) -> Spread:
    """Lines for events per person, day or other measure of exposure (U)."""
    rate = _pooled(measured, baseline)
    return Spread(
        rate,
        lambda away, sizes: np.maximum(0, rate + away * np.sqrt(rate / sizes)),
        rate == 0,
        _thin(measured, baseline, rate),
    )


def times(measured: Measured, baseline: Index) -> Spread:
    """Lines for the time between events (T)."""
    bent = measured.values[baseline] ** (1 / POWER)
    middle, sd = float(bent.mean()), deviation(bent)
    return Spread(
        middle**POWER,
        lambda away, sizes: np.full_like(sizes, max(0.0, middle + away * sd) ** POWER),
        np.ptp(bent) == 0,
    )


def numbers_between(measured: Measured, baseline: Index) -> Spread:
    """Lines for the number of cases between events (G). The centre is the median: the numbers are skewed."""
    values = measured.values[baseline]
    mean = float(values.mean())
    sd = float(np.sqrt(mean * (mean + 1)))
    return Spread(
        float(np.median(values)), lambda away, sizes: np.full_like(sizes, max(0.0, mean + away * sd)), mean == 0
    )


def _pooled(measured: Measured, baseline: Index) -> float:
    sizes = measured.sizes[baseline]
    return float((measured.values[baseline] * sizes).sum() / sizes.sum())


def _thin(measured: Measured, baseline: Index, share: float) -> bool:
    return bool(np.median(measured.sizes[baseline]) * share < EXPECTED)
