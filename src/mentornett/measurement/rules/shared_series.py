"""What may leave a municipality of a figure by month: hidden first, and everything else made of what is left.

No sum of months goes out, so that nothing that is hidden can be worked out from what is shown. What is so many of so
many goes out by quarter, always: a quarter beside its months would give a hidden month away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from mentornett.measurement.rules.over_time import Point, Row, by_quarter
from mentornett.measurement.rules.series import SCALES
from mentornett.statistics.disclosure.primary import LEAST, LEAST_FOR_PERCENT

PER_CENT = ("%", "pst", "prosent")


@dataclass(frozen=True, slots=True)
class Leaving:
    """The months or quarters that may be seen outside, and those that have a figure which may not."""

    row: Row
    hidden: frozenset[date]


def numbers_leaving(row: Row, totals: Mapping[date, float], *, is_checked: bool) -> Leaving:
    """Return numbers by month without those whose month has from 1 to 4 in all.

    `is_checked`: the figures were stored only where enough people stand behind them, as sick leave is.
    """
    small = {
        point.starts for point in row.points
        if point.value is not None and not is_checked and _is_small(totals.get(point.starts, 0.0))
    }  # fmt: skip
    return _without(row, small)


def counts_leaving(row: Row, counted_as: str) -> Leaving:
    """Return so many of so many by quarter, without those that are of few."""
    quarters = by_quarter(row)
    return _without(quarters, {point.starts for point in quarters.points if _is_of_few(point, counted_as)})


def _is_of_few(point: Point, counted_as: str) -> bool:
    if point.value is None or point.size is None:
        return False
    people = point.size * SCALES[counted_as] if counted_as != "share" else point.size
    if counted_as != "share":
        return _is_small(point.value) or _is_small(people)
    return people < LEAST_FOR_PERCENT or _is_small(point.value) or _is_small(people - point.value)


def _is_small(number: float) -> bool:
    return 0 < number < LEAST


def _without(row: Row, hidden: set[date]) -> Leaving:
    points = tuple(Point(point.starts, point.label, None) if point.starts in hidden else point for point in row.points)
    return Leaving(replace(row, points=points), frozenset(hidden))


def is_bare_share(unit_word: str, *, is_number: bool, is_checked: bool) -> bool:
    """Tell whether a figure is a per cent of nobody knows how many: the gate cannot see how few they are."""
    said = unit_word.casefold()
    return is_number and not is_checked and any(word in said for word in PER_CENT)
