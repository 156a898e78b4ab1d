"""Those hired in each year, and the national count of several years."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from mentornett.measurement.rules.spells import Work
from mentornett.measurement.rules.years import HireYear, december_years, hire_years
from tests.measurement.rules.test_spells import TODAY, works


def test_each_is_told_in_the_year_they_began_and_a_move_beside_it() -> None:
    rows = [
        Work(1, 1, date(2024, 3, 1), date(2025, 1, 31), "moved"), Work(1, 2, date(2025, 2, 1)),
        Work(2, 1, date(2024, 5, 1), date(2024, 8, 1), "left"), Work(2, 1, date(2025, 5, 1)),
        Work(3, 1, date(2024, 6, 1), date(2024, 12, 31), "planned", known_from=date(2024, 8, 1)),
    ]  # fmt: skip
    assert hire_years(rows, TODAY) == [
        HireYear(2025, began=1, here=1, left=0, planned=0, moved=0, seen_later=0),
        HireYear(2024, began=3, here=1, left=1, planned=1, moved=1, seen_later=1),
    ]


@given(st.lists(works, max_size=8))
def test_everybody_is_in_one_column(rows: list[Work]) -> None:
    for year in hire_years(rows, TODAY):
        assert year.began == year.here + year.left + year.planned


def test_years_of_the_national_count_are_those_that_are_over() -> None:
    row = Work(1, 1, date(2022, 5, 1))
    assert [year for year, _count in december_years([row], TODAY)] == [2024, 2023, 2022]
    assert [year for year, _count in december_years([row], date(2026, 12, 1))] == [2025, 2024, 2023, 2022]
    assert december_years([], TODAY) == []
