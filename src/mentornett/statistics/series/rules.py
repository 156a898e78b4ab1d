"""Signs of change: the rules of NHS «Making Data Count», and Anhøj's two rules for run charts.

Sources: NHS England, «Making Data Count», as in the package NHSRplotthedots; Anhøj & Olesen 2014, «Run charts
revisited: a simulation study of run chart rules for detection of non-random variation in health care processes», PLoS
ONE 9(11); Schilling 2012 (longest run) and Chen 2010 (crossings), which those limits come from.

Points without a value are skipped: they neither break a run nor count in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import comb, log2

import numpy as np

from mentornett.statistics.arrays import Floats
from mentornett.statistics.series.phases import Index
from mentornett.statistics.series.points import Rule, Runs, Signal

LONG = 7  # points on one side, or rising, or falling
WINDOW, NEAR = 3, 2  # so many of so many points near a limit


@dataclass(frozen=True, slots=True)
class Lines:
    """The points of one phase that have a value, and the lines at each of them; nan where there are no limits."""

    indices: Index
    values: Floats
    centre: Floats
    lower: Floats
    upper: Floats
    near_lower: Floats
    near_upper: Floats


def outside(lines: Lines) -> list[Signal]:
    """Return each point beyond a limit."""
    return [
        Signal(Rule.OUTSIDE, (int(lines.indices[at]),), bool(lines.values[at] > lines.upper[at]))
        for at in np.flatnonzero((lines.values > lines.upper) | (lines.values < lines.lower))
    ]


def shifts(lines: Lines) -> list[Signal]:
    """Return the runs of seven or more on one side of the centre. A point on the centre ends a run."""
    return list(_long_runs(Rule.SHIFT, lines.indices, _side(lines), extra=0))


def trends(lines: Lines) -> list[Signal]:
    """Return where seven or more points each lie above, or each below, the one before. Two equal points end a trend."""
    return list(_long_runs(Rule.TREND, lines.indices, np.sign(np.diff(lines.values)), extra=1))


def near_limits(lines: Lines) -> list[Signal]:
    """Return where two of three points lie in the outer third before the same limit, all three on that side.

    Windows that share a point make one signal.
    """
    found: list[Signal] = []
    for side, near in (
        (1, (lines.values > lines.near_upper) & (lines.values <= lines.upper)),
        (-1, (lines.values < lines.near_lower) & (lines.values >= lines.lower)),
    ):
        same = _side(lines) == side
        starts = [
            at
            for at in range(len(near) - WINDOW + 1)
            if near[at : at + WINDOW].sum() >= NEAR and same[at : at + WINDOW].all()
        ]
        for group in _neighbours(starts):
            points = [at for at in range(group[0], group[-1] + WINDOW) if near[at]]
            found.append(Signal(Rule.NEAR_LIMIT, tuple(int(lines.indices[at]) for at in points), side > 0))
    return found


def anhoej(lines: Lines) -> tuple[Runs, list[Signal]]:
    """Return what Anhøj's rules found: a run longer than random, or fewer crossings of the median than random."""
    side = _side(lines)
    counted = np.flatnonzero(side)
    side, indices = side[counted], lines.indices[counted]
    runs = list(_runs(side))
    first, last = max(runs, key=lambda run: run[1] - run[0], default=(0, 0))
    found = Runs(
        useful=len(side),
        longest=last - first,
        longest_limit=longest_limit(len(side)),
        crossings=max(0, len(runs) - 1),
        crossings_limit=crossings_limit(len(side)),
    )
    signals = []
    if found.longest > found.longest_limit:
        signals.append(Signal(Rule.LONG_RUN, tuple(int(at) for at in indices[first:last]), bool(side[first] > 0)))
    if found.crossings < found.crossings_limit:
        signals.append(Signal(Rule.FEW_CROSSINGS, tuple(int(at) for at in indices), None))
    return found, signals


def longest_limit(useful: int) -> int:
    """Return the longest run that random variation makes: log2(n) + 3, rounded (Schilling 2012)."""
    return round(log2(useful) + 3) if useful else 0


def crossings_limit(useful: int) -> int:
    """Return the fewest crossings that random variation makes: the 5th percentile of a binomial(n - 1, ½) (Chen 2010).

    Exact, in whole numbers.
    """
    trials = max(0, useful - 1)
    ways, crossings = 1, 0
    while 20 * ways < 2**trials:
        crossings += 1
        ways += comb(trials, crossings)
    return crossings


def _side(lines: Lines) -> Floats:
    """Return 1 above the centre, -1 below, 0 on it; a mean of equal numbers may differ from them in the last digit."""
    on_it = np.isclose(lines.values, lines.centre, rtol=1e-9, atol=1e-12)
    side: Floats = np.where(on_it, 0, np.sign(lines.values - lines.centre))
    return side


def _long_runs(rule: Rule, indices: Index, side: Floats, *, extra: int) -> Iterator[Signal]:
    """Yield runs of equal signs; `extra` points more belong to each (a rise lies between two points)."""
    for first, last in _runs(side):
        if side[first] != 0 and last - first + extra >= LONG:
            yield Signal(rule, tuple(int(at) for at in indices[first : last + extra]), bool(side[first] > 0))


def _runs(side: Floats) -> Iterator[tuple[int, int]]:
    """Yield where each run of equal signs starts, and where the next one does."""
    ends = [0, *(int(at) + 1 for at in np.flatnonzero(np.diff(side))), len(side)]
    yield from ((first, last) for first, last in pairwise(ends) if last > first)


def _neighbours(starts: list[int]) -> list[list[int]]:
    """Group windows that overlap."""
    groups: list[list[int]] = []
    for start in starts:
        if groups and start < groups[-1][-1] + WINDOW:
            groups[-1].append(start)
        else:
            groups.append([start])
    return groups
