"""Grades, groups that are large enough, and before beside after."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from mentornett.measurement.rules.employed import Followed, answers_from, compare, follow
from mentornett.measurement.rules.grading import Grade, grade_of, is_about_having_a_mentor
from mentornett.statistics.spells import Spells

FIRST = date(2024, 11, 15)


def group(left_after: list[float], stayed: list[float], name: str = "a") -> Followed:
    spells = Spells.of([*left_after, *stayed], [1] * len(left_after) + [0] * len(stayed))
    return follow(name, spells, FIRST, [12, 24])


@pytest.mark.parametrize(
    ("sizes", "is_known", "is_compared", "grade"),
    [
        ([24, 26], True, True, Grade.BEFORE_AFTER),
        ([5, 5], True, True, Grade.BEFORE_AFTER),
        ([4, 300], True, True, Grade.TOO_FEW),
        ([24, 26], False, True, Grade.TOO_FEW),
        ([30], True, False, Grade.DESCRIBED),
        ([], True, False, Grade.TOO_FEW),
    ],
)
def test_the_grade_comes_of_how_not_of_what(sizes: list[int], is_known: bool, is_compared: bool, grade: Grade) -> None:
    assert grade_of(sizes, is_known=is_known, is_compared=is_compared) == grade


@pytest.mark.parametrize("title", ["Mentor", "hadde_mentor", "Mentee", "Fadder", "MENTOR J/N"])
def test_columns_that_tell_who_had_a_mentor(title: str) -> None:
    assert is_about_having_a_mentor(title)


@pytest.mark.parametrize("title", ["Enhet", "Stilling", "Gruppe", "Kommentar", ""])
def test_other_columns(title: str) -> None:
    assert not is_about_having_a_mentor(title)


def test_the_pilot_before_and_after() -> None:
    found = compare(group([6], [24] * 23), group(list(range(1, 13)), [24] * 14))
    assert found.grade == Grade.BEFORE_AFTER
    assert found.after.is_counted
    assert [round(100 * part) for part in (found.differences[0].low, found.differences[0].high)] == [18, 61]
    assert found.after.mean is not None


def test_shares_are_counts_only_when_all_were_observed_so_long() -> None:
    assert group([3], [12, 12, 24]).is_counted
    assert not group([3], [11, 24]).is_counted
    late = Spells.of([20, 24], [1, 0], entry=[6, 0])
    assert not follow("late", late, FIRST, [12]).is_counted


def test_nobody_observed_so_long() -> None:
    short = group([2], [6] * 9)
    assert not short.shares[0].is_known
    assert short.mean is None
    assert answers_from(short, 12) == date(2025, 12, 1)
    assert compare(short, group([1], [24] * 9)).grade == Grade.TOO_FEW


def test_points_stop_where_too_few_are_at_risk() -> None:
    points = group([2.5, 4.5], [6, 6, 6, 10, 10, 20]).points()
    assert [point.time for point in points] == list(range(7))
    assert [point.at_risk for point in points][-1] == 6
    assert group([], [20] * 4).points() == ()
    assert np.isclose(points[3].share, 7 / 8)
