"""The charts: from what was measured to points, lines and signals.

A point without a value (None, or a denominator of 0) stays in the series, without lines of its own making and without a
part in any rule. Lines are computed per phase, from its baseline; see `points.Missing` for when there are none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from mentornett.statistics.arrays import Floats
from mentornett.statistics.series import limits, rules
from mentornett.statistics.series.limits import Measured, Spread
from mentornett.statistics.series.phases import (
    WHOLE,
    Index,
    as_line,
    as_numbers,
    baseline_points,
    stretches,
    useful_points,
)
from mentornett.statistics.series.points import FIRM, LEAST, LEAST_FROZEN, Chart, Kind, Missing, Phase, Signal, Stretch

Values = Sequence[float | None]
Estimate = Callable[[Measured, Index], Spread]

# The order of the lines in a table with one row each.
CENTRE, LOWER, UPPER, NEAR_LOWER, NEAR_UPPER = range(5)
AWAY = {LOWER: -3, UPPER: 3, NEAR_LOWER: -2, NEAR_UPPER: 2}


def run_chart(values: Values, *, phases: Sequence[Phase] = WHOLE) -> Chart:
    """A run chart: the median, and Anhøj's rules for runs and crossings."""
    measured = _single(values)
    table = np.full((5, len(values)), np.nan)
    results, signals = [], []
    for phase, stop in stretches(phases, len(values)):
        useful = useful_points(measured.values, phase, stop)
        baseline = baseline_points(useful, phase)
        if len(baseline) < LEAST:
            results.append(_without(phase, stop, baseline, Missing.TOO_FEW))
            continue
        centre = float(np.median(measured.values[baseline]))
        table[CENTRE, phase.start : stop] = centre
        runs, found = rules.anhoej(_lines(measured, useful, table))
        missing = None if runs.useful >= LEAST else Missing.TOO_FEW if runs.useful else Missing.NO_VARIATION
        signals += found if missing is None else []
        results.append(Stretch(phase, stop, tuple(map(int, baseline)), centre, missing, runs=runs))
    return _chart(Kind.RUN, measured, table, results, signals)


def xmr_chart(values: Values, *, phases: Sequence[Phase] = WHOLE, least: float = -np.inf) -> Chart:
    """A chart of single values (X of XmR): mean and limits by moving ranges.

    `least` is the least that a value can be, as 0 for counts and shares: no limit is drawn below it.
    """
    return _limited(Kind.XMR, _single(values), phases, partial(limits.individuals, least=least))


def moving_range_chart(values: Values, *, phases: Sequence[Phase] = WHOLE) -> Chart:
    """The other half of XmR: how far each value is from the one before it. The first of a phase has none."""
    numbers = as_numbers(values)
    ranges = np.full_like(numbers, np.nan)
    for phase, stop in stretches(phases, len(values)):
        useful = useful_points(numbers, phase, stop)
        ranges[useful[1:]] = limits.moving_ranges(numbers[useful])
    return _limited(Kind.MOVING_RANGE, _of_size_one(ranges), phases, limits.ranges_of_two)


def p_chart(counts: Values, sizes: Values, *, phases: Sequence[Phase] = WHOLE) -> Chart:
    """A chart of shares: so many of so many. Raises ValueError when there are more than all."""
    measured = _ratios(counts, sizes)
    if (measured.values > 1).any():
        raise ValueError("A count is larger than its group.")
    return _limited(Kind.P, measured, phases, limits.proportions)


def u_chart(counts: Values, sizes: Values, *, phases: Sequence[Phase] = WHOLE) -> Chart:
    """A chart of rates: so many events per person, day or other measure of exposure."""
    return _limited(Kind.U, _ratios(counts, sizes), phases, limits.rates)


def t_chart(times: Values, *, phases: Sequence[Phase] = WHOLE) -> Chart:
    """A chart of the time between rare events: higher is rarer."""
    measured = _single(times)
    _not_negative(measured.values)
    return _limited(Kind.T, measured, phases, limits.times)


def g_chart(numbers: Values, *, phases: Sequence[Phase] = WHOLE) -> Chart:
    """A chart of how many cases went well between rare events: higher is rarer."""
    measured = _single(numbers)
    _not_negative(measured.values)
    return _limited(Kind.G, measured, phases, limits.numbers_between)


def _limited(kind: Kind, measured: Measured, phases: Sequence[Phase], estimate: Estimate) -> Chart:
    """Return a chart with limits, one phase at a time."""
    table = np.full((5, len(measured.values)), np.nan)
    results: list[Stretch] = []
    signals: list[Signal] = []
    for phase, stop in stretches(phases, len(measured.values)):
        useful = useful_points(measured.values, phase, stop)
        baseline = baseline_points(useful, phase)
        missing = _reason(kind, measured, baseline, phase)
        if missing is not None:
            results.append(_without(phase, stop, baseline, missing))
            continue
        spread = estimate(measured, baseline)
        _draw(table, measured, spread, slice(phase.start, stop))
        signals += _signs(kind, _lines(measured, useful, table))
        results.append(
            Stretch(
                phase,
                stop,
                tuple(map(int, baseline)),
                spread.centre,
                Missing.NO_VARIATION if spread.constant else None,
                provisional=len(baseline) < FIRM,
                thin=spread.thin,
            )
        )
    return _chart(kind, measured, table, results, signals)


def _reason(kind: Kind, measured: Measured, baseline: Index, phase: Phase) -> Missing | None:
    """Return why a phase can have no lines at all."""
    least = LEAST_FROZEN if phase.frozen else LEAST
    if kind is Kind.MOVING_RANGE:
        least -= 1  # between so many values
    if len(baseline) < least:
        return Missing.TOO_FEW
    return Missing.ZERO_TIME if kind is Kind.T and (measured.values[baseline] == 0).any() else None


def _draw(table: Floats, measured: Measured, spread: Spread, where: slice) -> None:
    """Write the lines of a phase into the table; a constant baseline gives a centre alone."""
    table[CENTRE, where] = spread.centre
    if not spread.constant:
        for row, away in AWAY.items():
            table[row, where] = spread.line(away, measured.sizes[where])


def _signs(kind: Kind, lines: rules.Lines) -> list[Signal]:
    """Return the signs of change in one phase; neighbouring ranges share a value, so only their limit means much."""
    if kind is Kind.MOVING_RANGE:
        return rules.outside(lines)
    return [*rules.outside(lines), *rules.shifts(lines), *rules.trends(lines), *rules.near_limits(lines)]


def _lines(measured: Measured, useful: Index, table: Floats) -> rules.Lines:
    return rules.Lines(useful, measured.values[useful], *table[:, useful])


def _without(phase: Phase, stop: int, baseline: Index, missing: Missing) -> Stretch:
    return Stretch(phase, stop, tuple(map(int, baseline)), None, missing)


def _chart(
    kind: Kind, measured: Measured, table: Floats, results: Sequence[Stretch], signals: Sequence[Signal]
) -> Chart:
    return Chart(
        kind,
        values=as_line(measured.values),
        centre=as_line(table[CENTRE]),
        lower=as_line(table[LOWER]),
        upper=as_line(table[UPPER]),
        near_lower=as_line(table[NEAR_LOWER]),
        near_upper=as_line(table[NEAR_UPPER]),
        stretches=tuple(results),
        signals=tuple(signals),
    )


def _single(values: Values) -> Measured:
    return _of_size_one(as_numbers(values))


def _of_size_one(numbers: Floats) -> Measured:
    return Measured(numbers, np.ones_like(numbers))


def _ratios(counts: Values, sizes: Values) -> Measured:
    """Return counts by sizes, nan where a size is 0 or something is missing."""
    if len(counts) != len(sizes):
        raise ValueError("Each count needs a size.")
    above, below = as_numbers(counts), as_numbers(sizes)
    _not_negative(above)
    _not_negative(below)
    below[below == 0] = np.nan
    return Measured(above / below, below)


def _not_negative(numbers: Floats) -> None:
    if (numbers < 0).any():
        raise ValueError("A value is negative.")
