"""Shares, differences and ratios against published tables, scipy and statsmodels."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep
from statsmodels.stats.rates import test_poisson_2indep as poisson_2indep

from mentornett.statistics.intervals import LevelError
from mentornett.statistics.proportions import CountError, Estimate, clopper_pearson, fisher, newcombe, wilson
from mentornett.statistics.rates import rate, rate_ratio

counts = st.integers(0, 40).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_as_published(count: int, of: int, low: float, high: float) -> None:
    """Newcombe 1998, Stat Med 17:857-872, table I, method 3."""
    found = wilson(count, of)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_two_of_twenty_two() -> None:
    found = wilson(2, 22)
    assert (round(100 * found.low), round(100 * found.value), round(100 * found.high)) == (3, 9, 28)


@given(counts.filter(lambda one: one[1] > 0), st.sampled_from([0.8, 0.95, 0.99]))
def test_shares_as_scipy(counted: tuple[int, int], level: float) -> None:
    for method, mine in (("wilson", wilson(*counted, level=level)), ("exact", clopper_pearson(*counted, level=level))):
        theirs = stats.binomtest(*counted).proportion_ci(level, method=method)
        assert (mine.low, mine.high) == (pytest.approx(theirs.low, abs=1e-9), pytest.approx(theirs.high, abs=1e-9))
        assert mine.low <= mine.value <= mine.high


@pytest.mark.parametrize(
    ("table", "low", "high"),
    [
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((0, 10, 0, 10), -0.2775, 0.2775),
        ((10, 10, 0, 20), 0.6791, 1.0),
        ((10, 10, 0, 10), 0.6075, 1.0),
    ],
)
def test_newcombe_as_published(table: tuple[int, int, int, int], low: float, high: float) -> None:
    """Newcombe 1998, Stat Med 17:873-890, table II, method 10."""
    found = newcombe(*table)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(counts.filter(lambda one: one[1] > 0), counts.filter(lambda one: one[1] > 0))
def test_newcombe_as_statsmodels_and_the_other_way_round(mine: tuple[int, int], other: tuple[int, int]) -> None:
    found = newcombe(*mine, *other)
    theirs = confint_proportions_2indep(*mine, *other, method="newcomb", compare="diff")
    assert (found.low, found.high) == pytest.approx(theirs, abs=1e-9)
    turned = newcombe(*other, *mine)
    assert (turned.low, turned.high) == pytest.approx((-found.high, -found.low))
    assert -1 - 1e-12 <= found.low <= found.value + 1e-12 <= found.high + 2e-12 <= 1 + 3e-12


def test_the_pilot_in_trondheim() -> None:
    """23 of 24 stayed, 14 of 26 before (KS, Mentorsuksess): 42 points, 18 to 61."""
    found, chance = newcombe(23, 24, 14, 26), fisher(23, 24, 14, 26)
    assert [round(100 * part) for part in (found.low, found.value, found.high)] == [18, 42, 61]
    assert round(chance.p_value, 4) == 0.0009
    assert chance.low > 1


def test_fisher_of_the_lady_who_tasted_tea() -> None:
    """Fisher 1935: 3 of 4 cups. Odds ratio 6.408, p 0.486 (as R prints); each bound leaves 2.5 % in its tail."""
    found = fisher(3, 4, 1, 4)
    assert (round(found.odds_ratio, 3), round(found.p_value, 3)) == (6.408, 0.486)
    for odds, tail in ((found.low, slice(3, 5)), (found.high, slice(0, 4))):
        chance = np.array([1, 16, 36, 16, 1]) * odds ** np.arange(5.0)
        assert chance[tail].sum() / chance.sum() == pytest.approx(0.025)


def test_applicants_of_one_unit() -> None:
    """One for three posts, then four for two: six times as many, or 0.6, or 295."""
    found = rate_ratio(4, 2, 1, 3)
    assert (round(found.ratio, 6), round(found.low, 1), round(found.high), round(found.p_value, 2)) == (
        6,
        0.6,
        295,
        0.17,
    )


@given(st.integers(0, 30), st.integers(0, 30), st.floats(0.5, 20), st.floats(0.5, 20))
def test_rate_ratio_and_its_p_value_agree(mine: int, other: int, exposure: float, other_exposure: float) -> None:
    found = rate_ratio(mine, exposure, other, other_exposure)
    assert 0 <= found.p_value <= 1
    assert found.low <= found.high
    if mine + other and abs(found.p_value - 0.05) > 1e-9:
        assert (found.low <= 1 <= found.high) == (found.p_value > 0.05)


@pytest.mark.filterwarnings("ignore")
def test_rate_ratio_tails_as_statsmodels() -> None:
    theirs = poisson_2indep(4, 2, 1, 3, method="exact-cond", alternative="larger")
    assert rate_ratio(4, 2, 1, 3).p_value == pytest.approx(2 * theirs.pvalue)


def test_rate_with_the_exact_interval() -> None:
    """Ulm 1990, Am J Epidemiol 131:373-375: 11 seen, 6.6 expected, 1.67 (0.83 to 2.98)."""
    found = rate(11, 6.6)
    assert [round(part, 2) for part in (found.value, found.low, found.high)] == [1.67, 0.83, 2.98]
    assert rate(0, 2).low == 0
    assert rate(0, 1).high == pytest.approx(-math.log(0.025))


def test_of_nobody_nothing_is_known() -> None:
    for found in (wilson(0, 0), clopper_pearson(0, 0)):
        assert np.isnan(found.value)
        assert (found.low, found.high) == (0, 1)
    assert np.isnan(newcombe(0, 0, 1, 2).low)
    assert isinstance(newcombe(1, 2, 0, 0), Estimate)
    nothing = rate_ratio(0, 2, 0, 3)
    assert (nothing.low, nothing.high, nothing.p_value) == (0, math.inf, 1)
    assert rate_ratio(3, 1, 0, 1).ratio == math.inf
    assert np.isnan(fisher(0, 3, 0, 4).odds_ratio)


@pytest.mark.parametrize("counted", [(-1, 3), (4, 3), (1.5, 3), (math.nan, 3), (0, -1)])
def test_counts_that_cannot_be(counted: tuple[int, int]) -> None:
    for ask in (
        wilson,
        clopper_pearson,
        lambda one, of: newcombe(1, 2, one, of),
        lambda one, of: fisher(one, of, 1, 2),
    ):
        with pytest.raises(CountError):
            ask(*counted)


@pytest.mark.parametrize("given_", [(-1, 3), (1.5, 3), (math.nan, 1), (1, 0), (1, math.inf)])
def test_rates_that_cannot_be(given_: tuple[int, float]) -> None:
    for ask in (rate, lambda count, of: rate_ratio(1, 1, count, of)):
        with pytest.raises(CountError):
            ask(*given_)


def test_a_level_is_between_0_and_1() -> None:
    for ask in (wilson, clopper_pearson, rate):
        with pytest.raises(LevelError):
            ask(1, 2, level=95)
    for compare in (newcombe, fisher, rate_ratio):
        with pytest.raises(LevelError):
            compare(1, 2, 1, 2, level=1)
