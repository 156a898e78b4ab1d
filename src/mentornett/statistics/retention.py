"""Retention: how large a share is still employed after so long, when not all have been observed so long."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mentornett.statistics.arrays import Floats
from mentornett.statistics.intervals import Interval, bounds, effective_size
from mentornett.statistics.proportions import Estimate, apart
from mentornett.statistics.spells import AtRisk, Spells, distinct_sums

ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Share:
    """The share still employed at a time, its interval, and how many are at risk; NaN where nobody is known so long."""

    time: float
    share: float
    low: float
    high: float
    at_risk: float

    @property
    def is_known(self) -> bool:
        """Whether anybody was observed so long."""
        return not np.isnan(self.share)


@dataclass(frozen=True, slots=True)
class Median:
    """When half had left: infinite when fewer have, and so the upper bound."""

    time: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Retention:
    """A Kaplan-Meier curve: arrays of shape (m,) over the m distinct times at which anybody left.

    `left` and `at_risk` are numbers (or weights) just before each time, `share` is what is left after it, `variance` is
    Greenwood's. `everyone` tells who is at risk at any other time, `last` is the longest observation.
    """

    times: Floats
    at_risk: Floats
    left: Floats
    share: Floats
    variance: Floats
    low: Floats
    high: Floats
    interval: Interval
    level: float
    everyone: AtRisk
    last: float

    def at(self, time: float) -> Share:
        """Return the share still employed after a time, as 12 months. NaN beyond what was observed."""
        place = int(np.searchsorted(self.times, time, side="right")) - 1
        at_risk = float(self.everyone.at(time))
        share = float(self.share[place]) if place >= 0 else 1.0
        if (time > self.last and share > 0) or not len(self.everyone.exits):
            return Share(time, np.nan, np.nan, np.nan, at_risk)
        variance = float(self.variance[place]) if place >= 0 else 0.0
        seen = float(self.seen[place]) if share == 0 else at_risk
        low, high = bounds(*_arrays(share, variance, seen), kind=self.interval, level=self.level)
        return Share(time, share, float(low[0]), float(high[0]), at_risk)

    @property
    def seen(self) -> Floats:
        """How many people stand behind each time where no variance tells it."""
        return _people_seen(self.share, self.variance, self.at_risk)

    def median(self) -> Median:
        """Return when half had left, with the interval of Brookmeyer & Crowley 1982, Biometrics 38:29-41."""
        return Median(self._reaches_half(self.share), self._reaches_half(self.low), self._reaches_half(self.high))

    def _reaches_half(self, curve: Floats) -> float:
        below = np.flatnonzero(curve <= 0.5 + ROUNDING)
        return float(self.times[below[0]]) if len(below) else float("inf")


def kaplan_meier(spells: Spells, *, interval: Interval = Interval.ROTHMAN_WILSON, level: float = 0.95) -> Retention:
    """Return the retention of spells, in their unit of time.

    Whoever enters late counts from then on only; with few at risk early on, one leaving weighs much, so look at
    `at_risk`. Weights count as repeated rows. Nobody at all gives an empty curve. Kaplan & Meier 1958, J Am Stat Assoc
    53:457-481; Greenwood 1926. Raises LevelError.
    """
    everyone = AtRisk.of(spells)
    leaving = spells.left
    times, left = distinct_sums(spells.exit[leaving], None if spells.weight is None else spells.weight[leaving])
    at_risk = everyone.at(times)
    left = np.where(at_risk - left < ROUNDING * at_risk, at_risk, left)
    share = np.cumprod(1 - left / at_risk, dtype=np.float64)
    variance = np.square(share) * np.cumsum(greenwood(left, at_risk))
    low, high = bounds(share, variance, _people_seen(share, variance, at_risk), kind=interval, level=level)
    last = float(everyone.exits[-1]) if len(spells) else 0.0
    return Retention(times, at_risk, left, share, variance, low, high, interval, level, everyone, last)


def difference(mine: Share, other: Share) -> Estimate:
    """Return how much larger my share is than the other's, from -1 to 1; NaN when one is not known.

    The interval joins the two shares' own, so it is Newcombe's when nobody is censored and they are Rothman-Wilson's.
    Zou & Donner 2008, Stat Med 27:1693-1702 (MOVER). The people must be different ones.
    """
    return apart(Estimate(mine.share, mine.low, mine.high), Estimate(other.share, other.low, other.high))


def greenwood(left: Floats, at_risk: Floats) -> Floats:
    """Return each time's part of Greenwood's sum; 0 where everybody left, as nothing is estimated after that."""
    stayed = at_risk - left
    return left / (at_risk * np.where(stayed > 0, stayed, np.inf))


def _people_seen(share: Floats, variance: Floats, at_risk: Floats) -> Floats:
    """Return those at risk; where nobody is left, as many as stood behind the share just before that."""
    none = np.flatnonzero(share <= 0)
    if not len(none):
        return at_risk
    first = int(none[0])
    before = effective_size(share[:first], variance[:first], at_risk[:first])[-1:]
    return np.where(np.arange(len(share)) < first, at_risk, max([at_risk[first], *before]))


def _arrays(*values: npt.ArrayLike) -> list[Floats]:
    return [np.atleast_1d(np.asarray(value, dtype=np.float64)) for value in values]
