"""Difference in differences, against diff-diff, and the permutation that stands in where units are few."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from diff_diff import CallawaySantAnna, ImputationDiD
from hypothesis import given, settings
from hypothesis import strategies as st

from mentornett.statistics.effect.answering import Reason, Unanswered
from mentornett.statistics.effect.imputation import Pretrend, imputation_effect, pretrend_check
from mentornett.statistics.effect.panel import NEVER, DifferenceInDifferences, Inference, Panel
from mentornett.statistics.effect.staggered import staggered_effect
from mentornett.statistics.effect.two_way import TwoWay

# The oracle warns of its own defaults, and of cohorts with few units.
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning", "ignore::FutureWarning", "ignore::DeprecationWarning")

METHODS = (imputation_effect, staggered_effect)


def some_panel(seed: int = 1, units: int = 60, months: int = 20, cohorts: int = 4, effect: float = 0.5) -> Panel:
    random = np.random.default_rng(seed)
    start = np.linspace(months // 4, 3 * months // 4, cohorts).astype(np.intp)[np.arange(units) % cohorts]
    start[units - units // 6 :] = NEVER
    after = np.arange(months) >= start[:, None]
    own, common = random.normal(0, 1, (units, 1)), np.linspace(0, 1, months)
    return Panel.of(own + common + effect * after + random.normal(0, 1, (units, months)), start)


def frame(panel: Panel) -> pd.DataFrame:
    units, months = panel.outcome.shape
    first = np.where(panel.start == NEVER, 0, panel.start + 1)
    columns = {
        "unit": np.repeat(np.arange(units), months),
        "time": np.tile(np.arange(months) + 1, units),
        "outcome": panel.outcome.ravel(),
        "first": np.repeat(first, months),
    }
    return pd.DataFrame(columns).dropna()


NAMES = {"outcome": "outcome", "unit": "unit", "time": "time", "first_treat": "first"}
PANEL = some_panel()


def told(answer: DifferenceInDifferences | Unanswered) -> DifferenceInDifferences:
    assert isinstance(answer, DifferenceInDifferences)
    return answer


def oracles_months(oracle: object) -> dict[int, tuple[float, float]]:
    table = oracle.aggregate("event_study")  # type: ignore[attr-defined]
    return {int(at): (a, s) for at, a, s in zip(table.event_time, table.att, table.se, strict=True)}


def test_imputation_is_that_of_the_oracle() -> None:
    ours, oracle = told(imputation_effect(PANEL)), ImputationDiD(leave_one_out=True).fit(frame(PANEL), **NAMES)
    assert ours.inference is Inference.CLUSTERS
    assert ours.effect.value == pytest.approx(oracle.overall_att)
    assert ours.effect.se == pytest.approx(oracle.overall_se)
    months = oracles_months(oracle)
    assert len(ours.by_month) == 15
    for step in ours.by_month:
        assert step.coefficient is not None
        assert (step.value, step.coefficient.se) == pytest.approx(months[step.month])


def test_imputation_with_missing_months_is_that_of_the_oracle() -> None:
    outcome = PANEL.outcome.copy()
    outcome[np.random.default_rng(3).random(outcome.shape) < 0.1] = np.nan
    panel = replace(PANEL, outcome=outcome)
    ours, oracle = told(imputation_effect(panel)), ImputationDiD(leave_one_out=True).fit(frame(panel), **NAMES)
    assert ours.effect.value == pytest.approx(oracle.overall_att)
    assert ours.effect.se == pytest.approx(oracle.overall_se)


def test_staggered_is_that_of_the_oracle() -> None:
    ours = told(staggered_effect(PANEL))
    oracle = CallawaySantAnna(control_group="not_yet_treated").fit(frame(PANEL), **NAMES)
    assert ours.effect.value == pytest.approx(oracle.overall_att)
    assert ours.effect.se == pytest.approx(oracle.overall_se)
    months = oracles_months(oracle)
    assert {step.month for step in ours.by_month} == set(months)
    for step in ours.by_month:
        assert step.coefficient is not None
        assert (step.value, step.coefficient.se) == pytest.approx(months[step.month])


def test_pretrends_are_those_of_the_oracle() -> None:
    ours = pretrend_check(PANEL, leads=3)
    assert isinstance(ours, Pretrend)
    oracle = ImputationDiD()
    oracle.fit(frame(PANEL), **NAMES)
    theirs = oracle._pretrend_test(3)
    assert ours.f == pytest.approx(theirs["f_stat"])
    assert ours.p == pytest.approx(theirs["p_value"])
    assert [step.month for step in ours.leads] == [-4, -3, -2]
    for step in ours.leads:
        assert step.value == pytest.approx(theirs["lead_coefficients"][step.month])


def test_units_moving_away_before_the_start_are_found() -> None:
    bad = 1.5 * ((PANEL.since >= -2) & (PANEL.since < 0))
    ours = pretrend_check(replace(PANEL, outcome=PANEL.outcome - bad), leads=4)
    assert isinstance(ours, Pretrend)
    assert ours.p < 0.01


@pytest.mark.parametrize("method", METHODS)
def test_weight_of_two_is_the_unit_twice(method: object) -> None:
    heavy = Panel.of(PANEL.outcome, PANEL.start, np.where(np.arange(60) < 10, 2.0, 1.0))
    rows = np.append(np.arange(60), np.arange(10))
    twice = Panel.of(PANEL.outcome[rows], PANEL.start[rows])
    assert method(heavy).effect.value == pytest.approx(method(twice).effect.value)  # type: ignore[operator]


@pytest.mark.parametrize("method", METHODS)
@given(seed=st.integers(0, 1000))
@settings(max_examples=8)
def test_names_of_units_and_common_shocks_change_nothing(method: object, seed: int) -> None:
    random = np.random.default_rng(seed)
    order = random.permutation(60)
    moved = PANEL.outcome[order] + random.normal(0, 5, 20) + random.normal(0, 5, (60, 1))
    one, two = method(PANEL), method(Panel.of(moved, PANEL.start[order]))  # type: ignore[operator]
    assert one.effect.value == pytest.approx(two.effect.value)
    assert one.effect.se == pytest.approx(two.effect.se)


def test_few_units_have_permutation_instead_of_standard_errors() -> None:
    for method in METHODS:
        answer = told(method(some_panel(2, units=18, effect=3.0)))
        assert answer.inference is Inference.PERMUTATION
        assert answer.effect.low < 3.0 < answer.effect.high
        assert answer.effect.low < answer.effect.value < answer.effect.high
        assert answer.effect.p == pytest.approx(1 / 1000)
        assert all(step.coefficient is None for step in answer.by_month)


def test_interval_of_permutation_is_where_its_test_does_not_reject() -> None:
    panel = some_panel(5, units=12, effect=0.3)
    effect = told(imputation_effect(panel)).effect
    after = (panel.since >= 0).astype(np.float64)
    for t, inside in ((effect.low - 0.02, False), (effect.low + 0.02, True), (effect.high + 0.02, False)):
        moved = told(imputation_effect(replace(panel, outcome=panel.outcome - t * after)))
        assert (moved.effect.p > 0.05) == inside
    assert (effect.low < 0 < effect.high) == (effect.p > 0.05)


def test_unit_that_starts_alone_has_permutation() -> None:
    start = PANEL.start.copy()
    start[0] = 7
    answer = told(imputation_effect(Panel.of(PANEL.outcome, start)))
    assert answer.inference is Inference.PERMUTATION


def test_pretrends_of_few_units_are_permuted() -> None:
    answer = pretrend_check(some_panel(3, units=12), leads=3)
    assert isinstance(answer, Pretrend)
    assert answer.inference is Inference.PERMUTATION
    assert 0 < answer.p <= 1


def always(start: int, units: int = 6) -> Panel:
    return Panel.of(PANEL.outcome[:units], np.full(units, start, dtype=np.intp))


@pytest.mark.parametrize(
    ("panel", "reason"),
    [
        (Panel.of(np.full((3, 4), np.nan), np.array([1, 2, NEVER])), Reason.NO_DATA),
        (always(5, units=1), Reason.ONE_UNIT),
        (always(NEVER), Reason.NEVER_STARTED),
        (always(0), Reason.NO_UNTREATED),
        (always(5), Reason.NO_COMPARISON),
    ],
)
def test_what_cannot_be_told_says_why(panel: Panel, reason: Reason) -> None:
    for answer in (imputation_effect(panel), staggered_effect(panel), pretrend_check(panel)):
        assert answer == Unanswered(reason)


def test_months_after_everybody_started_are_left_out() -> None:
    start = np.array([4, 4, 8, 8] * 12, dtype=np.intp)
    panel = Panel.of(PANEL.outcome[:48], start)
    for method in METHODS:
        answer = told(method(panel))
        assert (answer.months_after, answer.started) == (24 * 4, 24)


def test_unit_seen_from_its_start_on_is_left_out() -> None:
    start = PANEL.start.copy()
    start[:2] = 0
    for method in METHODS:
        with_them = told(method(Panel.of(PANEL.outcome, start)))
        without = told(method(Panel.of(PANEL.outcome[2:], start[2:])))
        assert with_them.effect.value == pytest.approx(without.effect.value)


def test_parts_of_a_table_that_do_not_meet_are_not_compared() -> None:
    there = np.zeros((4, 4), dtype=np.bool_)
    there[:2, :2] = there[2:, 2:] = True
    table = TwoWay.of(there, np.ones(4))
    assert table.reachable.tolist() == there.tolist()
    values = np.arange(4.0)[:, None] + np.array([0.0, 1.0, 5.0, 7.0])
    assert np.abs(table.residual(values)).max() < 1e-12


@pytest.mark.parametrize(
    ("shape", "start", "weight", "why"),
    [
        ((2, 3), [1], None, "units × months"),
        ((2, 3), [1, -1], None, "below 0"),
        ((2, 3), [1, 2], [1.0, 0.0], "weight"),
    ],
)
def test_impossible_panels_are_refused(
    shape: tuple[int, int], start: list[int], weight: list[float] | None, why: str
) -> None:
    with pytest.raises(ValueError, match=why):
        Panel.of(np.zeros(shape), np.array(start), None if weight is None else np.array(weight))
