"""Closed-form power, against Hussey and Hughes' published formula and the table behind the planner's preview."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.statistics.design.stepped_wedge import (
    Correlation,
    closed_form_power,
    sd_of_share,
    stepped,
    variance,
)


def hussey_hughes(design: np.ndarray, people: float, sd: float, icc: float) -> float:
    """Return the published variance: equation 8 of Hussey & Hughes 2007."""
    units, periods = design.shape
    within, between = sd**2 * (1 - icc) / people, sd**2 * icc
    u, w, v = design.sum(), (design.sum(axis=0) ** 2).sum(), (design.sum(axis=1) ** 2).sum()
    below = (units * u - w) * within + (u**2 + units * periods * u - periods * w - units * v) * between
    return float(units * within * (within + periods * between) / below)


@given(
    st.lists(st.integers(1, 4), min_size=2, max_size=6),
    st.integers(1, 50),
    st.floats(0, 0.5),
    st.integers(0, 2),
)
def test_constant_correlation_is_the_published_formula(sizes: list[int], people: int, icc: float, more: int) -> None:
    design = stepped(sizes, before=1 + more, after=2 - more)
    ours = variance(design, people, sd=0.7, correlation=Correlation(icc))
    assert ours == pytest.approx(hussey_hughes(design, people, 0.7, icc), rel=1e-6)


@pytest.mark.parametrize(
    ("units", "people", "percent"),
    [
        (5, 4, (5, 7, 10, 16)),
        (10, 4, (12, 26, 46, 70)),
        (20, 2, (17, 35, 59, 81)),
        (20, 4, (28, 58, 84, 96)),
        (20, 8, (46, 82, 97, 100)),
        (30, 2, (25, 52, 79, 94)),
        (30, 4, (42, 77, 96, 100)),
        (40, 2, (33, 65, 89, 98)),
        (40, 4, (54, 89, 99, 100)),
        (60, 2, (47, 83, 98, 100)),
        (60, 4, (73, 97, 100, 100)),
    ],
)
def test_power_is_that_of_the_table(units: int, people: int, percent: tuple[int, ...]) -> None:
    """60 % still employed, ICC 0.05, cluster autocorrelation 0.8, five steps over six half-years."""
    design = stepped([units // 5] * 5)
    found = []
    for more in (0.10, 0.15, 0.20, 0.25):
        sd = sd_of_share(0.6, 0.6 + more)
        found.append(
            closed_form_power(design, more, variance(design, people, sd=sd, correlation=Correlation(0.05, 0.8)))
        )
    assert [round(100 * power) for power in found] == list(percent)


def test_closed_cohort_gains_from_seeing_the_same_people_again() -> None:
    design = stepped([2, 2, 2])
    new = variance(design, 10, sd=1, correlation=Correlation(0.05, 0.8))
    same = variance(design, 10, sd=1, correlation=Correlation(0.05, 0.8, 0.6))
    assert same < new


def test_closed_cohort_of_one_person_is_a_unit_with_that_correlation() -> None:
    """One person per unit: between periods their correlation is icc · cluster + (1 - icc) · individual."""
    design = stepped([1, 1, 1, 1])
    person = variance(design, 1, sd=1, correlation=Correlation(0.2, 0.5, 0.25))
    assert person == pytest.approx(variance(design, 1, sd=1, correlation=Correlation(0.2 * 0.5 + 0.8 * 0.25)))


def test_cells_without_data_say_nothing() -> None:
    design = stepped([1, 1, 1])
    whole = variance(design, 5, sd=1, correlation=Correlation(0.1))
    design[0, 3] = design[2, 0] = np.nan
    assert variance(design, 5, sd=1, correlation=Correlation(0.1)) > whole
    last = np.column_stack([design, np.full(3, np.nan)])
    assert variance(last, 5, sd=1, correlation=Correlation(0.1)) == pytest.approx(
        variance(design, 5, sd=1, correlation=Correlation(0.1))
    )


def test_larger_units_count_for_more() -> None:
    design = stepped([1, 1])
    sizes = np.array([[4.0], [16.0]])
    both = variance(design, np.broadcast_to(sizes, design.shape), sd=1, correlation=Correlation(0.0))
    assert (
        variance(design, 4, sd=1, correlation=Correlation(0))
        > both
        > variance(design, 16, sd=1, correlation=Correlation(0))
    )


def test_all_at_once_has_no_power() -> None:
    design = stepped([6])
    assert variance(design, 10, sd=1, correlation=Correlation(0.05)) == np.inf
    assert closed_form_power(design, 0.5, np.inf) == 0


def test_two_units_have_no_power() -> None:
    assert closed_form_power(stepped([1, 1]), 5.0, 0.1) == 0


def test_no_difference_is_seen_as_often_as_the_test_errs_to_one_side() -> None:
    assert closed_form_power(stepped([3, 3]), 0.0, 0.1) == pytest.approx(0.025)


def test_impossible_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="correlation"):
        Correlation(1.2)
    with pytest.raises(ValueError, match="nobody"):
        variance(stepped([1, 1]), 0, sd=1, correlation=Correlation(0))
