"""The same figure of several units with common axes: before the start of each, its first year, and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from mentornett.core.time import add_months
from mentornett.measurement.rules.over_time import (
    Period,
    Point,
    Row,
    by_quarter,
    known_in,
    period_of,
    three_periods,
    with_enough,
)
from mentornett.statistics.series.points import LEAST

YEAR = 12


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit's figures on the axis that it shares with the others.

    `began` is the first point of its scheme and `after` the first one a year later; a place before the first point is
    0, one after the last is their number, and None is no start at all.
    """

    row: Row
    began: int | None
    after: int | None
    periods: tuple[Period, Period, Period] | None
    known: int

    @property
    def is_few(self) -> bool:
        """Whether too little is known to be read."""
        return self.known < LEAST


def side_by_side(
    rows: Mapping[int, Row], starts: Mapping[int, date], *, is_counted: bool, is_share: bool
) -> dict[int, UnitRow]:
    """Return rows of months on one axis, from the first month of any to the last of any.

    Where one of them has so few of so many in a month that it is told by quarter, all are.
    """
    if is_counted:
        enough = {key: with_enough(row, is_share=is_share) for key, row in rows.items()}
        if any(row.step == 3 for row in enough.values()):
            enough = {key: with_enough(by_quarter(row), is_share=is_share) for key, row in rows.items()}
        rows = enough
    places = [point.starts for row in rows.values() for point in row.points]
    if not places:
        return {key: _placed(row, None) for key, row in rows.items()}
    first, last = min(places), max(places)
    return {key: _placed(_stretched(row, first, last), starts.get(key)) for key, row in rows.items()}


def _stretched(row: Row, first: date, last: date) -> Row:
    known, points, day = {point.starts: point for point in row.points}, [], first
    while day <= last:
        points.append(known.get(day) or Point(day, "", None))
        day = add_months(day, row.step)
    return replace(row, points=tuple(points))


def _placed(row: Row, start: date | None) -> UnitRow:
    if start is None or not row.points:
        return UnitRow(row, None, None, None, known_in(row))
    start = period_of(start, row.step)
    began, after = (sum(point.starts < day for point in row.points) for day in (start, add_months(start, YEAR)))
    return UnitRow(row, began, after, three_periods(row, start), known_in(row))
