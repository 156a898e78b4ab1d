"""Invented networks with the municipality's own numbers, to see what a plan can tell before anybody starts.

Hires arrive at random (Poisson) each month and are followed for a year; every month somebody may leave, with a risk
that varies between units and, within a unit, between half-years. The variation is set so that the shares still employed
after 12 months have the given intra-cluster correlation, and the effect so that their mean rises by the given number of
percentage points.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.polynomial.hermite_e import hermegauss
from scipy.optimize import brentq

from mentornett.statistics.arrays import Floats, sums
from mentornett.statistics.design.rollout import Rollout
from mentornett.statistics.effect.answering import Index
from mentornett.statistics.effect.cells import BANDS, HALF_YEAR
from mentornett.statistics.effect.hazard import YEAR
from mentornett.statistics.effect.score import Tables

NODES = 41  # of the quadrature over units
WIDEST = 3.0  # standard deviation of log hazards beyond which no correlation is sought
STRONGEST = 12.0  # largest log ratio that is sought
FOLLOWED = int(BANDS[-1])  # months


@dataclass(frozen=True)
class Circumstances:
    """A plan and what is known about the place where it shall run.

    `leaving` is the share of new hires who leave within 12 months without the scheme. `icc` is the intra-cluster
    correlation of staying 12 months, `autocorrelation` the share of it that a unit keeps from one half-year to another.
    Data go back `months_before` the first start and are analysed `months_after` the last one.
    """

    plan: Rollout
    leaving: float
    icc: float = 0.05
    autocorrelation: float = 0.8
    months_before: int = 24
    months_after: int = 12

    def __post_init__(self) -> None:
        """Raise ValueError for numbers that cannot be."""
        for wrong, words in (
            (not 0 < self.leaving < 1, "the share that leaves is not between 0 and 1"),
            (not 0 <= self.icc < 1, "the intra-cluster correlation is not between 0 and 1"),
            (not 0 <= self.autocorrelation <= 1, "the cluster autocorrelation is not between 0 and 1"),
            (self.months_before < 0 or self.months_after < 1, "there are no months before or after"),
            (sum(unit.hires for unit in self.plan.units) == 0, "nobody is hired"),
        ):
            if wrong:
                raise ValueError(words)

    @cached_property
    def waves(self) -> Index:
        """The month in which each wave starts, from the first month with data."""
        return self.months_before + np.arange(len(self.plan.sizes)) * self.plan.months_between

    @property
    def months(self) -> int:
        """How many months of data there are."""
        return int(self.waves[-1]) + self.months_after

    @cached_property
    def hires(self) -> Floats:
        """Expected hires per unit and month."""
        return np.array([unit.hires for unit in self.plan.units]) / YEAR

    @cached_property
    def hazard(self) -> tuple[float, float]:
        """The monthly hazard of a middle unit, and the standard deviation of units' log hazards."""
        return _calibrated(1 - self.leaving, self.icc)

    def log_ratio(self, points: float) -> float:
        """Return the log hazard ratio that raises the share after 12 months by so many percentage points.

        Raises ValueError when that would be none or all.
        """
        hazard, sd = self.hazard
        aim = 1 - self.leaving + points / 100
        if not 0 < aim < 1:
            raise ValueError("the difference would leave nobody, or everybody, employed")
        found = brentq(lambda beta: _moments(hazard * np.exp(beta), sd)[0] - aim, -STRONGEST, STRONGEST)
        return float(found)


def _moments(hazard: float, sd: float) -> tuple[float, float]:
    """Return mean and variance between units of the share still employed after 12 months."""
    at, weight = hermegauss(NODES)
    share = np.exp(-YEAR * hazard * np.exp(sd * at))
    weight = weight / weight.sum()
    mean = float(weight @ share)
    return mean, float(weight @ (share - mean) ** 2)


def _calibrated(share: float, icc: float) -> tuple[float, float]:
    """Return the hazard of a middle unit and the spread of log hazards that give this share and correlation."""

    def hazard(sd: float) -> float:
        middle = -np.log(share) / YEAR
        return float(middle * np.exp(brentq(lambda more: _moments(middle * np.exp(more), sd)[0] - share, -6, 6)))

    def missing(sd: float) -> float:
        return _moments(hazard(sd), sd)[1] - icc * share * (1 - share)

    if missing(WIDEST) < 0:
        raise ValueError("units cannot differ that much")
    sd = float(brentq(missing, 0, WIDEST)) if icc else 0.0
    return hazard(sd), sd


def simulate(about: Circumstances, orders: Index, log_ratio: float, chance: np.random.Generator) -> Tables:
    """Return the cell tables of one invented network per order (networks × units: each unit's wave from 0)."""
    networks, units = orders.shape
    person = chance.poisson(about.hires[:, None], (networks, units, about.months))
    network, unit, hired = (np.repeat(at.ravel(), person.ravel()) for at in np.indices(person.shape, dtype=np.int32))
    window = np.searchsorted(about.waves, hired, side="right")
    halves, bands, windows = -(-about.months // HALF_YEAR), len(BANDS) - 1, len(about.waves) + 1
    risk = _risks(about, networks, halves, chance)
    own = np.where(window > orders[network, unit], np.exp(log_ratio), 1.0)
    place = (network * units + unit).astype(np.intp)
    shape = (networks, units, halves, bands, windows)
    leavers, months = np.zeros(int(np.prod(shape))), np.zeros(int(np.prod(shape)))
    band_of = np.searchsorted(BANDS, np.arange(FOLLOWED), side="right") - 1
    for tenure in range(FOLLOWED):
        here = np.flatnonzero(hired + tenure < about.months)
        place, hired, window, own = place[here], hired[here], window[here], own[here]
        row = place * halves + (hired + tenure) // HALF_YEAR
        gone = chance.random(len(row)) < -np.expm1(-risk[row] * own)
        cell = (row * bands + band_of[tenure]) * windows + window
        months += sums(cell, np.where(gone, 0.5, 1.0), len(months))
        leavers += sums(cell, gone.astype(np.float64), len(months))
        place, hired, window, own = place[~gone], hired[~gone], window[~gone], own[~gone]
    return Tables(leavers.reshape(shape), months.reshape(shape))


def _risks(about: Circumstances, networks: int, halves: int, chance: np.random.Generator) -> Floats:
    """Return the monthly hazard of each network's units in each half-year, in one row."""
    hazard, sd = about.hazard
    lasting = chance.normal(0, sd * np.sqrt(about.autocorrelation), (networks, len(about.hires), 1))
    passing = chance.normal(0, sd * np.sqrt(1 - about.autocorrelation), (networks, len(about.hires), halves))
    return np.asarray(hazard * np.exp(lasting + passing)).ravel()
