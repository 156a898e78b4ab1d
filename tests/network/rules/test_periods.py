"""Work periods between gatherings."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mentornett.network.rules.periods import period_on, work_periods

START = date(2025, 9, 1)
COURSE = [(11, date(2025, 9, 4), date(2025, 9, 4)), (12, date(2025, 11, 20), date(2025, 11, 21))]

days = st.dates(date(2025, 1, 1), date(2028, 12, 31))
courses = st.lists(st.tuples(days, st.integers(0, 3)), max_size=9).map(
    lambda rows: [(key, day, day + timedelta(days=extra)) for key, (day, extra) in enumerate(rows)]
)


def test_periods_alternate_with_gatherings() -> None:
    first, second = work_periods(COURSE, starts=START)
    assert (first.number, first.gathering, first.starts, first.ends) == (1, 11, START, date(2025, 9, 4))
    assert (second.number, second.gathering, second.starts) == (2, 12, date(2025, 9, 5))


def test_last_period_ends_with_its_gathering() -> None:
    assert work_periods(COURSE, starts=START)[-1].ends == date(2025, 11, 21)


def test_periods_of_a_network_without_gatherings_are_none() -> None:
    assert work_periods([], starts=START) == ()
    assert period_on((), START) is None


def test_period_on_a_day_before_the_first_is_the_first() -> None:
    periods = work_periods(COURSE, starts=START)
    assert period_on(periods, date(2020, 1, 1)) == periods[0]


def test_period_on_a_day_after_the_last_is_the_last() -> None:
    periods = work_periods(COURSE, starts=START)
    assert period_on(periods, date(2030, 1, 1)) == periods[-1]


def test_deadline_before_a_gathering_belongs_to_its_period() -> None:
    periods = work_periods(COURSE, starts=START)
    assert period_on(periods, date(2025, 11, 10)) == periods[1]


@given(course=courses, day=days)
def test_each_day_lies_in_one_period_at_most(course: list[tuple[int, date, date]], day: date) -> None:
    periods = work_periods(course, starts=START)
    assert sum(period.holds(day) for period in periods) <= 1
    if periods and periods[0].starts <= day <= periods[-1].ends and all(p.starts <= p.ends for p in periods):
        assert period_on(periods, day) == next(period for period in periods if period.holds(day))


@given(course=courses)
def test_periods_follow_each_other_without_holes(course: list[tuple[int, date, date]]) -> None:
    periods = work_periods(course, starts=START)
    assert len(periods) == len(course)
    for before, after in itertools.pairwise(periods):
        assert after.starts == before.ends + timedelta(days=1)
