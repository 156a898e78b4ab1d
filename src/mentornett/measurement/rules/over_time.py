"""A row of numbers over time as a chart: which chart, the usual level, and what is a change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import groupby, pairwise

from mentornett.statistics.series.charts import (
    g_chart,
    moving_range_chart,
    p_chart,
    run_chart,
    t_chart,
    u_chart,
    xmr_chart,
)
from mentornett.statistics.series.points import LEAST, LEAST_FROZEN, Chart, Kind, Phase

FEWEST = 5  # of which a share says anything, and events in a period that limits can be drawn from
SAME_DAY = 0.5  # days between two events on one day
KINDS = (Kind.RUN, Kind.XMR, Kind.MOVING_RANGE, Kind.P, Kind.U, Kind.T, Kind.G)

Values = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A number and what it is divided by, from `starts` on. `label` is as in the file; None is what is not known."""

    starts: date
    label: str
    value: float | None
    size: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Points in the order of time. `step` is the months from one to the next, 0 when that varies.

    `filled` counts the points that the file lacks; they have no value.
    """

    points: tuple[Point, ...]
    step: int
    filled: int = 0


def between_events(days: Sequence[date]) -> Row:
    """Return the days from each event to the next, at the day of the later one."""
    pairs = list(pairwise(sorted(days)))
    return Row(tuple(Point(day, "", (day - before).days or SAME_DAY) for before, day in pairs), 0)


def with_enough(row: Row, *, is_share: bool) -> Row:
    """Return so many of so many by month, or by quarter where a month has few; a share of very few is unknown.

    The limits of P and U charts mean what they say from some five events in a period on, and for a share as many that
    are not. Provost & Murray 2011, The Health Care Data Guide, ch. 5.
    """
    known = [(point.value, point.size) for point in row.points if point.value is not None and point.size is not None]
    events = sum(value for value, _size in known)
    if is_share:
        events = min(events, sum(size for _value, size in known) - events)
    if row.step == 1 and events < FEWEST * len(known):
        row = by_quarter(row)
    if not is_share:
        return row
    points = (point if (point.size or 0) >= FEWEST else Point(point.starts, point.label, None) for point in row.points)
    return replace(row, points=tuple(points))


def by_quarter(row: Row) -> Row:
    """Return the sums of whole quarters; one in which a month is unknown is unknown."""
    found = []
    for starts, points in groupby(row.points, key=lambda point: period_of(point.starts, 3)):
        parts = [(point.value, point.size) for point in points if point.value is not None and point.size is not None]
        sums = [sum(these) for these in zip(*parts, strict=True)] if len(parts) == 3 else [None, None]
        found.append(Point(starts, "", *sums))
    known = [at for at, point in enumerate(found) if point.value is not None]
    kept = found[known[0] : known[-1] + 1] if known else []
    return Row(tuple(kept), 3, len(kept) - len(known))


def known_in(row: Row) -> int:
    """Return how many points have a value."""
    return sum(point.value is not None for point in row.points)


def last_before(row: Row, start: date) -> date | None:
    """Return until when the usual level is that of the time before a start; None where too few points are known.

    The month or quarter of the start belongs to neither side wholly, and is held against the time before it.
    """
    first = period_of(start, row.step) if row.step else start
    before = [point for point in row.points if point.starts < first]
    is_enough = sum(point.value is not None for point in before) >= LEAST_FROZEN
    return before[-1].starts if is_enough and len(before) < len(row.points) else None


def period_of(day: date, step: int) -> date:
    """Return the first day of the month, quarter, half-year or year that a day is in; `step` is its months."""
    month = (day.month - 1) // step * step + 1
    return date(day.year, month, 1)


def months_to_wait(row: Row) -> int:
    """Return how many more months it takes before a row of months can be read; 0 when it can."""
    return max(0, LEAST - known_in(row))


@dataclass(frozen=True, slots=True)
class Period:
    """The mean of the months that are known in a stretch of time, and how many they are; None when there is none."""

    mean: float | None
    months: int


def three_periods(row: Row, start: date, *, first: int = 12) -> tuple[Period, Period, Period]:
    """Return the time before the start, its first twelve months, and the time after those."""
    began = start.replace(day=1)
    sides: tuple[list[tuple[float, float]], ...] = ([], [], [])
    for point in row.points:
        if point.value is not None:
            since = (point.starts.year - began.year) * 12 + point.starts.month - began.month
            sides[0 if since < 0 else 1 if since < first else 2].append((point.value, point.size or 1))
    before, during, after = (Period(_mean(side), len(side)) for side in sides)
    return before, during, after


def _mean(side: Sequence[tuple[float, float]]) -> float | None:
    """Return the mean of numbers, or all of all for so many of so many."""
    return sum(value for value, _size in side) / sum(size for _value, size in side) if side else None


@lru_cache(maxsize=512)  # by content: a page draws the same months each time it is opened
def chart_of(row: Row, kind: Kind, *, baseline_until: date | None = None) -> Chart:
    """Return the chart; the usual level is that of all points, or of those until a day."""
    phases = (Phase(),)
    if baseline_until is not None:
        phases = (Phase(before=sum(point.starts <= baseline_until for point in row.points)),)
    values: Values = tuple(point.value for point in row.points)
    sizes: Values = tuple(point.size for point in row.points)
    least = 0.0 if all(value is None or value >= 0 for value in values) else -float("inf")
    charts: dict[Kind, Callable[[], Chart]] = {
        Kind.RUN: lambda: run_chart(values, phases=phases),
        Kind.XMR: lambda: xmr_chart(values, phases=phases, least=least),
        Kind.MOVING_RANGE: lambda: moving_range_chart(values, phases=phases),
        Kind.P: lambda: p_chart(values, sizes, phases=phases),
        Kind.U: lambda: u_chart(values, sizes, phases=phases),
        Kind.T: lambda: t_chart(values, phases=phases),
        Kind.G: lambda: g_chart(values, phases=phases),
    }
    return charts[kind]()
