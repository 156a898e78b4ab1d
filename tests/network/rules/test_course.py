"""Deadlines follow gatherings; loads, programmes and lengths are counted right."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.network.rules.course import (
    Due,
    counts_for,
    days_between,
    duration,
    gathering_may_become,
    is_on_hold,
    loads,
    may_be_rearranged,
    missing_slots,
    moved_deadlines,
    opening,
    shares,
)

DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))
G1, G2 = date(2026, 1, 15), date(2026, 4, 9)


@given(DAYS, st.integers(-200, 200), st.integers(0, 2), st.integers(-300, 300))
def test_moved_deadline_moves_as_far_as_the_gathering(day: date, shift: int, extra: int, offset: int) -> None:
    ends = day + timedelta(days=extra)
    step = timedelta(days=shift)
    moved = moved_deadlines([Due(1, offset), Due(2, offset, date(2030, 1, 1))], (day, ends), (day + step, ends + step))
    if shift == 0:
        assert moved == []
    else:
        assert [(key, new - old) for key, old, new in moved] == [(1, step)]


def test_moved_deadlines_longer_gathering_moves_only_what_comes_after() -> None:
    moved = moved_deadlines([Due(1, -10), Due(2, 14)], (G1, G1), (G1, G1 + timedelta(days=1)))
    assert moved == [(2, date(2026, 1, 29), date(2026, 1, 30))]


def test_opening_counts_from_first_day() -> None:
    assert opening(starts=G2, opens_offset=-31) == date(2026, 3, 9)


@pytest.mark.parametrize(
    ("state", "next_state", "may"),
    [("proposed", "confirmed", True), ("confirmed", "held", True), ("confirmed", "cancelled", True),
     ("held", "cancelled", False), ("held", "proposed", False), ("cancelled", "proposed", True),
     ("cancelled", "held", False)],
)  # fmt: skip
def test_gathering_may_become(state: str, next_state: str, may: bool) -> None:
    assert gathering_may_become(state, next_state) is may


def test_rearranging_ends_with_held_and_cancelled() -> None:
    assert [may_be_rearranged(state) for state in ("proposed", "confirmed", "held", "cancelled")] == [
        True, True, False, False,
    ]  # fmt: skip


def test_on_hold_only_without_a_date_of_its_own() -> None:
    assert is_on_hold("cancelled", None)
    assert not is_on_hold("cancelled", date(2026, 1, 1))
    assert not is_on_hold("confirmed", None)


def test_missing_slots_of_empty_and_whole_programme() -> None:
    assert missing_slots([]) == ["exchange", "own_team", "homework", "evaluation"]
    assert missing_slots(["evaluation", "exchange", "lecture", "own_team", "homework"]) == []
    assert missing_slots(["exchange", "homework"]) == ["own_team", "evaluation"]


def test_loads_per_period_against_cap() -> None:
    work = [(date(2026, 1, 5), Decimal("3")), (G1, Decimal("1.5")), (date(2026, 1, 29), Decimal("0.5")),
            (date(2026, 3, 30), Decimal("6")), (date(2026, 5, 1), Decimal("1"))]  # fmt: skip
    rows = loads([(2, G2), (1, G1)], work, Decimal(6))
    assert [(row.number, row.hours, row.over) for row in rows] == [
        (1, Decimal("4.5"), Decimal(0)), (2, Decimal("6.5"), Decimal("0.5")), (None, Decimal("1"), Decimal(0)),
    ]  # fmt: skip


@given(st.lists(st.tuples(DAYS, st.decimals(0, 40, places=1)), max_size=20), st.lists(DAYS, max_size=6, unique=True))
def test_loads_lose_no_hours(work: list[tuple[date, Decimal]], days: list[date]) -> None:
    rows = loads(list(enumerate(sorted(days), start=1)), work, None)
    assert sum(row.hours for row in rows) == sum(hours for _, hours in work)
    assert all(row.over == 0 for row in rows)


@pytest.mark.parametrize(
    ("joined", "ended", "counts"),
    [(date(2025, 9, 1), None, True), (G2, None, True), (G2 + timedelta(days=1), None, False),
     (date(2025, 9, 1), G1, False), (date(2025, 9, 1), G2, True)],
)  # fmt: skip
def test_counts_for_only_while_in_the_network(joined: date, ended: date | None, counts: bool) -> None:
    assert counts_for(G2, joined, ended) is counts


def test_duration_of_the_real_network() -> None:
    length = duration(date(2021, 9, 2), date(2023, 11, 29))
    assert (length.days, length.months) == (818, 27)


def test_shares_counts_forms() -> None:
    counted = shares(["digital", "physical", "digital", "physical", "digital", "physical", "digital", "unknown"])
    assert (counted.physical, counted.digital, counted.hybrid, counted.total) == (3, 4, 0, 8)


def test_days_between_from_last_day_to_first() -> None:
    assert days_between([(G2, G2), (G1, G1 + timedelta(days=1))]) == [83]
    assert days_between([]) == []
