"""Charts over time: how often they see a change where there is none, and where there is one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mentornett.statistics.series.charts import (
    g_chart,
    moving_range_chart,
    p_chart,
    run_chart,
    t_chart,
    u_chart,
    xmr_chart,
)
from mentornett.statistics.series.points import Chart, Phase, Rule
from prove_parts.section import Promise, Section, percent

Values = npt.NDArray[np.float64]
SEED = 2024
POINTS, BASELINE = 24, 12
SIZES = [60.0] * POINTS
WOLF, POINT = 0.10, 0.015


@dataclass(frozen=True, slots=True)
class Case:
    """A chart, and how its data come about; the later half is different when something changes."""

    name: str
    draw: Callable[[np.random.Generator, bool], Values]
    chart: Callable[[Values, list[Phase]], Chart]


def _normal(random: np.random.Generator, changed: bool) -> Values:
    return random.normal(10, 2, POINTS) + np.where(np.arange(POINTS) >= BASELINE, 4.0 * changed, 0)


def _shares(random: np.random.Generator, changed: bool) -> Values:
    chance = np.where((np.arange(POINTS) >= BASELINE) & changed, 0.4, 0.2)
    return random.binomial(60, chance).astype(np.float64)


def _events(random: np.random.Generator, changed: bool) -> Values:
    return random.poisson(np.where((np.arange(POINTS) >= BASELINE) & changed, 18.0, 9.0)).astype(np.float64)


def _times(random: np.random.Generator, changed: bool) -> Values:
    return random.exponential(np.where((np.arange(POINTS) >= BASELINE) & changed, 120.0, 40.0))


def _between(random: np.random.Generator, changed: bool) -> Values:
    chance = np.where((np.arange(POINTS) >= BASELINE) & changed, 0.03, 0.1)
    return random.geometric(chance).astype(np.float64) - 1


def _restless(random: np.random.Generator, changed: bool) -> Values:
    return random.normal(10, np.where((np.arange(POINTS) >= BASELINE) & changed, 6.0, 2.0), POINTS)


CASES = (
    Case("Run chart (Anhøj)", _normal, lambda values, phases: run_chart(values.tolist(), phases=phases)),
    Case("XmR", _normal, lambda values, phases: xmr_chart(values.tolist(), phases=phases)),
    Case("P, 12 of 60", _shares, lambda values, phases: p_chart(values.tolist(), SIZES, phases=phases)),
    Case("U, 9 a month", _events, lambda values, phases: u_chart(values.tolist(), SIZES, phases=phases)),
    Case("T, 40 days", _times, lambda values, phases: t_chart(values.tolist(), phases=phases)),
    Case("G, 1 of 10", _between, lambda values, phases: g_chart(values.tolist(), phases=phases)),
    Case("Moving ranges", _restless, lambda values, phases: moving_range_chart(values.tolist(), phases=phases)),
)


def prove(short: bool) -> Section:
    """Simulate every chart with and without a change half way."""
    runs = 40 if short else 4000
    random = np.random.default_rng(SEED)
    found = {case.name: _look(case, random, runs) for case in CASES}
    run, single = found["Run chart (Anhøj)"], found["XmR"]
    return Section(
        "Charts over time",
        f"{runs:,} series of {POINTS} points each. The first three columns of figures are false alarms: nothing "
        "changes. In the last column the level changes half way: normal values by two standard deviations, shares and "
        "events to the double, time and cases between events, and the spread of what has moving ranges, to the triple.",
        ("Chart", "Some sign, all points", "A point outside", f"Some sign after {BASELINE} frozen", "Change seen"),
        tuple((name, *map(percent, shares)) for name, shares in found.items()),
        (
            Promise(
                f"A run chart sees a change where there is none in at most {percent(WOLF)} of series.", run[0] <= WOLF
            ),
            Promise(
                f"A point of an XmR chart is outside by chance at most {percent(POINT)} of times.", single[1] <= POINT
            ),
        ),
    )


def _look(case: Case, random: np.random.Generator, runs: int) -> tuple[float, float, float, float]:
    """Return shares: series with a sign, points outside, series with a sign after a frozen baseline, changes seen."""
    plain = [case.chart(case.draw(random, False), [Phase()]) for _ in range(runs)]
    frozen = [case.chart(case.draw(random, False), [Phase(first=BASELINE)]) for _ in range(runs)]
    changed = [case.chart(case.draw(random, True), [Phase(first=BASELINE)]) for _ in range(runs)]
    outside = sum(signal.rule is Rule.OUTSIDE for chart in plain for signal in chart.signals)
    return (
        sum(bool(chart.signals) for chart in plain) / runs,
        outside / (runs * POINTS),
        sum(map(_later, frozen)) / runs,
        sum(map(_later, changed)) / runs,
    )


def _later(chart: Chart) -> bool:
    """Tell whether some sign reaches beyond the baseline."""
    return any(signal.indices[-1] >= BASELINE for signal in chart.signals)
