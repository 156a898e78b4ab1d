"""Retention against published answers, scipy, statsmodels and lifelines, and where those have no answer."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter
from lifelines.statistics import multivariate_logrank_test
from scipy import stats
from statsmodels.duration.survfunc import SurvfuncRight, survdiff

from mentornett.statistics.competing import cumulative_incidence
from mentornett.statistics.intervals import Interval, LevelError, wilson_bounds
from mentornett.statistics.log_rank import log_rank
from mentornett.statistics.proportions import newcombe
from mentornett.statistics.restricted_mean import NotObservedError, restricted_mean, restricted_mean_difference
from mentornett.statistics.retention import Retention, difference, kaplan_meier
from mentornett.statistics.spells import Spells, SpellsError
from tests.statistics.published import SIX_MP, SIX_MP_RELAPSED, invented, placebo, remission, six_mp


def test_published_remission() -> None:
    curve = kaplan_meier(six_mp(), interval=Interval.PLAIN)
    assert curve.times.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert curve.at_risk.tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert curve.share.round(3).tolist() == [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    assert np.sqrt(curve.variance).round(4).tolist() == [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346]
    assert curve.median().time == 23
    assert kaplan_meier(placebo()).median().time == 8


@pytest.mark.parametrize(("interval", "theirs"), [(Interval.PLAIN, "linear"), (Interval.LOG_LOG, "log-log")])
def test_intervals_as_scipy_gives_them(interval: Interval, theirs: str) -> None:
    curve = kaplan_meier(six_mp(), interval=interval)
    weeks, relapsed = np.array(SIX_MP), np.array(SIX_MP_RELAPSED)
    fitted = stats.ecdf(stats.CensoredData(weeks[relapsed == 1], right=weeks[relapsed == 0]))
    around = fitted.sf.confidence_interval(method=theirs)
    for week in curve.times:
        found = curve.at(week)
        assert found.share == pytest.approx(fitted.sf.evaluate(week))
        assert found.low == pytest.approx(around.low.evaluate(week), abs=1e-9)
        assert found.high == pytest.approx(around.high.evaluate(week), abs=1e-9)


def test_log_interval_as_published() -> None:
    """R's survfit has 0.720-1 at week 6 and 0.249-0.807 at week 23 for the treated."""
    curve = kaplan_meier(six_mp(), interval=Interval.LOG)
    assert (round(curve.at(6).low, 3), curve.at(6).high) == (0.720, 1.0)
    assert (round(curve.at(23).low, 3), round(curve.at(23).high, 3)) == (0.249, 0.807)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("ties", [False, True])
def test_delayed_entry_as_lifelines_and_statsmodels(ties: bool) -> None:
    spells = invented(300, ties=ties)
    curve = kaplan_meier(spells, interval=Interval.LOG_LOG)
    fitted = KaplanMeierFitter().fit(spells.exit, spells.left, entry=spells.entry)
    theirs = fitted.survival_function_at_times(curve.times).to_numpy()
    assert curve.share == pytest.approx(theirs, abs=1e-9)
    around = fitted.confidence_interval_survival_function_.loc[curve.times]
    inner = (curve.share > 0) & (curve.share < 1)
    assert curve.low[inner] == pytest.approx(around.to_numpy()[inner, 0], abs=1e-6)
    assert curve.high[inner] == pytest.approx(around.to_numpy()[inner, 1], abs=1e-6)
    other = SurvfuncRight(spells.exit, spells.left.astype(int), entry=spells.entry)
    assert curve.share == pytest.approx(other.surv_prob[np.searchsorted(other.surv_times, curve.times)])


def test_rothman_wilson_without_censoring_is_wilson() -> None:
    curve = kaplan_meier(Spells.of([*range(1, 13), *[24] * 14], [*[1] * 12, *[0] * 14]))
    found = curve.at(12)
    low, high = wilson_bounds(np.array([14 / 26]), np.array([26.0]))
    assert (found.share, found.at_risk) == (pytest.approx(14 / 26), 15)  # with the one who left then
    assert (found.low, found.high) == (pytest.approx(low[0]), pytest.approx(high[0]))


def test_difference_of_the_pilot_with_and_without_those_observed_too_short() -> None:
    """Without censoring it is Newcombe's; with some who were observed for less than a year it is wider."""
    before = kaplan_meier(Spells.of([*range(1, 13), *[24] * 14], [*[1] * 12, *[0] * 14]))
    after = kaplan_meier(Spells.of([6, *[24] * 23], [1, *[0] * 23]))
    found, exact = difference(after.at(12), before.at(12)), newcombe(23, 24, 14, 26)
    assert (found.value, found.low, found.high) == pytest.approx((exact.value, exact.low, exact.high))
    shorter = kaplan_meier(Spells.of([6, *[24] * 15, *[5] * 8], [1, *[0] * 23]))
    assert difference(shorter.at(12), before.at(12)).low < found.low
    assert np.isnan(difference(kaplan_meier(Spells.of([3], [0])).at(12), before.at(12)).low)


def test_nobody_left_is_not_certainty() -> None:
    curve = kaplan_meier(Spells.of([24] * 6, [0] * 6))
    found = curve.at(12)
    assert (found.share, found.high, found.at_risk) == (1, 1, 6)
    assert found.low == pytest.approx(6 / (6 + 1.959964**2))
    assert curve.median().time == np.inf
    assert len(curve.times) == 0


def test_interval_widens_as_fewer_are_still_at_risk() -> None:
    curve = kaplan_meier(Spells.of([3, 6, 9, 12, 15], [0] * 5))
    lows = [curve.at(month).low for month in (3, 6, 9, 12, 15)]
    assert lows == sorted(lows, reverse=True)
    assert len(set(lows)) == 5


def test_everybody_left() -> None:
    found = kaplan_meier(Spells.of([3, 5, 5], [1, 1, 1])).at(12)
    assert (found.share, found.low, found.at_risk) == (0, 0, 0)
    assert found.high == pytest.approx(wilson_bounds(np.array([0.0]), np.array([3.0]))[1][0])


@pytest.mark.parametrize("months", [[3] * 30, [*range(1, 31)], [1, *[2] * 29]])
def test_everybody_left_of_thirty_is_as_certain_however_they_left(months: list[int]) -> None:
    """The one who left last is not all that was seen: none of 30 is Wilson's none of 30, not none of 1."""
    spells = Spells.of(months, [1 + at % 2 for at in range(30)])
    curve = kaplan_meier(spells)
    most = wilson_bounds(np.array([0.0]), np.array([30.0]))[1][0]
    assert [curve.at(40).high, curve.high[-1]] == pytest.approx([most, most])
    ways = [cumulative_incidence(spells, kind).at(40) for kind in (1, 2)]
    assert [one.share for one in ways] == pytest.approx([0.5, 0.5])
    assert ways[0].low == pytest.approx(wilson_bounds(np.array([0.5]), np.array([30.0]))[0][0])
    late = kaplan_meier(Spells.of([1, 5, 9], [1, 1, 1], entry=[0, 2, 2]))
    assert late.at(6).high == pytest.approx(wilson_bounds(np.array([0.0]), np.array([1.0]))[1][0])


@pytest.mark.parametrize("kind", [0, 1])
def test_one_person(kind: int) -> None:
    found = kaplan_meier(Spells.of([12], [kind])).at(12)
    assert found.share == 1 - kind
    assert 0 <= found.low < 0.25 or found.high > 0.75


def test_beyond_the_longest_observation_nothing_is_known() -> None:
    curve = kaplan_meier(six_mp())
    assert not curve.at(36).is_known
    assert curve.at(35).is_known
    assert kaplan_meier(placebo()).at(100).share == 0


def test_nobody_at_all() -> None:
    curve = kaplan_meier(Spells.of([], []))
    assert not curve.at(12).is_known
    assert curve.median().time == np.inf


@pytest.mark.parametrize("level", [0, 1, 95, np.nan])
def test_a_level_is_between_0_and_1(level: float) -> None:
    with pytest.raises(LevelError):
        kaplan_meier(six_mp(), level=level)


def test_textbook_intervals_where_nobody_left() -> None:
    spells = Spells.of([24] * 6, [0] * 6)
    for kind, low in ((Interval.PLAIN, 1.0), (Interval.LOG, 1.0)):
        assert kaplan_meier(spells, interval=kind).at(12).low == low
    assert np.isnan(kaplan_meier(spells, interval=Interval.LOG_LOG).at(12).low)


def test_ignoring_delayed_entry_flatters() -> None:
    """Those hired before the register began are survivors: without their entry date retention seems better."""
    draw = np.random.default_rng(5)
    until, began = draw.exponential(12, 4000) + 0.01, draw.uniform(0, 24, 4000)
    seen = until > began
    with_entry = kaplan_meier(Spells.of(until[seen], seen[seen], entry=began[seen]))
    without = kaplan_meier(Spells.of(until[seen], seen[seen]))
    assert with_entry.at(12).share == pytest.approx(np.exp(-1), abs=0.06)
    assert without.at(12).share > 0.6


@given(
    st.lists(st.tuples(st.integers(1, 30), st.booleans(), st.integers(0, 6)), min_size=1, max_size=30),
    st.sampled_from([Interval.ROTHMAN_WILSON, Interval.PLAIN, Interval.LOG]),
)
def test_a_curve_falls_inside_its_interval(people: list[tuple[int, bool, int]], kind: Interval) -> None:
    exits = np.array([exit_ + entry for exit_, _left, entry in people])
    curve = kaplan_meier(Spells.of(exits, [one[1] for one in people], entry=[one[2] for one in people]), interval=kind)
    assert (np.diff(curve.share) <= 1e-12).all()
    assert ((curve.low <= curve.share + 1e-12) & (curve.share <= curve.high + 1e-12)).all()
    assert ((curve.low >= 0) & (curve.high <= 1)).all()


def test_restricted_mean_as_published() -> None:
    """What R's survfit prints for the remission data: up to 35 weeks 23.3 (se 2.83) treated, 8.67 (1.38) placebo."""
    mine, other = restricted_mean(kaplan_meier(six_mp()), 35), restricted_mean(kaplan_meier(placebo()), 35)
    assert (round(mine.mean, 2), round(mine.standard_error, 2)) == (23.29, 2.83)
    assert (round(other.mean, 2), round(other.standard_error, 2)) == (8.67, 1.38)
    assert (mine.high - mine.mean) / mine.standard_error == pytest.approx(stats.t.ppf(0.975, 9))  # nine had left
    apart = restricted_mean_difference(kaplan_meier(six_mp()), kaplan_meier(placebo()), 35)
    assert apart.mean == pytest.approx(mine.mean - other.mean)
    assert apart.standard_error == pytest.approx(np.hypot(mine.standard_error, other.standard_error))
    parts = np.square([mine.standard_error, other.standard_error])
    welch = parts.sum() ** 2 / (parts[0] ** 2 / 9 + parts[1] ** 2 / 21)
    assert (apart.mean - apart.low) / apart.standard_error == pytest.approx(stats.t.ppf(0.975, welch))
    with_nobody = restricted_mean_difference(kaplan_meier(six_mp()), kaplan_meier(Spells.of([35.0], [0])), 35)
    assert np.isnan(with_nobody.low)


def test_restricted_mean_without_censoring_is_the_mean() -> None:
    months = np.array([1.0, 2, 5, 8, 20, 30, 40])
    found = restricted_mean(kaplan_meier(Spells.of(months, np.ones(7))), 24)
    until = np.minimum(months, 24)
    assert found.mean == pytest.approx(until.mean())
    assert found.standard_error == pytest.approx(until.std() / np.sqrt(7))


def test_restricted_mean_of_those_who_all_stay_has_no_interval() -> None:
    found = restricted_mean(kaplan_meier(Spells.of([24] * 6, [0] * 6)), 24)
    assert (found.mean, found.standard_error) == (24, 0)
    assert np.isnan(found.low)


@pytest.mark.parametrize(
    ("curve", "horizon"), [(six_mp(), 36), (six_mp(), 0), (six_mp(), np.nan), (Spells.of([], []), 1)]
)
def test_restricted_mean_needs_somebody_observed_so_long(curve: Spells, horizon: float) -> None:
    with pytest.raises(NotObservedError):
        restricted_mean(kaplan_meier(curve), horizon)


def test_published_log_rank() -> None:
    found = log_rank(*remission())
    assert round(found.statistic, 2) == 16.79
    assert found.observed.tolist() == [9, 21]
    assert found.expected.round(2).tolist() == [19.25, 10.75]
    assert found.p_value == pytest.approx(4.17e-5, rel=0.01)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("groups", [2, 4])
def test_log_rank_as_statsmodels_and_lifelines(groups: int) -> None:
    spells = invented(400, ties=True)
    group = np.arange(len(spells)) % groups
    late = survdiff(spells.exit, spells.left.astype(int), group, entry=spells.entry)
    mine = log_rank(spells, group)
    assert (mine.statistic, mine.p_value) == (pytest.approx(late[0]), pytest.approx(late[1]))
    at_once = invented(400, ties=True, delayed=False)
    group, strata = np.arange(len(at_once)) % groups, np.arange(len(at_once)) // 7 % 3
    layered = survdiff(at_once.exit, at_once.left.astype(int), group, strata=strata)
    assert log_rank(at_once, group, strata=strata).statistic == pytest.approx(layered[0])
    other = multivariate_logrank_test(at_once.exit, group, at_once.left)
    assert log_rank(at_once, group).statistic == pytest.approx(other.test_statistic)


def test_log_rank_of_groups_that_cannot_be_compared() -> None:
    spells = Spells.of([1, 2, 3], [1, 1, 0])
    assert np.isnan(log_rank(spells, ["a"] * 3).p_value)
    assert np.isnan(log_rank(Spells.of([1, 2], [0, 0]), [0, 1]).p_value)
    assert np.isnan(log_rank(Spells.of([], []), []).p_value)
    assert np.isnan(log_rank(spells, ["a", "b", "b"], strata=[1, 2, 2]).p_value)
    with pytest.raises(SpellsError, match="strata"):
        log_rank(spells, [1, 2, 3], strata=[1])


def test_weights_in_log_rank_count_as_repeated_rows() -> None:
    spells, group = remission()
    twice = Spells(spells.entry, spells.exit, spells.kind, np.full(42, 2.0))
    repeated = log_rank(spells.chosen(np.repeat(np.arange(42), 2)), np.repeat(group, 2))
    assert log_rank(twice, group).statistic == pytest.approx(repeated.statistic)


def test_a_curve_is_a_fixed_result() -> None:
    curve: Retention = kaplan_meier(six_mp())
    with pytest.raises(AttributeError):
        curve.level = 0.5  # type: ignore[misc]
