"""Intervals around a share that was estimated with a variance: textbook ones, and one that holds for small groups."""

from __future__ import annotations

from enum import StrEnum
from statistics import NormalDist

import numpy as np

from mentornett.statistics.arrays import Floats


class Interval(StrEnum):
    """How the interval around a retention or an incidence is made."""

    ROTHMAN_WILSON = "rothman-wilson"
    PLAIN = "plain"
    LOG = "log"
    LOG_LOG = "log-log"


class LevelError(ValueError):
    """A level of confidence that is not between 0 and 1."""


def width(level: float) -> float:
    """Return how many standard errors an interval reaches to each side. Raises LevelError unless 0 < level < 1."""
    if not 0 < level < 1:
        raise LevelError(f"A level of confidence is between 0 and 1, not {level}")
    return -NormalDist().inv_cdf((1 - level) / 2)  # scipy.special has it too, and is slow to import


def wilson_bounds(share: Floats, size: Floats, level: float = 0.95) -> tuple[Floats, Floats]:
    """Return Wilson's score interval for shares of `size` people (need not be whole; 0 gives 0 to 1).

    Wilson 1927, J Am Stat Assoc 22:209-212.
    """
    z = width(level)
    middle = share * size + z * z / 2
    reach = z * np.sqrt(share * (1 - share) * size + z * z / 4)
    low, high = (middle - reach) / (size + z * z), (middle + reach) / (size + z * z)
    return np.where(share <= 0, 0.0, np.maximum(low, 0.0)), np.where(share >= 1, 1.0, np.minimum(high, 1.0))


def bounds(
    share: Floats, variance: Floats, at_risk: Floats, *, kind: Interval, level: float = 0.95
) -> tuple[Floats, Floats]:
    """Return the lower and upper bounds of shares in [0, 1] with their variance; all of shape (n,).

    Rothman-Wilson (Rothman 1978, J Chronic Dis 31:557-560, with Wilson's interval) asks how many people without
    censoring would give this variance, n = S(1-S)/V, and gives their Wilson interval; where nobody or everybody left,
    n is `at_risk`. The others are Kalbfleisch & Prentice 1980: `plain` and `log` have no width there, and
    `log-log` is not defined (NaN).
    """
    if kind == Interval.ROTHMAN_WILSON:
        return wilson_bounds(share, effective_size(share, variance, at_risk), level)
    reach = width(level) * np.sqrt(variance)
    with np.errstate(divide="ignore", invalid="ignore"):
        if kind == Interval.PLAIN:
            low, high = share - reach, share + reach
        elif kind == Interval.LOG:
            factor = np.where(reach == 0, 1.0, np.exp(reach / share))
            low, high = share / factor, share * factor
        else:
            power = np.exp(np.where((share > 0) & (share < 1), reach / np.abs(share * np.log(share)), np.nan))
            low, high = np.exp(power * np.log(share)), np.exp(np.log(share) / power)
    return np.clip(low, 0, 1), np.clip(high, 0, 1)


def effective_size(share: Floats, variance: Floats, at_risk: Floats) -> Floats:
    """Return how many people without censoring would give each share its variance."""
    inside = (share > 0) & (share < 1) & (variance > 0)
    return np.where(inside, share * (1 - share) / np.where(inside, variance, 1.0), at_risk)
