"""Proportional hazards against published answers, statsmodels and lifelines, and fits that cannot be."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from lifelines import CoxPHFitter
from scipy import stats
from statsmodels.duration.hazard_regression import PHReg

from mentornett.statistics.cox import Cox, Outcome, cox
from mentornett.statistics.cox_likelihood import Likelihood, Ties
from mentornett.statistics.landmark import split_at
from mentornett.statistics.log_rank import log_rank
from mentornett.statistics.spells import Spells, SpellsError
from tests.statistics.published import invented, remission

pytestmark = pytest.mark.filterwarnings("ignore")  # the oracles'


def three(number: int, seed: int = 3) -> np.ndarray:
    draw = np.random.default_rng(seed)
    return np.column_stack([draw.random(number) < 0.4, draw.normal(40, 9, number), draw.exponential(1, number)])


@pytest.mark.parametrize(
    ("ties", "coefficient", "error", "chi_square"),
    [("efron", 1.5721, 0.4124, 16.35), ("breslow", 1.5092, 0.4096, 15.21)],
)
def test_published_remission(ties: str, coefficient: float, error: float, chi_square: float) -> None:
    spells, group = remission()
    found = cox(spells, group[:, None], names=["placebo"], ties=Ties(ties))
    assert (found.outcome, found.names, found.left, found.clusters) == (Outcome.FOUND, ("placebo",), 30, None)
    assert (round(found.coefficients[0], 4), round(found.standard_error[0], 4)) == (coefficient, error)
    assert round(found.likelihood_ratio[0], 2) == chi_square
    assert found.hazard_ratio[0] == pytest.approx(np.exp(coefficient), rel=1e-3)
    assert found.low[0] < found.hazard_ratio[0] < found.high[0]
    assert found.p_value[0] == pytest.approx(2 * stats.norm.sf(coefficient / error), rel=0.01)


@pytest.mark.parametrize("ties", list(Ties))
@pytest.mark.parametrize("tied", [False, True])
def test_delayed_entry_as_statsmodels(ties: Ties, tied: bool) -> None:
    """Entry a little later than an exit at the same time: statsmodels counts entry = exit as at risk."""
    spells = invented(300, ties=tied)
    table = three(len(spells))
    found = cox(spells, table, ties=ties)
    model = PHReg(spells.exit, table, status=spells.left.astype(int), entry=spells.entry + 1e-7, ties=ties.value)
    theirs = model.fit(disp=0)
    assert found.coefficients == pytest.approx(theirs.params, rel=1e-5, abs=1e-7)
    assert found.standard_error == pytest.approx(theirs.bse, rel=1e-5)
    assert found.log_likelihood == pytest.approx(theirs.llf)


@pytest.mark.parametrize("tied", [False, True])
def test_weights_as_lifelines(tied: bool) -> None:
    spells = invented(300, ties=tied)
    table = three(len(spells))
    weight = np.random.default_rng(8).uniform(0.5, 3, len(spells))
    found = cox(Spells.of(spells.exit, spells.left, entry=spells.entry, weight=weight), table)
    frame = pd.DataFrame({"entry": spells.entry, "exit": spells.exit, "left": spells.left, "weight": weight})
    frame[["a", "b", "c"]] = table
    theirs = CoxPHFitter().fit(frame, "exit", "left", entry_col="entry", weights_col="weight", robust=True)
    assert found.coefficients == pytest.approx(theirs.params_.to_numpy(), rel=1e-4, abs=1e-6)


def test_robust_errors_as_lifelines_and_statsmodels() -> None:
    spells = invented(300)
    table, cluster = three(len(spells)), np.arange(len(spells)) // 12
    found = cox(Spells.of(spells.exit, spells.left, cluster=cluster), table)
    frame = pd.DataFrame({"exit": spells.exit, "left": spells.left, "unit": cluster})
    frame[["a", "b", "c"]] = table
    theirs = CoxPHFitter().fit(frame, "exit", "left", cluster_col="unit")
    assert found.clusters == cluster.max() + 1
    assert found.standard_error == pytest.approx(theirs.standard_errors_.to_numpy(), rel=1e-4)
    model = PHReg(spells.exit, table, status=spells.left.astype(int), ties="breslow").fit(groups=cluster, disp=0)
    mine = cox(Spells.of(spells.exit, spells.left, cluster=cluster), table, ties=Ties.BRESLOW)
    assert mine.standard_error == pytest.approx(model.bse, rel=1e-4)


@pytest.mark.parametrize("ties", list(Ties))
def test_slope_and_residuals_of_tied_weighted_late_spells(ties: Ties) -> None:
    """The slope is the likelihood's derivative, the curvature the slope's, and the residuals add up to it."""
    spells = invented(80, ties=True)
    weight = np.random.default_rng(8).uniform(0.5, 3, len(spells))
    table = three(len(spells))
    table = (table - table.mean(axis=0)) / table.std(axis=0)
    likelihood = Likelihood.of(Spells(spells.entry, spells.exit, spells.kind, weight), table, ties)
    here, step = np.array([0.3, -0.2, 0.1]), 1e-5
    found = likelihood.at(here)
    sides = [(likelihood.at(here + shift), likelihood.at(here - shift)) for shift in step * np.eye(3)]
    slope = [(up.log_likelihood - down.log_likelihood) / (2 * step) for up, down in sides]
    assert found.score == pytest.approx(slope, rel=1e-6)
    curve = np.array([(down.score - up.score) / (2 * step) for up, down in sides])
    assert found.information == pytest.approx(curve, rel=1e-6)
    assert likelihood.score_residuals(found).sum(axis=1) == pytest.approx(found.score)


def test_the_score_test_without_ties_is_the_log_rank_test() -> None:
    spells = invented(200)
    group = np.arange(len(spells)) % 2
    start = Likelihood.of(spells, group[:, None].astype(float), Ties.EFRON).at(np.zeros(1))
    assert start.score[0] ** 2 / start.information[0, 0] == pytest.approx(log_rank(spells, group).statistic)


def test_weights_count_as_repeated_rows_with_breslow() -> None:
    spells = invented(120, ties=True)
    table = three(len(spells))
    weight = np.random.default_rng(2).integers(1, 4, len(spells))
    row = np.repeat(np.arange(len(spells)), weight)
    heavy = cox(Spells(spells.entry, spells.exit, spells.kind, weight.astype(float)), table, ties=Ties.BRESLOW)
    repeated = cox(spells.chosen(row), table[row], ties=Ties.BRESLOW)
    assert heavy.coefficients == pytest.approx(repeated.coefficients)
    assert heavy.covariance == pytest.approx(repeated.covariance)


def test_one_cluster_per_row_is_robust_to_the_model_alone() -> None:
    spells = invented(2000)
    table = three(len(spells))
    plain = cox(spells, table)
    robust = cox(Spells(spells.entry, spells.exit, spells.kind, None, np.arange(len(spells))), table)
    assert robust.coefficients == pytest.approx(plain.coefficients)
    assert robust.standard_error == pytest.approx(plain.standard_error, rel=0.15)


def test_a_mentor_along_the_way_does_not_save_those_who_left_before() -> None:
    """Nobody is helped, yet whoever ever had a mentor seems to stay; cut at the mentor's day, nothing is seen."""
    draw = np.random.default_rng(4)
    until, mentor = draw.exponential(12, 3000) + 0.01, draw.uniform(0, 12, 3000)
    spells = Spells.of(np.minimum(until, 24), until <= 24)
    ever = cox(spells, (mentor < spells.exit)[:, None])
    part = split_at(spells, mentor)
    cut = cox(part.spells, part.after[:, None])
    assert ever.high[0] < 0.6
    assert cut.low[0] < 1 < cut.high[0]
    assert cut.clusters == 3000


def assert_nothing_said(found: Cox) -> None:
    for values in (found.coefficients, found.hazard_ratio, found.low, found.high, found.standard_error, found.p_value):
        assert np.isnan(values).all()


def test_nobody_left() -> None:
    for spells in (Spells.of([1, 2], [0, 0]), Spells.of([], [])):
        found = cox(spells, np.zeros((len(spells), 1)))
        assert found.outcome == Outcome.NO_EVENTS
        assert_nothing_said(found)


def test_a_covariate_that_tells_fully_who_leaves_is_named() -> None:
    spells = Spells.of(np.arange(1, 41), np.arange(40) % 2)
    table = np.column_stack([np.arange(40) % 2, np.random.default_rng(1).normal(size=40)])
    found = cox(spells, table, names=["temporary", "age"])
    assert (found.outcome, found.blamed) == (Outcome.MONOTONE, ("temporary",))
    assert_nothing_said(found)


def test_one_leaver_with_the_largest_value_runs_off() -> None:
    found = cox(Spells.of([1, 2, 3, 4], [1, 0, 0, 0]), [[4.0], [1], [2], [3]])
    assert found.outcome == Outcome.MONOTONE


@pytest.mark.parametrize(
    ("table", "blamed"),
    [
        (np.ones((30, 1)), ("0",)),
        (np.column_stack([np.arange(30), np.full(30, 7.0)]), ("1",)),
        (np.column_stack([np.arange(30), np.arange(30) ** 2, 3 + 2 * np.arange(30)]), ("0", "2")),
        (np.column_stack([np.arange(30) % 7, np.arange(30) == 0]), ("1",)),
    ],
)
def test_covariates_that_follow_from_others_are_named(table: np.ndarray, blamed: tuple[str, ...]) -> None:
    spells = Spells.of(np.arange(1, 31), np.arange(30) % 3 == 1)
    found = cox(spells, table)
    assert (found.outcome, found.blamed) == (Outcome.DEPENDENT, blamed)
    assert_nothing_said(found)


def test_far_away_and_very_different_sizes_do_no_harm() -> None:
    spells = invented(300)
    table = three(len(spells))
    plain, moved = cox(spells, table), cox(spells, table * [1e6, 1e-6, 1] + [0, 1, 1e5])
    assert moved.outcome == Outcome.FOUND
    assert moved.coefficients * [1e6, 1e-6, 1] == pytest.approx(plain.coefficients, rel=1e-4)


@pytest.mark.parametrize(
    ("table", "says"),
    [([1.0, 2], "shape"), ([[1.0]], "shape"), (np.zeros((2, 0)), "shape"), ([[1.0], [np.nan]], "not a number: rows 1")],
)
def test_covariates_that_cannot_be(table: object, says: str) -> None:
    with pytest.raises(SpellsError, match=says):
        cox(Spells.of([1, 2], [1, 0]), table)  # type: ignore[arg-type]


def test_each_covariate_has_one_name() -> None:
    with pytest.raises(SpellsError, match="names"):
        cox(Spells.of([1, 2], [1, 0]), [[1.0], [2]], names=["a", "b"])
