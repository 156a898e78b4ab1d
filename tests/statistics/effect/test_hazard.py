"""The hazard model: against a full regression with dummies, and what it says when it cannot answer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from mentornett.statistics.arrays import Floats
from mentornett.statistics.effect.answering import Reason, Unanswered
from mentornett.statistics.effect.cells import Cells, Employments, count_cells
from mentornett.statistics.effect.hazard import HazardEffect, Robust, hazard_effect, hazard_since_start
from tests.statistics.effect.networks import days, some_network

# The oracle tells of the interval that it would rather have.
pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::DeprecationWarning")


def network_cells(seed: int, **about: float) -> Cells:
    return count_cells(*some_network(seed, **about))  # type: ignore[arg-type]


def answered(cells: Cells, robust: Robust = Robust.CR3) -> HazardEffect:
    effect = hazard_effect(cells, robust=robust)
    assert isinstance(effect, HazardEffect)
    return effect


def dummies(cells: Cells, *groups: Floats) -> Floats:
    """Return a column per unit, and per half-year and tenure band but the first, and the groups given."""
    columns = [(cells.unit == unit) for unit in np.unique(cells.unit)]
    for part in (cells.half_year, cells.tenure):
        columns += [(part == level) for level in np.unique(part)[1:]]
    return np.stack([*columns, *groups], axis=1).astype(np.float64)


def oracle(cells: Cells, *groups: Floats) -> tuple[Floats, Floats]:
    """Return statsmodels' coefficients and CR1 standard errors of the groups, without its factor (N - 1) / (N - K)."""
    design = dummies(cells, *groups)
    model = sm.GLM(cells.leavers, design, family=sm.families.Poisson(), offset=np.log(cells.months))
    result = model.fit(cov_type="cluster", cov_kwds={"groups": cells.unit}, tol=1e-12, maxiter=100)
    rows, columns = design.shape
    factor = np.sqrt((rows - columns) / (rows - 1))
    return result.params[-len(groups) :], result.bse[-len(groups) :] * factor


@pytest.mark.parametrize("seed", [1, 2])
def test_effect_is_that_of_the_full_regression(seed: int) -> None:
    cells = network_cells(seed, log_ratio=-0.5)
    effect = answered(cells, Robust.CR1)
    value, se = oracle(cells, cells.exposed)
    assert effect.log_ratio.value == pytest.approx(value[0], abs=1e-7)
    assert effect.log_ratio.se == pytest.approx(se[0], rel=1e-5)
    assert effect.log_ratio.df == 7


def test_errors_are_those_of_leaving_out_one_unit_at_a_time() -> None:
    """One step of the regression with dummies: least squares of the working response without each unit."""
    cells = network_cells(2, log_ratio=-0.5)
    design = dummies(cells, cells.exposed)
    fit = sm.GLM(cells.leavers, design, family=sm.families.Poisson(), offset=np.log(cells.months)).fit(tol=1e-12)
    root = np.sqrt(fit.fittedvalues)
    working = design @ fit.params + (cells.leavers - fit.fittedvalues) / fit.fittedvalues
    without = []
    for unit in range(8):
        rows = cells.unit != unit
        kept = design[rows] * root[rows, None]
        without.append(np.linalg.lstsq(kept, working[rows] * root[rows])[0][-1])
    se = np.sqrt(7 / 8 * ((np.array(without) - fit.params[-1]) ** 2).sum())
    assert answered(cells).log_ratio.se == pytest.approx(se, rel=1e-5)
    assert answered(cells).log_ratio.value == answered(cells, Robust.CR1).log_ratio.value


def test_effect_by_time_is_that_of_the_full_regression() -> None:
    cells = network_cells(3, log_ratio=-0.4, hires=15)
    steps = hazard_since_start(cells, robust=Robust.CR1)
    assert not isinstance(steps, Unanswered)
    groups = [cells.exposed & (np.minimum(cells.since, 3) == step) for step in range(4)]
    values, errors = oracle(cells, *groups)
    for step, value, error in zip(steps, values, errors, strict=True):
        assert step.log_ratio is not None
        assert step.log_ratio.value == pytest.approx(value, abs=1e-6)
        assert step.log_ratio.se == pytest.approx(error, rel=1e-4)
    assert [step.and_later for step in steps] == [False, False, False, True]


def test_units_without_leavers_say_nothing_but_lower_the_difference() -> None:
    cells = network_cells(1, log_ratio=-0.5)
    alone = answered(cells)
    first = cells.where(cells.unit == 0)
    names = ("half_year", "tenure", "window", "months")
    columns = {name: np.concatenate([getattr(cells, name), getattr(first, name)]) for name in names}
    unit = np.append(cells.unit, np.full(len(first.unit), 8))
    leavers = np.append(cells.leavers, np.zeros(len(first.unit)))
    both = answered(replace(cells, unit=unit, leavers=leavers, start=np.append(cells.start, 1), **columns))
    assert both.log_ratio == alone.log_ratio
    assert (both.units, both.units_with_leavers) == (9, 8)
    assert both.retention.without > alone.retention.without
    assert abs(both.retention.points.value) < abs(alone.retention.points.value)


def test_unit_that_hired_nobody_is_not_there() -> None:
    cells = network_cells(1, log_ratio=-0.5)
    assert answered(replace(cells, start=np.append(cells.start, 1))) == answered(cells)


def test_difference_in_retention_follows_from_the_hazards() -> None:
    """With no other differences between cells, shares are exp(-12 · hazard) and exp(-12 · hazard · ratio)."""
    unit, half_year, tenure, window = (part.ravel() for part in np.meshgrid([0, 1, 2], [90, 91], [0, 1, 2], [0, 1]))
    start = np.array([1, 1, 2])
    hazard = 0.04 * np.where(window >= start[unit], 0.5, 1.0)
    months = np.full(len(unit), 100.0)
    effect = answered(Cells(unit, half_year, tenure, window, months, months * hazard, start, days("2015-01-01")))
    assert effect.ratio.value == pytest.approx(0.5)
    assert effect.retention.without == pytest.approx(np.exp(-0.48))
    assert effect.retention.points.value == pytest.approx(100 * (np.exp(-0.24) - np.exp(-0.48)))


def test_interval_of_the_difference_holds_nothing_exactly_when_that_of_the_ratio_does() -> None:
    for seed in range(6):
        effect = answered(network_cells(seed, log_ratio=-0.3))
        points, ratio = effect.retention.points, effect.ratio
        assert points.low < points.value < points.high
        assert (points.low < 0 < points.high) == (ratio.low < 1 < ratio.high)


@given(st.integers(0, 10_000), st.permutations(range(6)))
@settings(max_examples=15)
def test_names_of_units_change_nothing(seed: int, names: list[int]) -> None:
    jobs, starts = some_network(seed, units=6)
    new = np.array(names)
    others = Employments(new[jobs.unit], jobs.hired, jobs.entry, jobs.exit, jobs.left)
    one, two = hazard_effect(count_cells(jobs, starts)), hazard_effect(count_cells(others, starts[np.argsort(new)]))
    if isinstance(one, Unanswered) or isinstance(two, Unanswered):
        assert one == two
    else:
        assert one.log_ratio.value == pytest.approx(two.log_ratio.value, abs=1e-8)
        assert one.log_ratio.se == pytest.approx(two.log_ratio.se, rel=1e-6)


def test_cutting_cells_finer_changes_nothing() -> None:
    cells = network_cells(5)
    twice = {name: np.tile(getattr(cells, name), 2) for name in ("unit", "half_year", "tenure", "window")}
    halves = {name: np.tile(getattr(cells, name) / 2, 2) for name in ("months", "leavers")}
    one, two = answered(cells), answered(replace(cells, **twice, **halves))
    assert one.log_ratio.value == pytest.approx(two.log_ratio.value, abs=1e-9)
    assert one.log_ratio.se == pytest.approx(two.log_ratio.se, rel=1e-9)


def reason(cells: Cells) -> Reason:
    answer, steps = hazard_effect(cells), hazard_since_start(cells)
    assert isinstance(answer, Unanswered)
    assert isinstance(steps, Unanswered)
    return answer.reason


def test_no_cells_are_no_data() -> None:
    cells = network_cells(1)
    assert reason(cells.where(np.zeros(len(cells.unit), dtype=np.bool_))) is Reason.NO_DATA


def test_one_unit_has_nothing_to_be_compared_with() -> None:
    cells = network_cells(1)
    assert reason(cells.where(cells.unit == 0)) is Reason.ONE_UNIT


def test_nobody_exposed() -> None:
    cells = network_cells(1)
    assert reason(cells.where(~cells.exposed)) is Reason.NOBODY_EXPOSED


def test_everybody_exposed() -> None:
    cells = network_cells(1)
    assert reason(cells.where(cells.exposed)) is Reason.NOBODY_UNEXPOSED


def test_nobody_left() -> None:
    cells = network_cells(1)
    assert reason(replace(cells, leavers=np.zeros_like(cells.leavers))) is Reason.NOBODY_LEFT


def test_all_units_started_at_once() -> None:
    assert reason(network_cells(1, waves=1)) is Reason.NO_COMPARISON


def test_two_units_of_which_one_never_starts_hang_on_one() -> None:
    cells = network_cells(1, units=2, hires=30, waves=2)
    alone = replace(cells, start=np.array([1, cells.never]))
    assert hazard_effect(alone) == Unanswered(Reason.ONE_UNIT_DECIDES)
    steps = hazard_since_start(alone)
    assert not isinstance(steps, Unanswered)
    assert [step.log_ratio for step in steps] == [None] * 4


@pytest.mark.parametrize("spared", [True, False])
def test_separation_is_told_and_not_estimated(spared: bool) -> None:
    cells = network_cells(1)
    gone = np.where(cells.exposed == spared, 0.0, cells.leavers)
    assert reason(replace(cells, leavers=gone)) is Reason.SEPARATED
