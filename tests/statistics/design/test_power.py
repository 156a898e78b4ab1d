"""The planner's simulation: its networks have the numbers that were asked for, and it never cries wolf."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from mentornett.statistics.design.power import Power, Simulation, foretell, power, smallest_difference
from mentornett.statistics.design.rollout import PlannedUnit, Rollout
from mentornett.statistics.design.simulating import Circumstances, simulate
from mentornett.statistics.effect.cells import BANDS


def circumstances(units: int = 10, hires: float = 8, **more: float) -> Circumstances:
    plan = Rollout(
        tuple(PlannedUnit(f"unit {i:02}", "m", hires) for i in range(units)),
        -(-units // 5),
        date(2027, 1, 1),
        6,
        candidates=500,
    )
    return Circumstances(plan, 0.4, **{"months_before": 12, "months_after": 12, **more})  # type: ignore[arg-type]


QUICK = Simulation(networks=40, permutations=19)


@pytest.mark.parametrize("icc", [0.0, 0.05, 0.2])
def test_invented_networks_have_the_share_and_correlation_asked_for(icc: float) -> None:
    about = circumstances(icc=icc)
    hazard, sd = about.hazard
    share = np.exp(-12 * hazard * np.exp(np.random.default_rng(1).normal(0, sd, 400_000)))
    assert share.mean() == pytest.approx(0.6, abs=0.002)
    assert share.var() == pytest.approx(icc * 0.24, abs=0.001)
    helped = share ** np.exp(about.log_ratio(15))
    assert helped.mean() == pytest.approx(0.75, abs=0.002)


def test_invented_people_leave_as_told() -> None:
    """Without variation between units: the share still there after 12 months, before and after the start."""
    about = circumstances(20, 60, icc=0.0, months_before=36)
    orders = np.tile(np.arange(20) % 5, (2, 1))
    tables = simulate(about, orders, about.log_ratio(20), np.random.default_rng(2))
    window = np.arange(6)
    exposed = (window > orders[0][:, None])[None, :, None, None, :]
    lengths = np.minimum(np.diff(BANDS), 12) * (np.array(BANDS[:-1]) < 12)
    for rows, aim in ((~exposed, 0.6), (exposed, 0.8)):
        left, months = ((part * rows).sum(axis=(0, 1, 2, 4)) for part in (tables.leavers, tables.months))
        assert np.exp(-(left / months) @ lengths) == pytest.approx(aim, abs=0.02)


def test_no_difference_is_seen_in_few_networks() -> None:
    """Exact by construction; 400 networks are within three standard errors of one in twenty."""
    found = power(circumstances(6, 6), 0, Simulation(networks=400, permutations=39, seed=1))
    assert found.power.value <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / 400)


def test_power_grows_with_the_difference_and_is_the_same_each_time() -> None:
    small, large = power(circumstances(), 5, QUICK), power(circumstances(), 35, QUICK)
    assert small.power.value < 0.5 < 0.9 < large.power.value
    assert small == power(circumstances(), 5, QUICK)
    assert small != power(circumstances(), 5, replace(QUICK, seed=1))


def test_unit_that_hires_nobody_changes_nothing_but_the_orders() -> None:
    plan = circumstances().plan
    quiet = replace(plan, units=(*plan.units, PlannedUnit("unit 99", "m", 0)), at_a_time=3)
    found = power(Circumstances(quiet, 0.4, months_before=12), 30, QUICK)
    assert found.power.value > 0.5
    assert found.hires == pytest.approx(10 * 8 / 12 * (12 + 3 * 6 + 12))


def test_progress_is_told_until_the_end() -> None:
    told: list[tuple[int, int]] = []
    power(circumstances(6), 10, Simulation(100, 19, progress=lambda done, of: told.append((done, of))))
    assert told == [(40, 100), (80, 100), (100, 100)]


def test_smallest_difference_is_seen_and_a_smaller_one_is_not() -> None:
    told: list[float] = []
    how = replace(QUICK, progress=lambda done, of: told.append(done / of))
    found = smallest_difference(circumstances(), how, target=0.8)
    assert isinstance(found, Power)
    assert found.power.value >= 0.8 > power(circumstances(), found.points - 1, QUICK).power.value
    assert told == sorted(told)
    assert told[-1] == 1


def test_smallest_difference_is_sought_between_those_that_are_known() -> None:
    known = [power(circumstances(), points, QUICK) for points in (5, 35)]
    found = smallest_difference(circumstances(), QUICK, known=known)
    assert found is not None
    assert 5 < found.points <= 35
    assert found.power.value >= 0.8 > power(circumstances(), found.points - 1, QUICK).power.value
    near = replace(known[1], points=5.4)
    assert smallest_difference(circumstances(), QUICK, known=[known[0], near]) == near  # nothing is tried between


def test_two_units_can_see_no_difference() -> None:
    """Two orders exist, so chance alone gives either half of the time."""
    units = (PlannedUnit("a", "m", 8), PlannedUnit("b", "m", 8))
    about = Circumstances(Rollout(units, 1, date(2027, 1, 1), 6), 0.4)
    assert smallest_difference(about, QUICK) is None


def test_answer_is_expected_when_the_data_have_grown() -> None:
    about = circumstances(months_after=24)
    at_last, found = foretell(about, 25, QUICK, target=0.5)
    assert at_last == power(about, 25, QUICK)
    assert found.power[-1] == at_last.power.value
    assert found.months_after == (6, 12, 18, 24)
    assert found.days[0] == date(2029, 7, 1)
    assert found.power[0] <= found.power[-1]
    assert found.enough == next(day for day, share in zip(found.days, found.power, strict=True) if share >= 0.5)
    assert foretell(circumstances(), 1, QUICK)[1].enough is None


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"leaving": 0.0}, "share that leaves"),
        ({"icc": 1.0}, "intra-cluster"),
        ({"autocorrelation": 1.1}, "autocorrelation"),
        ({"months_after": 0}, "no months"),
    ],
)
def test_impossible_circumstances_are_refused(change: dict[str, float], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        replace(circumstances(), **change)  # type: ignore[arg-type]


def test_impossible_differences_and_simulations_are_refused() -> None:
    with pytest.raises(ValueError, match="everybody"):
        circumstances().log_ratio(40)
    with pytest.raises(ValueError, match="nobody is hired"):
        circumstances(hires=0)
    with pytest.raises(ValueError, match="differ that much"):
        circumstances(icc=0.95).log_ratio(5)
    with pytest.raises(ValueError, match="19 other orders"):
        Simulation(permutations=18)
