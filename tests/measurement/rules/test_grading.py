"""Which grade a comparison gets: by how it came about, how many units there are, and how wide its range is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentornett.measurement.rules.employed import compare
from mentornett.measurement.rules.grading import LEAST_UNITS, WIDEST, Doubt, Grade, doubt_about
from mentornett.measurement.rules.telling import Group
from mentornett.reports.release_words import followed


@pytest.mark.parametrize(
    ("units", "width", "drawn", "doubt"),
    [
        (LEAST_UNITS, WIDEST, False, None),
        (LEAST_UNITS, WIDEST + 0.01, False, Doubt.WIDE),
        (LEAST_UNITS, 1.9, True, None),  # a drawn order says which differences could have been found
        (LEAST_UNITS - 1, 0.1, False, Doubt.FEW_UNITS),
        (LEAST_UNITS - 1, 0.1, True, Doubt.FEW_UNITS),
    ],
)
def test_number_of_units_and_width_of_the_range_are_part_of_the_grade(
    units: int, width: float, drawn: bool, doubt: Doubt | None
) -> None:
    assert doubt_about(units, -width / 4, width * 3 / 4, drawn=drawn) == doubt


@settings(max_examples=25)
@given(st.integers(2, 40), st.floats(-1, 1), st.floats(0, 2), st.floats(-0.5, 0.5), st.booleans())
def test_grade_does_not_depend_on_what_is_shown(
    units: int, low: float, width: float, shift: float, drawn: bool
) -> None:
    if abs(width - WIDEST) > 1e-9:
        moved = doubt_about(units, low + shift, low + shift + width, drawn=drawn)
        assert doubt_about(units, low, low + width, drawn=drawn) == moved


@pytest.mark.parametrize(
    ("before", "after", "grade"),
    [
        ((40, 24), (40, 33), Grade.BEFORE_AFTER),
        ((10, 5), (10, 6), Grade.TOO_FEW),
        ((26, 14), (24, 23), Grade.BEFORE_AFTER),
    ],
)
def test_before_and_after_with_a_wide_range_is_of_too_few(
    before: tuple[int, int], after: tuple[int, int], grade: Grade
) -> None:
    groups = [followed(name, Group(*counts, "2024-1", "2024-2")) for name, counts in (("a", after), ("b", before))]
    found = compare(*groups)
    assert (found.grade, found.is_wide) == (grade, grade == Grade.TOO_FEW)
