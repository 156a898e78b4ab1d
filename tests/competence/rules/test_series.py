"""The days of meetings that come again and again."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mentornett.competence.choices.circles import Interval
from mentornett.competence.rules.series import series_days

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


def test_every_second_month_keeps_the_second_tuesday() -> None:
    days = series_days(date(2026, 3, 10), Interval.MONTHS_2, 4, skip_july=True)
    assert days == [date(2026, 3, 10), date(2026, 5, 12), date(2026, 9, 8), date(2026, 11, 10)]


def test_without_a_holiday_july_has_its_meeting() -> None:
    assert series_days(date(2026, 3, 10), Interval.MONTHS_2, 3, skip_july=False)[2] == date(2026, 7, 14)


def test_fifth_weekday_becomes_the_last() -> None:
    assert series_days(date(2026, 3, 31), Interval.MONTHS_1, 3, skip_july=True) == [
        date(2026, 3, 31), date(2026, 4, 28), date(2026, 5, 26),
    ]  # fmt: skip


def test_weeks_go_on_over_the_turn_of_the_year() -> None:
    assert series_days(date(2026, 12, 28), Interval.WEEKS_2, 2, skip_july=True)[1] == date(2027, 1, 11)


def test_meeting_in_july_alone_is_moved_to_the_next_turn() -> None:
    assert series_days(date(2026, 7, 7), Interval.MONTHS_1, 1, skip_july=True) == [date(2026, 8, 4)]


@given(first=DAYS, interval=st.sampled_from(list(Interval)), number=st.integers(0, 24), skip=st.booleans())
def test_series_has_its_number_in_order_on_one_weekday(
    first: date, interval: Interval, number: int, skip: bool
) -> None:
    days = series_days(first, interval, number, skip_july=skip)
    assert len(days) == number
    assert days == sorted(set(days))
    assert {day.weekday() for day in days} <= {first.weekday()}
    assert not (skip and any(day.month == 7 for day in days))


@given(first=DAYS, months=st.sampled_from([1, 2, 3, 6]))
def test_months_are_counted_from_the_first(first: date, months: int) -> None:
    days = series_days(first, Interval(f"months_{months}"), 12, skip_july=False)
    turns = {(later.year - day.year) * 12 + later.month - day.month for day, later in pairwise(days)}
    assert turns == {months}
    assert days[0] == first
    assert all(abs(day.day - first.day) <= 13 for day in days)  # the last of a weekday is a week earlier yet
