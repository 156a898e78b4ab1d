"""Units on one axis: the same months for all, places of the start, and too few."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.core.time import add_months
from mentornett.measurement.rules.multiples import side_by_side
from mentornett.measurement.rules.over_time import Point, Row

FIRST = date(2024, 1, 1)


def row_of(*values: float | None, first: date = FIRST, size: float | None = None) -> Row:
    points = (
        Point(add_months(first, at), "", value, None if value is None else size) for at, value in enumerate(values)
    )
    return Row(tuple(points), 1)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 30)), min_size=1, max_size=5))
def test_all_have_the_months_from_the_first_of_any_to_the_last_of_any(units: list[tuple[int, int]]) -> None:
    rows = {key: row_of(*[1.0] * many, first=add_months(FIRST, at)) for key, (at, many) in enumerate(units)}
    told = side_by_side(rows, {}, is_counted=False, is_share=False)
    axes = {tuple(point.starts for point in one.row.points) for one in told.values()}
    assert len(axes) == 1
    (axis,) = axes
    assert axis[0] == add_months(FIRST, min(at for at, _many in units))
    assert axis[-1] == add_months(FIRST, max(at + many for at, many in units) - 1)
    for key, (_at, many) in enumerate(units):
        assert told[key].known == many
        assert told[key].is_few == (many < 10)


@pytest.mark.parametrize(
    ("start", "began", "after"),
    [
        (date(2024, 4, 20), 3, 15),  # the month of the start belongs to the first year
        (date(2020, 1, 1), 0, 0),  # all of it is after
        (date(2030, 1, 1), 24, 24),  # all of it is before
    ],
)
def test_start_has_its_place(start: date, began: int, after: int) -> None:
    one = side_by_side({1: row_of(*[1.0] * 24)}, {1: start}, is_counted=False, is_share=False)[1]
    assert (one.began, one.after) == (began, after)
    assert one.periods
    assert [period.months for period in one.periods] == [began, after - began, 24 - after]


def test_without_a_start_there_are_no_periods() -> None:
    one = side_by_side({1: row_of(1.0)}, {}, is_counted=False, is_share=False)[1]
    assert (one.began, one.after, one.periods) == (None, None, None)


def test_all_are_told_by_quarter_where_one_has_few_in_a_month() -> None:
    rows = {1: row_of(*[30.0] * 36, size=60.0), 2: row_of(*[2.0] * 36, size=4.0)}
    told = side_by_side(rows, {1: date(2025, 2, 3)}, is_counted=True, is_share=True)
    assert {one.row.step for one in told.values()} == {3}
    assert (told[1].began, told[1].after) == (4, 8)  # the quarter of the start belongs to the first year
    assert told[2].row.points[0].size == 12.0


def test_a_share_of_very_few_is_not_known() -> None:
    told = side_by_side({1: row_of(*[1.0] * 36, size=1.0)}, {}, is_counted=True, is_share=True)
    assert told[1].known == 0
    assert told[1].is_few
