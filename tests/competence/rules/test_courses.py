"""Places, the waiting list, what completes a course, and series of dates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentornett.competence.rules.courses import InLine, Places, Standing, is_few, needed_sessions, next_in_line, series

CALM = settings(max_examples=50)
PLACES = st.builds(
    Places,
    seats=st.none() | st.integers(0, 12),
    quotas=st.dictionaries(st.integers(1, 4), st.none() | st.integers(0, 5), max_size=4),
    taken=st.dictionaries(st.integers(1, 4), st.integers(0, 5), max_size=4),
)
LINE = st.lists(st.integers(1, 4), max_size=20).map(lambda rows: [InLine(n, place) for n, place in enumerate(rows)])


def test_places_are_the_fewest_of_course_and_municipality() -> None:
    places = Places(seats=6, quotas={1: 2, 2: None}, taken={1: 1, 2: 3})
    assert places.left_for(1) == 1
    assert places.left_for(2) == 2


def test_places_have_no_limit_when_none_is_set() -> None:
    assert Places(None, {}, {1: 300}).left_for(1) is None


def test_places_are_never_fewer_than_none_when_a_quota_was_lowered() -> None:
    assert Places(10, {1: 1}, {1: 4}).left_for(1) == 0


def test_line_lets_others_pass_one_whose_municipality_is_full() -> None:
    places = Places(seats=4, quotas={1: 1}, taken={1: 1})
    assert next_in_line([InLine(7, 1), InLine(8, 2)], places) == [8]


@CALM
@given(LINE, PLACES)
def test_line_never_fills_more_than_there_is_room_for(line: list[InLine], places: Places) -> None:
    moved = next_in_line(line, places)
    by_key = {one.key: one.municipality for one in line}
    taken = dict(places.taken)
    for key in moved:
        taken[by_key[key]] = taken.get(by_key[key], 0) + 1
    if moved and places.seats is not None:
        assert sum(taken.values()) <= places.seats
    for place in {by_key[key] for key in moved}:
        quota = places.quotas.get(place)
        assert quota is None or taken[place] <= quota


@CALM
@given(LINE, PLACES)
def test_line_keeps_order_and_leaves_nobody_whom_there_is_room_for(line: list[InLine], places: Places) -> None:
    moved = next_in_line(line, places)
    assert moved == sorted(moved)
    by_key = {one.key: one.municipality for one in line}
    taken = dict(places.taken)
    for key in moved:
        taken[by_key[key]] = taken.get(by_key[key], 0) + 1
    after = Places(places.seats, places.quotas, taken)
    assert all(after.left_for(one.municipality) == 0 for one in line if one.key not in moved)


@pytest.mark.parametrize(
    ("attended", "done", "complete"), [(3, 2, True), (4, 2, True), (2, 2, False), (4, 1, False), (0, 0, False)]
)
def test_standing_is_complete_with_enough_sessions_and_all_tasks(attended: int, done: int, complete: bool) -> None:
    assert Standing(attended, sessions=4, needed=3, done=done, tasks=2).complete is complete


def test_standing_of_a_course_that_asks_for_nothing_is_never_complete() -> None:
    assert not Standing(0, 0, 0, 0, 0).complete


@pytest.mark.parametrize(("least", "sessions", "needed"), [(None, 4, 4), (3, 4, 3), (9, 4, 4), (0, 4, 0)])
def test_needed_sessions_are_never_more_than_there_are(least: int | None, sessions: int, needed: int) -> None:
    assert needed_sessions(least, sessions) == needed


def test_series_comes_twice_a_year_and_keeps_to_the_month() -> None:
    days = series(date(2026, 8, 31), months=6, times=3)
    assert days == [date(2026, 8, 31), date(2027, 2, 28), date(2027, 8, 31)]


@CALM
@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 24), st.integers(1, 20))
def test_series_goes_forward_and_begins_on_the_first_day(first: date, months: int, times: int) -> None:
    days = series(first, months=months, times=times)
    assert days[0] == first
    assert len(days) == times
    assert days == sorted(set(days))


@pytest.mark.parametrize(("count", "few"), [(0, False), (1, True), (4, True), (5, False)])
def test_few_is_one_to_four(count: int, few: bool) -> None:
    assert is_few(count) is few
