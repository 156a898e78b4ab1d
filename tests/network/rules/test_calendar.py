"""Gatherings land on working days and in order; wrong orders are caught where they are."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.core.time import add_months
from mentornett.network.rules.calendar import (
    Laid,
    easter_sunday,
    is_holiday,
    is_working_day,
    lay_out,
    on_working_days,
    out_of_order,
    probable_year,
    shifted,
)

DAYS = st.dates(date(2020, 1, 1), date(2060, 1, 1))


@pytest.mark.parametrize(
    "day",
    [date(2021, 4, 4), date(2022, 4, 17), date(2023, 4, 9), date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5),
     date(2038, 4, 25), date(2285, 3, 22)],
)  # fmt: skip
def test_easter_sunday_known_years(day: date) -> None:
    assert easter_sunday(day.year) == day


@pytest.mark.parametrize(
    ("day", "name"),
    [(date(2026, 4, 2), "Maundy Thursday"), (date(2026, 4, 6), "Easter Monday"), (date(2026, 5, 14), "Ascension"),
     (date(2026, 5, 25), "Whit Monday"), (date(2026, 5, 17), "17 May"), (date(2026, 12, 28), "between the years"),
     (date(2026, 1, 1), "New Year"), (date(2026, 3, 30), "Easter week")],
)  # fmt: skip
def test_holiday_is_no_working_day(day: date, name: str) -> None:
    assert is_holiday(day), name
    assert not is_working_day(day)


@pytest.mark.parametrize("day", [date(2026, 11, 21), date(2026, 7, 15)])
def test_working_day_not_weekend_or_general_holiday(day: date) -> None:
    assert not is_holiday(day)
    assert not is_working_day(day)


def test_working_day_ordinary_thursday() -> None:
    assert is_working_day(date(2026, 11, 26))


def test_add_months_end_of_short_month() -> None:
    assert add_months(date(2025, 11, 30), 3) == date(2026, 2, 28)
    assert add_months(date(2025, 1, 31), 11) == date(2025, 12, 31)
    assert add_months(date(2025, 12, 5), 0) == date(2025, 12, 5)


@given(DAYS, st.integers(0, 60))
def test_add_months_counts_months(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day


@given(DAYS, st.integers(1, 3))
def test_on_working_days_is_soon_and_whole(day: date, days: int) -> None:
    starts, ends = on_working_days(day, days)
    span = [starts + timedelta(days=step) for step in range((ends - starts).days + 1)]
    assert len(span) == days
    assert all(is_working_day(each) for each in span)
    assert day <= starts <= day + timedelta(days=60)


@given(DAYS)
def test_lay_out_template_shapes_keeps_order(start: date) -> None:
    laid = lay_out(start, [(1, 0, 1), (2, 3, 2), (3, 8, 1), (4, 12, 2)])
    assert [row.number for row in laid] == [1, 2, 3, 4]
    assert out_of_order([(row.number, row.starts) for row in laid]) == {}


@given(DAYS, st.lists(st.tuples(st.integers(1, 40), st.integers(0, 1)), min_size=1, max_size=9))
def test_shifted_keeps_length_and_starts_near(start: date, gaps: list[tuple[int, int]]) -> None:
    day, rows = date(2021, 9, 2), []
    for number, (gap, extra) in enumerate(gaps, start=1):
        rows.append((number, day, day + timedelta(days=extra)))
        day += timedelta(days=gap + 70)
    laid = shifted(rows, start)
    assert [(row.ends - row.starts).days for row in laid] == [extra for _, extra in gaps]
    assert out_of_order([(row.number, row.starts) for row in laid]) == {}
    assert start <= laid[0].starts


def test_shifted_of_nothing() -> None:
    assert shifted([], date(2026, 1, 1)) == []


def test_shifted_two_days_never_straddle_a_weekend() -> None:
    assert shifted([(1, date(2025, 9, 4), date(2025, 9, 5))], date(2026, 9, 4)) == [
        Laid(1, date(2026, 9, 7), date(2026, 9, 8))
    ]


def test_out_of_order_names_the_culprit_only() -> None:
    months = ["2021-08", "2021-12", "2022-04", "2022-08", "2022-12", "2022-04", "2023-08", "2023-12", "2024-04"]
    rows = [(number, date.fromisoformat(f"{month}-01")) for number, month in enumerate(months, start=1)]
    assert out_of_order(rows) == {6: 5}


def test_out_of_order_same_day_and_missing_dates() -> None:
    rows = [(1, date(2026, 1, 5)), (2, None), (3, date(2026, 1, 5)), (4, date(2026, 2, 2))]
    assert out_of_order(rows) == {3: 1}


def test_probable_year_of_april_2022_after_december_2022() -> None:
    assert probable_year(date(2022, 4, 1), date(2022, 12, 1)) == date(2023, 4, 1)


@given(DAYS, DAYS)
def test_probable_year_is_the_first_that_fits(written: date, after: date) -> None:
    day = probable_year(written, after)
    assert day > after or day == written
    assert day.month == written.month
    assert day == written or day.year - 1 <= after.year
