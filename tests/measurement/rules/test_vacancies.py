"""What advertised posts say together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.measurement.rules.vacancies import (
    Post,
    applicants_by_quarter,
    around,
    days_to_hire,
    fault_in,
    offered,
    post_figures,
)
from mentornett.measurement.rules.values import Value

DAY = date(2026, 2, 1)
FILLED = Post(DAY, posts=3, applicants=4, qualified=2, state="filled", filled_on=date(2026, 3, 1), filled=2)
posts = st.builds(
    Post, advertised_on=st.dates(date(2020, 1, 1), date(2026, 1, 1)), posts=st.integers(1, 5),
    applicants=st.none() | st.integers(0, 30), mentor_offered=st.none() | st.booleans(),
    state=st.sampled_from(["open", "withdrawn", "again"]),
)  # fmt: skip


def test_one_applicant_for_three_posts_and_four_for_two() -> None:
    before = post_figures([Post(DAY, posts=3, applicants=1)]).applicants
    now = post_figures([Post(DAY, posts=2, applicants=4)]).applicants
    assert (before.numerator, before.denominator) == (1, 3)
    assert (now.numerator, now.denominator) == (4, 2)


def test_what_is_not_known_counts_in_no_figure_and_what_is_open_is_not_unfilled() -> None:
    found = post_figures([FILLED, Post(DAY, posts=9), Post(DAY, posts=2, applicants=0, state="withdrawn")])
    assert found.advertisements == 3
    assert found.applicants == Value(numerator=Decimal(4), denominator=Decimal(5))
    assert found.qualified == Value(numerator=Decimal(2), denominator=Decimal(3))
    assert found.filled == Value(numerator=Decimal(2), denominator=Decimal(5))
    assert (found.days.numerator, found.days_of) == (28, 1)


def test_nothing_is_known_of_no_advertisements() -> None:
    found = post_figures([])
    assert all(value.is_empty for value in (found.applicants, found.qualified, found.filled, found.days))


def test_days_are_the_middle_so_that_one_slow_hire_does_not_decide() -> None:
    rows = [replace(FILLED, filled_on=DAY + timedelta(days=days)) for days in (10, 20, 400)]
    assert post_figures(rows).days.numerator == 20


@given(st.lists(posts), st.dates(date(2019, 1, 1), date(2027, 1, 1)))
def test_every_advertisement_is_on_one_side_of_the_start(rows: list[Post], day: date) -> None:
    before, after = around(rows, day)
    assert len(before) + len(after) == len(rows)
    assert all(row.advertised_on < day for row in before)
    with_mentor, without = offered(rows)
    assert len(with_mentor) + len(without) == sum(row.mentor_offered is not None for row in rows)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({}, ""), ({"advertised_on": date(2026, 5, 1)}, "future"), ({"filled_on": date(2026, 5, 1)}, "future"),
        ({"qualified": 5}, "qualified"), ({"qualified": 4}, ""), ({"filled": 4}, "filled"), ({"filled": 3}, ""),
        ({"filled_on": date(2026, 1, 31)}, "order"), ({"filled_on": DAY}, ""),
    ],
)  # fmt: skip
def test_what_cannot_be_is_found(changes: dict[str, object], fault: str) -> None:
    assert fault_in(replace(FILLED, **changes), date(2026, 4, 1)) == fault  # type: ignore[arg-type]


def test_applicants_are_counted_by_quarter_of_those_that_are_known() -> None:
    row = applicants_by_quarter([
        Post(date(2026, 1, 5), 2, 3), Post(date(2026, 3, 31), 1, 0), Post(date(2026, 2, 1), 5, None),
        Post(date(2026, 7, 1), 1, 4),
    ])  # fmt: skip
    assert [(point.starts, point.value, point.size) for point in row.points] == [
        (date(2026, 1, 1), 3, 3), (date(2026, 4, 1), None, None), (date(2026, 7, 1), 4, 1),
    ]  # fmt: skip
    assert applicants_by_quarter([]).points == ()


def test_days_to_hire_stand_in_the_order_of_advertisements() -> None:
    rows = [Post(date(2026, 2, 1), filled_on=date(2026, 2, 1)), Post(date(2026, 1, 1), filled_on=date(2026, 3, 1)),
            Post(date(2026, 1, 2))]  # fmt: skip
    assert [(point.starts, point.value) for point in days_to_hire(rows).points] == [
        (date(2026, 1, 1), 59), (date(2026, 2, 1), 0),
    ]  # fmt: skip
