"""The dates of a plan: days away push it, and nothing else does."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mentornett.mentoring.rules.plan import Away, date_of, joined, uncovered

FIRST = date(2026, 2, 2)
dates = st.dates(date(2025, 12, 1), date(2026, 12, 31))
aways = st.lists(
    st.builds(lambda starts, days: Away(starts, starts + timedelta(days=days)), dates, st.integers(0, 90)), max_size=5
)
days = st.integers(0, 400)


def _is_away(day: date, away: list[Away]) -> bool:
    return any(one.starts <= day <= one.ends for one in away)


def test_leave_pushes_what_comes_after_it() -> None:
    leave = [Away(date(2026, 3, 1), date(2026, 3, 31))]
    assert date_of(FIRST, 14, leave) == date(2026, 2, 16)
    assert date_of(FIRST, 30, leave) == date(2026, 4, 4)


@given(days)
def test_without_leave_a_day_is_a_day(day: int) -> None:
    assert date_of(FIRST, day) == FIRST + timedelta(days=day)


@given(days, aways)
def test_exactly_so_many_counting_days_have_passed(day: int, away: list[Away]) -> None:
    found = date_of(FIRST, day, away)
    between = [FIRST + timedelta(days=number) for number in range((found - FIRST).days)]
    assert sum(not _is_away(one, away) for one in between) == day
    assert not _is_away(found, away)


@given(days, days, aways)
def test_order_of_the_plan_is_kept(one: int, other: int, away: list[Away]) -> None:
    assert (one < other) == (date_of(FIRST, one, away) < date_of(FIRST, other, away))


@given(days, aways, aways)
def test_more_leave_never_makes_anything_earlier(day: int, away: list[Away], more: list[Away]) -> None:
    assert date_of(FIRST, day, away + more) >= date_of(FIRST, day, away)


@given(aways)
def test_joined_leaves_hold_the_same_days_once(away: list[Away]) -> None:
    rows = joined(away, FIRST)
    held = [one.starts + timedelta(days=number) for one in rows for number in range((one.ends - one.starts).days + 1)]
    assert len(held) == len(set(held))
    assert all(_is_away(day, away) and day >= FIRST for day in held)


@given(aways, dates)
def test_every_day_until_today_is_covered_or_not(periods: list[Away], today: date) -> None:
    gaps = uncovered(FIRST, [(one.starts, one.ends) for one in periods], today)
    for number in range((today - FIRST).days + 1):
        day = FIRST + timedelta(days=number)
        assert _is_away(day, gaps) != _is_away(day, periods)


def test_open_period_covers_the_rest() -> None:
    gaps = uncovered(FIRST, [(date(2026, 2, 10), None)], date(2026, 5, 1))
    assert gaps == [Away(FIRST, date(2026, 2, 9))]
