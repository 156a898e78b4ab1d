"""What leaves a municipality of its figures by month: nothing small, and nothing that small can be worked out from."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.core.time import add_months
from mentornett.measurement.rules.over_time import Point, Row, by_quarter
from mentornett.measurement.rules.shared_series import counts_leaving, is_bare_share, numbers_leaving
from mentornett.statistics.disclosure.figures import Cell, Figures, Sum
from mentornett.statistics.disclosure.gate import decide
from mentornett.statistics.disclosure.primary import is_small, tells_of_all

FIRST = date(2025, 1, 1)
COUNTS = st.integers(0, 40).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


def row_of(values: list[float | None], sizes: list[float | None] | None = None) -> Row:
    both = zip(values, sizes or [None] * len(values), strict=True)
    return Row(tuple(Point(add_months(FIRST, at), "", *one) for at, one in enumerate(both)), 1)


@given(st.lists(COUNTS.filter(lambda one: one[1] > 0), min_size=3, max_size=9))
def test_shares_that_leave_are_what_the_gate_shows(months: list[tuple[int, int]]) -> None:
    row = row_of([float(cases) for cases, _of in months], [float(of) for _cases, of in months])
    leaving, quarters = counts_leaving(row, "share"), by_quarter(row)
    assert {point.starts for point in leaving.row.points} == {point.starts for point in quarters.points}
    for whole, seen in zip(quarters.points, leaving.row.points, strict=True):
        if whole.value is None or whole.size is None:
            continue
        assert (seen.value is None) == (whole.starts in leaving.hidden)
        parts = (round(whole.value), round(whole.size - whole.value))
        keys = ((("n", "part"),), (("n", "rest"),))
        figures = Figures(
            (
                Cell((("n", "all"),), round(whole.size), is_small(round(whole.size))),
                *(
                    Cell(key, part, is_small(part) or tells_of_all(part, round(whole.size)))
                    for key, part in zip(keys, parts, strict=True)
                ),
            ),
            (Sum((("n", "all"),), keys),),
        )
        assert seen.value is None or not decide(figures).hidden


def test_counts_for_each_hundred_look_at_the_people_and_not_at_the_hundreds() -> None:
    row = row_of([6.0, 0.0, 0.0] * 2, [0.04, 0.03, 0.03, 0.01, 0.01, 0.01])  # 10 people, then 3
    leaving = counts_leaving(row, "hundred")
    assert [point.value for point in leaving.row.points] == [6.0, None]
    assert leaving.hidden == {date(2025, 4, 1)}


@pytest.mark.parametrize(("is_checked", "hidden"), [(False, {date(2025, 2, 1)}), (True, set())])
def test_a_month_with_few_in_all_stays_at_home(is_checked: bool, hidden: set[date]) -> None:
    row = row_of([0.0, 2.0, 2.5, None])
    totals = {date(2025, 1, 1): 0.0, date(2025, 2, 1): 4.0, date(2025, 3, 1): 5.0}
    leaving = numbers_leaving(row, totals, is_checked=is_checked)
    assert leaving.hidden == hidden
    assert leaving.row.points[2].value == 2.5  # the mean of two units, of five in all
    assert len(leaving.row.points) == 4


@pytest.mark.parametrize(
    ("word", "is_number", "is_checked", "expected"),
    [("%", True, False, True), ("Prosent", True, False, True), ("%", True, True, False), ("%", False, False, False),
     ("vakter", True, False, False)],
)  # fmt: skip
def test_a_per_cent_of_nobody_knows_how_many_is_told_apart(
    word: str, is_number: bool, is_checked: bool, expected: bool
) -> None:
    assert is_bare_share(word, is_number=is_number, is_checked=is_checked) is expected
