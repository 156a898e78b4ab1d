"""Interrupted series, against statsmodels' segmented regressions with Newey-West errors."""

from __future__ import annotations

import math

import numpy as np
import pytest
import statsmodels.api as sm
from statsmodels.stats.diagnostic import acorr_ljungbox

from mentornett.statistics.effect.answering import Reason, Unanswered
from mentornett.statistics.effect.interrupted import (
    Interrupted,
    autocorrelation,
    interrupted_count,
    interrupted_measure,
    lags_for,
)

MONTHS, START = 48, 20


def columns(*, seasonal: bool = False) -> np.ndarray:
    month = np.arange(MONTHS)
    after = month >= START
    waves = [np.sin(month * np.pi / 6), np.cos(month * np.pi / 6)] if seasonal else []
    return np.column_stack([np.ones(MONTHS), month - START, after, after * (month - START), *waves])


def series(seed: int = 1, level: float = -2.0) -> np.ndarray:
    random = np.random.default_rng(seed)
    return 20 + 0.1 * np.arange(MONTHS) + level * (np.arange(MONTHS) >= START) + random.normal(0, 1, MONTHS)


def told(answer: Interrupted | Unanswered) -> Interrupted:
    assert isinstance(answer, Interrupted)
    return answer


@pytest.mark.parametrize("seasonal", [True, False])
def test_measure_is_that_of_the_oracle(seasonal: bool) -> None:
    answer = told(interrupted_measure(series(), START, seasonal=seasonal))
    kwds = {"maxlags": lags_for(MONTHS), "use_correction": True}
    oracle = sm.OLS(series(), columns(seasonal=seasonal)).fit(cov_type="HAC", cov_kwds=kwds, use_t=True)
    for ours, at in ((answer.slope_before, 1), (answer.level, 2), (answer.slope, 3)):
        assert ours.value == pytest.approx(oracle.params[at])
        assert ours.se == pytest.approx(oracle.bse[at])
        assert (ours.low, ours.high) == pytest.approx(tuple(oracle.conf_int()[at]))
        assert ours.p == pytest.approx(oracle.pvalues[at])
    year = oracle.t_test(np.array([0, 0, 1, 12] + [0, 0] * seasonal))
    assert answer.after_a_year.value == pytest.approx(float(np.squeeze(year.effect)))
    assert answer.after_a_year.se == pytest.approx(float(np.squeeze(year.sd)))
    assert answer.autocorrelation.p == pytest.approx(acorr_ljungbox(oracle.resid, lags=[6])["lb_pvalue"].iloc[0])


def test_count_is_that_of_the_oracle() -> None:
    random = np.random.default_rng(2)
    exposure = random.uniform(50, 150, MONTHS)
    counts = random.poisson(exposure * 0.1 * np.exp(-0.5 * (np.arange(MONTHS) >= START))).astype(float)
    answer = told(interrupted_count(counts, START, exposure=exposure))
    model = sm.GLM(counts, columns(), family=sm.families.Poisson(), offset=np.log(exposure))
    kwds = {"maxlags": lags_for(MONTHS), "use_correction": True}
    oracle = model.fit(cov_type="HAC", cov_kwds=kwds, tol=1e-12)
    assert answer.level.value == pytest.approx(oracle.params[2])
    assert answer.level.se == pytest.approx(oracle.bse[2])
    assert answer.dispersion == pytest.approx(oracle.pearson_chi2 / oracle.df_resid)
    assert answer.level.mapped(math.exp).value == pytest.approx(math.exp(oracle.params[2]))
    assert answer.expected[:START] == pytest.approx(oracle.fittedvalues[:START])
    assert answer.expected[START:].mean() > counts[START:].mean()


def test_missing_months_are_gaps_and_not_neighbours() -> None:
    values = series()
    values[[5, 30]] = np.nan
    answer = told(interrupted_measure(values, START))
    seen = ~np.isnan(values)
    assert answer.points == MONTHS - 2
    assert answer.level.value == pytest.approx(sm.OLS(values[seen], columns()[seen]).fit().params[2])
    assert np.isnan(answer.expected).tolist() == np.isnan(values).tolist()


def test_fewer_than_twelve_points_on_a_side_are_too_few() -> None:
    values = series()
    assert interrupted_measure(values, 11) == Unanswered(Reason.TOO_FEW_POINTS)
    assert interrupted_measure(values, MONTHS - 11) == Unanswered(Reason.TOO_FEW_POINTS)
    assert isinstance(interrupted_measure(values, 12), Interrupted)
    values[3] = np.nan
    assert interrupted_measure(values, 12) == Unanswered(Reason.TOO_FEW_POINTS)


def test_nothing_counted_on_a_side_has_no_ratio() -> None:
    counts = np.where(np.arange(MONTHS) < START, 3.0, 0.0)
    assert interrupted_count(counts, START) == Unanswered(Reason.SEPARATED)


def test_impossible_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="below 0"):
        interrupted_count(np.full(MONTHS, -1.0), START)
    with pytest.raises(ValueError, match="exposure"):
        interrupted_count(np.ones(MONTHS), START, exposure=np.zeros(MONTHS))


def test_perfect_line_has_no_change_and_no_autocorrelation() -> None:
    answer = told(interrupted_measure(np.arange(MONTHS) * 0.5, START))
    assert answer.level.value == pytest.approx(0, abs=1e-9)
    assert answer.slope_before.value == pytest.approx(0.5)


def test_alike_neighbours_are_found() -> None:
    random = np.random.default_rng(1)
    noise = np.zeros(200)
    for at in range(1, 200):
        noise[at] = 0.7 * noise[at - 1] + random.normal()
    found = autocorrelation(noise)
    assert found.lag_one > 0.4
    assert found.p < 0.001
    assert autocorrelation(np.ones(30)).p == 1
