"""Leaving in different ways: the unit for another in the municipality, or the municipality altogether."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mentornett.statistics.arrays import Floats, sums
from mentornett.statistics.intervals import Interval, bounds
from mentornett.statistics.retention import ROUNDING, Retention, Share, greenwood, kaplan_meier
from mentornett.statistics.spells import Spells


@dataclass(frozen=True, slots=True)
class Incidence:
    """The share who have left in one way: arrays of shape (m,) over the times of `curve`, when anybody left."""

    kind: int
    left: Floats
    share: Floats
    variance: Floats
    low: Floats
    high: Floats
    curve: Retention

    @property
    def times(self) -> Floats:
        """When anybody left, in whatever way."""
        return self.curve.times

    def at(self, time: float) -> Share:
        """Return the share who have left in this way after a time. NaN beyond what was observed."""
        curve, place = self.curve, int(np.searchsorted(self.times, time, side="right")) - 1
        whole = curve.at(time)
        if not whole.is_known:
            return whole
        share = float(self.share[place]) if place >= 0 else 0.0
        variance = float(self.variance[place]) if place >= 0 else 0.0
        seen = float(curve.seen[place]) if whole.share == 0 else whole.at_risk
        values = [np.array([value]) for value in (share, variance, seen)]
        low, high = bounds(*values, kind=curve.interval, level=curve.level)
        return Share(time, share, float(low[0]), float(high[0]), whole.at_risk)


def cumulative_incidence(
    spells: Spells, kind: int, *, interval: Interval = Interval.ROTHMAN_WILSON, level: float = 0.95
) -> Incidence:
    """Return the share who have left in one way (`kind` 1, 2, …) by each time, when leaving in another way ends that.

    The incidences of all kinds and retention add up to 1. One minus a Kaplan-Meier curve that censors the other kinds
    does not: it counts those who left otherwise as if they might yet leave this way. Delayed entry and weights as in
    `kaplan_meier`. Aalen & Johansen 1978, Scand J Stat 5:141-150; variance by the delta method, Marubini & Valsecchi
    1995, eq. 10.11. Raises LevelError.
    """
    curve = kaplan_meier(spells, interval=interval, level=level)
    mine = spells.kind == kind
    weight = np.ones(int(mine.sum())) if spells.weight is None else spells.weight[mine]
    left = sums(np.searchsorted(curve.times, spells.exit[mine]), weight, len(curve.times))
    before = np.concatenate([[1.0], curve.share[:-1]])[: len(curve.times)]
    share = np.cumsum(before * left / curve.at_risk, dtype=np.float64)
    variance = _variance(curve, left, before, share)
    low, high = bounds(share, variance, curve.seen, kind=interval, level=level)
    return Incidence(kind, left, share, variance, low, high, curve)


def _variance(curve: Retention, left: Floats, before: Floats, share: Floats) -> Floats:
    """Return the variance at each time t: a sum over times s ≤ t of terms in I(t) - I(s), from running sums."""
    at_risk = curve.at_risk
    greenwoods = greenwood(curve.left, at_risk)
    chance = before**2 * (at_risk - left) * left / at_risk**3
    cross = before * left / at_risk**2
    spread = [np.cumsum(greenwoods * share**power, dtype=np.float64) for power in (0, 1, 2)]
    mixed = [np.cumsum(cross * share**power, dtype=np.float64) for power in (0, 1)]
    found = share**2 * spread[0] - 2 * share * spread[1] + spread[2]
    found = found + np.cumsum(chance, dtype=np.float64) - 2 * (share * mixed[0] - mixed[1])
    return np.where(found > ROUNDING**2, found, 0.0)
