"""Rows of months: until when the usual level is frozen, how long to wait, and before, during and after."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.core.time import add_months
from mentornett.measurement.rules.over_time import (
    Point,
    Row,
    chart_of,
    last_before,
    months_to_wait,
    period_of,
    three_periods,
)
from mentornett.statistics.series.points import Kind, Missing

FIRST = date(2024, 1, 1)


def row_of(*values: float | None) -> Row:
    return Row(tuple(Point(add_months(FIRST, at), "", value) for at, value in enumerate(values)), 1)


@pytest.mark.parametrize(
    ("values", "start", "until"),
    [
        ([5.0] * 20, date(2025, 1, 15), date(2024, 12, 1)),  # twelve whole months before that of the start
        ([5.0] * 20, date(2024, 12, 31), None),  # eleven
        ([None] + [5.0] * 19, date(2025, 1, 1), None),  # twelve, one of them not known
        ([5.0] * 12, date(2025, 1, 1), None),  # nothing after it yet
    ],
)
def test_baseline_is_the_time_before_the_start_when_it_is_long_enough(
    values: list[float | None], start: date, until: date | None
) -> None:
    assert last_before(row_of(*values), start) == until


def test_later_months_never_move_a_frozen_level() -> None:
    before = [4.0, 6.0] * 6
    one, three = (
        chart_of(row_of(*before, *after), Kind.XMR, baseline_until=date(2024, 12, 1))
        for after in ((5.0,), (50.0, 60.0, 70.0))
    )
    assert (one.centre[0], one.upper[0]) == (three.centre[0], three.upper[0])
    assert three.signals


@pytest.mark.parametrize(("known", "wait"), [(1, 9), (9, 1), (10, 0), (30, 0)])
def test_ten_months_can_be_read(known: int, wait: int) -> None:
    row = row_of(*([1.0, 2.0] * 15)[:known])
    assert months_to_wait(row) == wait
    assert (chart_of(row, Kind.XMR).missing is Missing.TOO_FEW) == (wait > 0)


def test_start_belongs_to_the_first_year_and_a_missing_month_to_none() -> None:
    row = row_of(10, None, 20, *([4.0] * 12), 1, 3)
    before, during, after = three_periods(row, date(2024, 4, 20))
    assert (before.mean, before.months) == (15, 2)
    assert (during.mean, during.months) == (4, 12)
    assert (after.mean, after.months) == (2, 2)


@given(st.lists(st.none() | st.floats(0, 1000), min_size=1, max_size=40), st.integers(-5, 45))
def test_every_known_month_is_in_one_period(values: list[float | None], at: int) -> None:
    row = row_of(*values)
    periods = three_periods(row, add_months(FIRST, at))
    assert sum(period.months for period in periods) == sum(value is not None for value in values)
    assert all((period.mean is None) == (period.months == 0) for period in periods)


def test_quarter_of_the_start_is_not_before_it() -> None:
    points = tuple(Point(add_months(FIRST, 3 * at), "", 5.0) for at in range(16))
    assert last_before(Row(points, 3), date(2027, 3, 31)) == date(2026, 10, 1)
    assert last_before(Row(points, 3), date(2026, 12, 31)) is None  # eleven quarters


@pytest.mark.parametrize(
    ("day", "step", "first"),
    [
        (date(2026, 3, 31), 1, date(2026, 3, 1)), (date(2026, 3, 31), 3, date(2026, 1, 1)),
        (date(2026, 12, 1), 3, date(2026, 10, 1)), (date(2026, 7, 1), 6, date(2026, 7, 1)),
        (date(2026, 6, 30), 12, date(2026, 1, 1)),
    ],
)  # fmt: skip
def test_day_is_in_its_period(day: date, step: int, first: date) -> None:
    assert period_of(day, step) == first
