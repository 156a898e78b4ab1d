"""Signs of change, each at the point where it begins to count."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import bdtr

from mentornett.statistics.series import rules
from mentornett.statistics.series.charts import run_chart, xmr_chart
from mentornett.statistics.series.judging import Assurance, Better, Mark, assurance, marks, now
from mentornett.statistics.series.points import Annotation, Missing, Phase, Rule, annotate

ORDINARY = [10, 12, 9, 11, 10, 8, 12, 11, 9, 10, 11, 9, 12, 8, 10, 11, 9, 10, 12, 8]
FROZEN = [Phase(first=20)]


def of_values(values: list[float], *, centre: float = 0.0, limit: float = 3.0) -> rules.Lines:
    """Lines at 0, ±2 and ±3."""
    whole = np.ones(len(values))
    return rules.Lines(
        np.arange(len(values)), np.array(values), centre * whole, -limit * whole, limit * whole, -2 * whole, 2 * whole
    )


def indices(found: list[rules.Signal]) -> list[tuple[int, ...]]:
    return [signal.indices for signal in found]


def test_a_point_on_the_limit_is_inside() -> None:
    found = rules.outside(of_values([3, 3.01, -3, -3.01]))
    assert [(signal.indices, signal.up) for signal in found] == [((1,), True), ((3,), False)]


@pytest.mark.parametrize(
    ("side", "expected"),
    [
        ([1] * 6, []),
        ([*[1] * 6, -1], []),
        ([*[1] * 8, -1], [tuple(range(8))]),
        ([*[-1] * 8, 1], [tuple(range(8))]),
        ([1, 1, 1, 0, 1, 1, 1, 1], []),
    ],
)
def test_seven_on_one_side(side: list[float], expected: list[tuple[int, ...]]) -> None:
    """The cases of NHSRplotthedots' own tests (`ptd_seven_point_one_side_mean`), and a point on the centre."""
    assert indices(rules.shifts(of_values(side))) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], []),
        ([1, 2, 3, 4, 5, 6], []),
        ([1, 2, 3, 3, 4, 5, 6], []),
        ([1, 2, 3, 4, 5, 6, 7], [tuple(range(7))]),
        ([2, 1, 2, 3, 4, 5, 6, 7, 3], [tuple(range(1, 8))]),
        ([2, 7, 6, 5, 4, 3, 2, 1, 3], [tuple(range(1, 8))]),
    ],
)
def test_seven_in_a_trend(values: list[float], expected: list[tuple[int, ...]]) -> None:
    """The cases of NHSRplotthedots' own tests (`ptd_seven_point_trend`)."""
    assert indices(rules.trends(of_values(values))) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([2.5, 1, 2.5], [(0, 2)]),
        ([1, 2.5, 2.5], [(1, 2)]),
        ([1, 1, 2.5, 1, 2.5, 1, 1], [(2, 4)]),
        ([2.5, 1, 1, 2.5], []),
        ([2.5, 1, 1, 2.5, 2.5], [(3, 4)]),
        ([2.5, -1, 2.5], []),
        ([2.5, -2.5, 2.5, -2.5], []),
        ([2.5, 3.5, 1], []),
        ([-2.5, -2.1, -2.2, -1], [(0, 1, 2)]),
        ([2, 2, 2], []),
    ],
)
def test_two_of_three_near_a_limit(values: list[float], expected: list[tuple[int, ...]]) -> None:
    """The cases of NHSRplotthedots' own tests (`ptd_part_of_two_in_three`), and both sides, and on the line."""
    assert indices(rules.near_limits(of_values(values))) == expected


@pytest.mark.parametrize(
    ("useful", "longest", "crossings"),
    [(10, 6, 2), (12, 7, 3), (13, 7, 3), (24, 8, 8), (46, 9, 17), (91, 10, 37)],
)
def test_limits_of_anhoej(useful: int, longest: int, crossings: int) -> None:
    """Anhøj & Olesen 2014; longest runs as tabled on unaettie.com, crossings of 13 as on sciencetrends.com."""
    assert (rules.longest_limit(useful), rules.crossings_limit(useful)) == (longest, crossings)


def test_limit_of_crossings_is_the_fifth_percentile() -> None:
    """Held against scipy's binomial distribution."""
    for useful in range(2, 200):
        limit = rules.crossings_limit(useful)
        assert bdtr(limit, useful - 1, 0.5) >= 0.05
        assert limit == 0 or bdtr(limit - 1, useful - 1, 0.5) < 0.05


def test_a_run_chart_with_random_variation() -> None:
    """Crossings and longest run of 13 points, counted by hand on sciencetrends.com (Wentzel-Larsen): five and three."""
    side = [1, 1, 1, -1, -1, -1, 1, -1, -1, 1, -1, -1, -1]
    found, signals = rules.anhoej(of_values(side))
    assert (found.useful, found.crossings, found.longest) == (13, 5, 3)
    assert signals == []


def test_a_run_that_is_too_long() -> None:
    chart = run_chart([*ORDINARY, *[20] * 9], phases=FROZEN)
    runs = chart.stretches[0].runs
    assert runs is not None
    assert chart.centre[0] == 10
    assert (runs.longest, runs.longest_limit) == (9, 8)
    assert [signal.indices for signal in chart.signals if signal.rule is Rule.LONG_RUN] == [tuple(range(20, 29))]


def test_too_few_crossings() -> None:
    chart = run_chart([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    assert [(signal.rule, signal.up) for signal in chart.signals] == [(Rule.FEW_CROSSINGS, None)]
    assert set(marks(chart, Better.HIGHER)) == {Mark.CHANGE}


def test_as_few_crossings_as_random_variation_makes_are_no_sign() -> None:
    """Ten points, two crossings: the limit is two."""
    found, signals = rules.anhoej(of_values([1, 1, 1, -1, -1, -1, -1, -1, 1, 1]))
    assert (found.crossings, found.crossings_limit) == (2, 2)
    assert signals == []


def test_points_on_the_median_do_not_count() -> None:
    chart = run_chart([*[5] * 20, 1, 9, 1, 9, 1])
    assert chart.missing is Missing.TOO_FEW
    assert chart.centre[0] == 5
    assert chart.stretches[0].runs is not None
    assert chart.stretches[0].runs.useful == 5


def test_a_missing_month_neither_breaks_a_run_nor_counts() -> None:
    later = [13, 13, 13, None, 13, 13, 13, 13]
    chart = xmr_chart([*ORDINARY, *later], phases=FROZEN)
    shift = next(signal for signal in chart.signals if signal.rule is Rule.SHIFT)
    assert shift.indices == (20, 21, 22, 24, 25, 26, 27)


@pytest.mark.parametrize(
    ("better", "expected"),
    [(Better.HIGHER, Mark.IMPROVEMENT), (Better.LOWER, Mark.CONCERN), (Better.NEITHER, Mark.CHANGE)],
)
def test_better_or_worse(better: Better, expected: Mark) -> None:
    chart = xmr_chart([*ORDINARY, 40, None], phases=FROZEN)
    assert marks(chart, better)[-2:] == (expected, Mark.ORDINARY)
    assert now(chart, better) is expected
    assert set(marks(chart, better)[:-2]) == {Mark.ORDINARY}


def test_a_rising_trend_below_the_centre_is_an_improvement() -> None:
    values = [100, 120] * 10
    chart = xmr_chart([*values, 101, 102, 103, 104, 105, 106, 107], phases=FROZEN)
    assert {signal.rule for signal in chart.signals} == {Rule.SHIFT, Rule.TREND}
    assert now(chart, Better.HIGHER) is Mark.CONCERN  # seven below the centre as well: the side decides
    chart = xmr_chart([*values, 101, 102, 103, 104, 105, 106, 111], phases=FROZEN)
    assert now(chart, Better.HIGHER) is Mark.IMPROVEMENT


@pytest.mark.parametrize(
    ("target", "better", "expected"),
    [
        (1, Better.HIGHER, Assurance.ALWAYS),
        (1, Better.LOWER, Assurance.NEVER),
        (10, Better.HIGHER, Assurance.SOMETIMES),
        (40, Better.HIGHER, Assurance.NEVER),
        (40, Better.LOWER, Assurance.ALWAYS),
        (40, Better.NEITHER, Assurance.UNKNOWN),
    ],
)
def test_whether_a_target_can_be_counted_on(target: float, better: Better, expected: Assurance) -> None:
    assert assurance(xmr_chart(ORDINARY), better, target) is expected


def test_no_assurance_without_limits() -> None:
    newest_too_short = xmr_chart([*ORDINARY, 3], phases=[Phase(), Phase(start=20)])
    assert assurance(newest_too_short, Better.HIGHER, 1) is Assurance.UNKNOWN
    assert assurance(xmr_chart([]), Better.HIGHER, 1) is Assurance.UNKNOWN
    assert now(xmr_chart([]), Better.HIGHER) is Mark.ORDINARY


def test_annotations_belong_to_points_and_change_nothing() -> None:
    plain = xmr_chart(ORDINARY)
    chart = annotate(annotate(plain, [Annotation(5, "Full tid")]), [Annotation(2, "Ny leder")])
    assert [note.index for note in chart.annotations] == [2, 5]
    assert (chart.upper, chart.signals) == (plain.upper, plain.signals)
    with pytest.raises(ValueError, match="no point"):
        annotate(plain, [Annotation(20, "Etter slutten")])


@given(st.lists(st.integers(-5, 5) | st.none(), max_size=60), st.sampled_from([None, 15]))
def test_signals_point_at_values_only(values: list[int | None], first: int | None) -> None:
    for chart in (xmr_chart(values, phases=[Phase(first=first)]), run_chart(values, phases=[Phase(first=first)])):
        for signal in chart.signals:
            assert all(values[index] is not None for index in signal.indices)
            assert list(signal.indices) == sorted(set(signal.indices))
        assert len(marks(chart, Better.LOWER)) == len(values)


@given(st.lists(st.integers(0, 30), min_size=10, max_size=40))
def test_upside_down_finds_the_same(values: list[int]) -> None:
    up, down = xmr_chart(values), xmr_chart([-value for value in values])
    found = {(signal.rule, signal.indices, signal.up) for signal in up.signals}
    assert found == {(signal.rule, signal.indices, not signal.up) for signal in down.signals}
