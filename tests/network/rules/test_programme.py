"""The clock in a programme."""

from __future__ import annotations

from datetime import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mentornett.network.rules.programme import Part, clock

PARTS = st.lists(st.builds(Part, st.integers(1, 90)), max_size=8)


def spans(parts: list[Part], opens: time | None = time(9), closes: time | None = None) -> list[tuple[str, str, str]]:
    return [
        (f"{row.starts:%H:%M}" if row.starts else "", f"{row.ends:%H:%M}" if row.ends else "", row.problem)
        for row in clock(parts, opens=opens, closes=closes)
    ]


def test_parts_follow_one_another_from_when_the_day_begins() -> None:
    assert spans([Part(30), Part(45)]) == [("09:00", "09:30", ""), ("09:30", "10:15", "")]


def test_part_with_a_time_of_its_own_leaves_a_pause() -> None:
    assert spans([Part(30), Part(45, time(10)), Part(15)]) == [
        ("09:00", "09:30", ""), ("10:00", "10:45", ""), ("10:45", "11:00", ""),
    ]  # fmt: skip


def test_day_without_a_beginning_has_times_from_the_first_part_that_has_one() -> None:
    assert spans([Part(30), Part(45, time(10)), Part(15)], opens=None) == [
        ("", "", ""), ("10:00", "10:45", ""), ("10:45", "11:00", ""),
    ]  # fmt: skip


def test_part_that_begins_too_soon_or_ends_too_late_is_a_problem() -> None:
    assert spans([Part(60), Part(30, time(9, 30))])[1][2] == "overlap"
    assert spans([Part(30, time(8))])[0][2] == "early"
    assert spans([Part(60), Part(61)], closes=time(11))[1][2] == "late"
    assert spans([Part(60), Part(60)], closes=time(11))[1][2] == ""


def test_day_cannot_last_past_midnight() -> None:
    assert spans([Part(90)], opens=time(23)) == [("23:00", "00:30", "late")]


@given(PARTS, st.integers(0, 12))
def test_parts_without_times_of_their_own_never_overlap(parts: list[Part], hour: int) -> None:
    rows = clock(parts, opens=time(hour))
    assert {row.problem for row in rows} <= {""}
    assert all(one.ends == two.starts for one, two in pairwise(rows))
