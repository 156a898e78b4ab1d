"""Times in a row, and times in each other's way."""

from __future__ import annotations

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from mentornett.network.rules.guidance_times import Slot, clash, in_a_row

DAY = date(2026, 3, 19)
HOURS = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))


def test_times_come_one_after_another() -> None:
    assert [row.starts for row in in_a_row(Slot(DAY, time(9), 45), 3)] == [time(9), time(9, 45), time(10, 30)]


def test_times_past_midnight_are_left_out() -> None:
    assert [row.starts for row in in_a_row(Slot(DAY, time(22), 60), 5)] == [time(22)]


@given(HOURS, st.sampled_from([15, 30, 60]), st.integers(1, 12))
def test_times_in_a_row_are_never_in_each_others_way(starts: time, minutes: int, number: int) -> None:
    rows = in_a_row(Slot(DAY, starts, minutes), number)
    assert all(clash([row], rows[:place]) is None for place, row in enumerate(rows))


def test_time_that_begins_when_another_ends_is_not_in_its_way() -> None:
    there = [Slot(DAY, time(10), 30)]
    assert clash([Slot(DAY, time(10, 30), 30)], there) is None
    assert clash([Slot(DAY, time(9, 45), 30)], there) == Slot(DAY, time(9, 45), 30)
    assert clash([Slot(date(2026, 3, 20), time(10), 30)], there) is None
