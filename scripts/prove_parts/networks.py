"""Invented networks of units: people who are hired and leave, as days; and outcomes per unit and month."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from mentornett.statistics.arrays import Flags, Floats
from mentornett.statistics.effect.answering import Days, Index
from mentornett.statistics.effect.cells import MONTH, Employments
from mentornett.statistics.effect.panel import Panel

BEGIN = np.datetime64("2015-01-01")
MONTHS = 72
FIRST, LAST = 24, 56  # months in which units start
YEAR = 12


@dataclass(frozen=True, slots=True)
class Network:
    """People with the month of hire and exit (fractions), whether they left, and each unit's month of start.

    `risk` is what each would risk in a whole first year without the scheme, as a sum of monthly hazards.
    """

    unit: Index
    hired: Floats
    gone: Floats
    left: Flags
    start: Floats
    risk: Floats

    def points(self, ratio: float) -> float:
        """Return the true difference in the share still there after 12 months, in percentage points."""
        return 100 * float(np.mean(np.exp(-self.risk * ratio) - np.exp(-self.risk)))

    @property
    def employments(self) -> Employments:
        """The same as days."""
        hired = days(self.hired)
        return Employments(self.unit, hired, hired, np.maximum(days(self.gone), hired), self.left)

    @property
    def exposed(self) -> Flags:
        """Who was hired on or after the unit's start."""
        return np.asarray(days(self.hired) >= days(self.start)[self.unit])


def days(months: Floats) -> Days:
    """Return days from months since the beginning."""
    return np.asarray(BEGIN + np.floor(months * MONTH).astype(np.int64))


def people(
    random: np.random.Generator, hires: Floats, risk: Floats, start: Floats, *, log_ratio: float = 0.0
) -> Network:
    """Return people in units that hire so many a year, with a monthly risk of leaving (units × months)."""
    months = risk.shape[1]
    unit = np.repeat(np.arange(len(hires)), random.poisson(hires * months / YEAR))
    hired = random.random(len(unit)) * months
    pace = np.exp(log_ratio * (days(hired) >= days(start)[unit]))
    gone, here = np.full(len(unit), float(months)), np.ones(len(unit), dtype=np.bool_)
    for month in range(months):
        rows = np.flatnonzero(here & (hired < month + 1))
        since = np.maximum(hired[rows], month)
        stop = since + random.exponential(1 / (risk[unit[rows], month] * pace[rows]))
        leaving = stop < month + 1
        gone[rows[leaving]] = stop[leaving]
        here[rows[leaving]] = False
    ahead = np.minimum(hired.astype(np.intp)[:, None] + np.arange(YEAR), months - 1)
    return Network(unit, hired, gone, ~here, start, risk[unit[:, None], ahead].sum(axis=1))


def network(random: np.random.Generator, units: int, *, log_ratio: float = 0.0, chosen: bool = False) -> Network:
    """Return six years of a network in which about 42 of 100 leave in their first year.

    Units hire 2 to 20 a year; risks differ between units and years and fall by 6 % a year. Starts are drawn, or
    `chosen`: each unit starts after the worst of three years.
    """
    hires = np.clip(random.gamma(3, 7 / 3, units), 2, 20)
    own = random.normal(0, 0.35, (units, 1)) + np.repeat(random.normal(0, 0.35, (units, MONTHS // YEAR)), YEAR, axis=1)
    risk = -np.log(0.58) / YEAR * np.exp(own - 0.06 * np.arange(MONTHS) / YEAR)
    start = np.round(np.linspace(FIRST, LAST, units))[random.permutation(units)]
    made = people(random, hires, risk, start, log_ratio=log_ratio)
    return replace(made, start=_after_the_worst_year(made)) if chosen else made


def _after_the_worst_year(made: Network) -> Floats:
    """Return the month after the year, of the second to fourth, in which most left for the time people were there."""
    rates = []
    for year in (1, 2, 3):
        low, high = year * YEAR, (year + 1) * YEAR
        there = np.clip(np.minimum(made.gone, high) - np.maximum(made.hired, low), 0, None)
        left = made.left & (made.gone >= low) & (made.gone < high)
        units = len(made.start)
        rates.append(np.bincount(made.unit, left, units) / np.maximum(np.bincount(made.unit, there, units), 1))
    return (np.argmax(rates, axis=0) + 2.0) * YEAR


def panel(random: np.random.Generator, units: int, *, months: int = 48, chosen: bool = False) -> Panel:
    """Return an outcome per unit and month with neighbouring months alike (0.6), and no effect of the start.

    Starts are drawn, in four waves, or `chosen`: each unit starts after the year, of the first three, in which the
    outcome was highest.
    """
    noise = random.normal(0, 1, (units, months))
    for month in range(1, months):
        noise[:, month] = 0.6 * noise[:, month - 1] + 0.8 * noise[:, month]
    start = random.permutation(np.arange(units) % 4) * 6 + 18
    own, common = random.normal(0, 1, (units, 1)), np.cumsum(random.normal(0, 0.2, months))
    outcome = noise + own + common
    if chosen:
        start = YEAR * (1 + np.argmax(outcome[:, : 3 * YEAR].reshape(units, 3, YEAR).mean(axis=2), axis=1))
    return Panel.of(outcome, start)
