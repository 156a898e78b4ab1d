"""Employments become cell counts: every person-day and every leaver once, in the right cell."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.statistics.effect.cells import MONTH, Cells, Employments, count_cells, pool
from tests.statistics.effect.networks import days, some_network


def one(hired: str, entry: str, leave: str, *, left: bool = True) -> Employments:
    return Employments(np.array([0]), days(hired), days(entry), days(leave), np.array([left]))


def test_one_employment_is_cut_at_half_years_and_tenure_bands() -> None:
    cells = count_cells(one("2020-05-01", "2020-05-01", "2020-09-01"), days("2020-01-01"))
    assert cells.half_year.tolist() == [100, 101, 101]  # half-years since 1970
    assert cells.tenure.tolist() == [0, 0, 1]
    assert (cells.months * MONTH).round(2).tolist() == [61, 30.31, 31.69]
    assert cells.leavers.tolist() == [0, 0, 1]


def test_delayed_entry_counts_only_what_was_observed() -> None:
    cells = count_cells(one("2020-01-01", "2020-10-01", "2020-11-01"), days("2020-01-01"))
    assert cells.tenure.tolist() == [2]
    assert (cells.months * MONTH).tolist() == [31]


def test_nobody_is_followed_beyond_the_last_band() -> None:
    cells = count_cells(one("2020-01-01", "2020-01-01", "2025-01-01"), days("2020-01-01"))
    assert cells.months.sum() == pytest.approx(12)
    assert cells.leavers.sum() == 0


def test_two_years_can_be_followed() -> None:
    two_years = (0.0, 3.0, 6.0, 12.0, 24.0)
    cells = count_cells(one("2020-01-01", "2020-01-01", "2021-10-01"), days("2020-01-01"), bands=two_years)
    assert cells.months.sum() * MONTH == pytest.approx(639)
    assert (cells.tenure.max(), cells.leavers.sum()) == (3, 1)


def test_who_came_and_went_on_one_day_counts_half_a_day() -> None:
    cells = count_cells(one("2020-01-01", "2020-01-01", "2020-01-01"), days("2020-01-01"))
    assert (cells.months * MONTH).tolist() == [0.5]
    assert cells.leavers.tolist() == [1]


def test_exposed_from_the_very_day_of_the_start() -> None:
    hired = days("2020-05-31", "2020-06-01")
    jobs = Employments(np.array([0, 0]), hired, hired, days("2020-06-15", "2020-06-15"), np.array([False, False]))
    assert count_cells(jobs, days("2020-06-01")).exposed.tolist() == [False, True]


def test_unit_that_never_starts_exposes_nobody() -> None:
    cells = count_cells(one("2020-05-01", "2020-05-01", "2020-09-01"), days("NaT"), dates=days("2019-01-01"))
    assert not cells.exposed.any()
    assert cells.since.tolist() == [0, 0, 0]


def test_no_employments_give_no_cells() -> None:
    nobody = Employments(np.array([], dtype=np.intp), days(), days(), days(), np.array([], dtype=np.bool_))
    assert len(count_cells(nobody, days("2020-01-01")).unit) == 0


@given(st.integers(0, 10_000))
def test_every_day_and_leaver_is_counted_once(seed: int) -> None:
    jobs, starts = some_network(seed, units=3)
    bands = (0.0, 3.0, 6.0, 12.0, 1000.0)
    cells = count_cells(jobs, starts, bands=bands)
    stayed = np.maximum((jobs.exit - jobs.entry).astype(np.float64), 0.5)
    assert cells.months.sum() * MONTH == pytest.approx(stayed.sum())
    assert cells.leavers.sum() == jobs.left.sum()
    assert cells.months[cells.exposed].sum() * MONTH == pytest.approx(stayed[jobs.hired >= starts[jobs.unit]].sum())


def test_pooled_municipalities_are_the_network() -> None:
    jobs, starts = some_network(3, units=6)
    dates = np.unique(starts)
    halves = [jobs.unit < 2, jobs.unit >= 2]
    parts = [
        count_cells(
            Employments(jobs.unit[at] - first, jobs.hired[at], jobs.entry[at], jobs.exit[at], jobs.left[at]),
            starts[first : first + count],
            dates=dates,
        )
        for at, first, count in zip(halves, (0, 2), (2, 4), strict=True)
    ]
    whole, pooled = count_cells(jobs, starts), pool(parts)
    for name in ("unit", "half_year", "tenure", "window", "months", "leavers", "start"):
        assert np.array_equal(getattr(whole, name), getattr(pooled, name)), name


def test_cells_of_other_dates_are_not_pooled() -> None:
    a = count_cells(one("2020-05-01", "2020-05-01", "2020-09-01"), days("2020-01-01"))
    b = count_cells(one("2020-05-01", "2020-05-01", "2020-09-01"), days("2020-02-01"))
    with pytest.raises(ValueError, match="different dates"):
        pool([a, b])


@pytest.mark.parametrize(
    ("hired", "entry", "leave", "why"),
    [
        ("2020-02-01", "2020-01-01", "2020-03-01", "row 0: observed before hired"),
        ("2020-01-01", "2020-03-01", "2020-02-01", "row 0: exit before entry"),
        ("2020-01-01", "2020-01-01", "NaT", "a day is missing"),
    ],
)
def test_impossible_days_are_refused(hired: str, entry: str, leave: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        one(hired, entry, leave)


def test_start_outside_the_networks_dates_is_refused() -> None:
    with pytest.raises(ValueError, match="not among the dates"):
        count_cells(one("2020-05-01", "2020-05-01", "2020-09-01"), days("2020-06-01"), dates=days("2020-01-01"))


def test_impossible_cells_are_refused() -> None:
    column = np.array([0])
    with pytest.raises(ValueError, match="person-months"):
        Cells(column, column, column, column, np.array([0.0]), np.array([0.0]), np.array([1]), days("2020-01-01"))
    with pytest.raises(ValueError, match="no window"):
        Cells(column, column, column, column, np.array([1.0]), np.array([0.0]), np.array([5]), days("2020-01-01"))
