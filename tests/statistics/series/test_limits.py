"""Lines against published examples, and what moves them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.statistics.series.charts import (
    g_chart,
    moving_range_chart,
    p_chart,
    run_chart,
    t_chart,
    u_chart,
    xmr_chart,
)
from mentornett.statistics.series.points import Chart, Kind, Line, Missing, Phase, Rule

LOANS = [310, 288, 297, 298, 307, 303, 294, 297, 308, 306, 294, 299, 297, 299, 314, 295, 293, 306, 301, 304]
CANS = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6]
CLOTH = [14, 12, 20, 11, 7, 10, 21, 16, 19, 23], [10.0, 8.0, 13.0, 10.0, 9.5, 10.0, 12.0, 10.5, 12.0, 12.5]
FLOW = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
TIMES = [286, 948, 536, 124, 816, 729, 4, 143, 431, 8, 2837, 596, 81, 227, 603, 492, 1199, 1214, 2831, 96]

some_values = st.lists(st.integers(0, 60), min_size=20, max_size=30).filter(lambda values: len(set(values)) > 1)


def lines_at(chart: Chart, index: int = 0) -> tuple[float | None, float | None, float | None]:
    return chart.lower[index], chart.centre[index], chart.upper[index]


def known(line: Line) -> list[float]:
    assert None not in line
    return [value for value in line if value is not None]


def outside(chart: Chart) -> list[int]:
    return [signal.indices[0] for signal in chart.signals if signal.rule is Rule.OUTSIDE]


def test_single_values_as_published() -> None:
    """NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2 (flow rate of ten batches)."""
    assert lines_at(xmr_chart(FLOW)) == pytest.approx((45.8159, 50.81, 55.8041), abs=0.0001)
    assert lines_at(moving_range_chart(FLOW), 1) == pytest.approx((0, 1.8778, 6.135), abs=0.0005)


def test_single_values_by_hand() -> None:
    """Twenty values with the sum 6010, and nineteen ranges with the sum 148."""
    chart = xmr_chart(LOANS)
    assert lines_at(chart) == pytest.approx((300.5 - 3 * 148 / 19 / 1.128, 300.5, 300.5 + 3 * 148 / 19 / 1.128))
    assert chart.signals == ()
    assert lines_at(moving_range_chart(LOANS), 1) == pytest.approx((0, 148 / 19, 3.267 * 148 / 19))


def test_shares_as_published() -> None:
    """Montgomery, «Introduction to Statistical Quality Control» (`orangejuice` in qcc): two samples are out."""
    chart = p_chart(CANS, [50] * 30)
    assert lines_at(chart) == pytest.approx((0.0524, 0.2313, 0.4102), abs=0.00005)
    assert outside(chart) == [14, 22]


def test_shares_of_the_exercise() -> None:
    """Montgomery, 5th edition, exercise 6-1: 117 of 20 × 100, so limits 0 and 0.1289."""
    counts = [6] * 17 + [5] * 3
    assert lines_at(p_chart(counts, [100] * 20)) == pytest.approx((0, 0.0585, 0.1289), abs=0.00005)


def test_rates_of_rolls_of_different_size() -> None:
    """Montgomery's dyed cloth (`dyedcloth` in qcc); by hand, 153 in 107.5, and limits by the size of each roll."""
    chart, rate = u_chart(*CLOTH), 153 / 107.5
    for at, size in enumerate(CLOTH[1]):
        far = 3 * math.sqrt(rate / size)
        assert lines_at(chart, at) == pytest.approx((rate - far, rate, rate + far))


def test_time_between_events_is_bent_straightened_and_bent_back() -> None:
    """Nelson 1994: a chart of single values of the bent times, bent back."""
    straight, chart = xmr_chart([value ** (1 / 3.6) for value in TIMES]), t_chart(TIMES)
    assert (straight.lower[0] or 0) < 0
    assert lines_at(chart) == pytest.approx((0, (straight.centre[0] or 0) ** 3.6, (straight.upper[0] or 0) ** 3.6))
    assert chart.signals == ()


def test_number_between_events() -> None:
    """Benneyan 2001: mean + 3·√(mean·(mean + 1)); by hand, mean 3 and median 2."""
    chart = g_chart([0, 1, 1, 2, 2, 2, 3, 4, 6, 9])
    assert lines_at(chart) == (0, 2, pytest.approx(3 + 3 * math.sqrt(12)))


def test_larger_groups_have_nearer_limits() -> None:
    chart = p_chart([10] * 10, [50, 100] * 5)
    share = 100 / 750
    assert chart.centre[0] == pytest.approx(share)
    assert chart.upper[1] == pytest.approx(share + 3 * math.sqrt(share * (1 - share) / 100))
    assert known(chart.upper)[0] > known(chart.upper)[1]


def test_no_limit_below_the_least_that_can_be() -> None:
    values = [0, 5, 1, 6, 0, 7, 2, 5, 0, 6, 1, 4]
    free, held = xmr_chart(values), xmr_chart(values, least=0)
    assert (free.lower[0] or 0) < (free.near_lower[0] or 0) < 0
    assert (held.lower[0], held.near_lower[0], held.upper[0]) == (0, 0, free.upper[0])
    assert held.signals == free.signals


def test_one_wild_range_is_left_out() -> None:
    """Nelson 1982: by hand, eighteen ranges of 1, one of 49 and one of 50; the screened mean is 1."""
    values = [float(at % 2) for at in range(10)] + [50.0] + [float(at % 2) for at in range(10)]
    sd = 1 / 1.128
    chart = xmr_chart(values)
    assert chart.upper[0] == pytest.approx((chart.centre[0] or 0) + 3 * sd)
    assert 10 in outside(chart)


@given(some_values, st.integers(-50, 50), st.sampled_from([0.5, 2, 10]))
def test_lines_follow_shift_and_scale(values: list[int], shift: int, scale: float) -> None:
    plain, moved = xmr_chart(values), xmr_chart([scale * value + shift for value in values])
    for line in ("centre", "lower", "upper", "near_lower", "near_upper"):
        assert known(getattr(moved, line)) == pytest.approx([scale * at + shift for at in known(getattr(plain, line))])


@given(some_values, st.lists(st.integers(0, 1000) | st.none(), max_size=10))
def test_later_points_never_move_a_frozen_baseline(values: list[int], later: list[int | None]) -> None:
    phases = [Phase(first=15)]
    short, long = xmr_chart(values, phases=phases), xmr_chart([*values, *later], phases=phases)
    assert long.upper[: len(values)] == short.upper
    assert set(long.upper[len(values) :]) <= {short.upper[0]}
    assert long.stretches[0].baseline == tuple(range(15))


@given(some_values)
def test_a_phase_is_a_chart_of_its_own(values: list[int]) -> None:
    both = xmr_chart([*values, *values], phases=[Phase(), Phase(start=len(values))])
    alone = xmr_chart(values)
    assert both.upper == alone.upper * 2
    assert len(both.signals) == 2 * len(alone.signals)


def test_baseline_up_to_a_date() -> None:
    values: list[float | None] = [1, None, 3, *range(20)]
    chart = xmr_chart(values, phases=[Phase(before=14)])
    assert chart.stretches[0].baseline == (0, *range(2, 14))
    assert chart.stretches[0].phase.frozen


@pytest.mark.parametrize("make", [run_chart, xmr_chart, t_chart, g_chart])
@pytest.mark.parametrize("values", [[], [4.0], [4.0] * 9, [None] * 30])
def test_too_few_points_give_no_lines(make, values: list[float | None]) -> None:  # type: ignore[no-untyped-def]
    chart = make(values)
    assert chart.missing is Missing.TOO_FEW
    assert set(chart.centre) | set(chart.lower) | set(chart.upper) <= {None}
    assert chart.signals == ()
    assert len(chart.values) == len(values)


@pytest.mark.parametrize(("first", "missing"), [(11, Missing.TOO_FEW), (12, None)])
def test_a_frozen_baseline_needs_twelve(first: int, missing: Missing | None) -> None:
    chart = xmr_chart(LOANS, phases=[Phase(first=first)])
    assert chart.missing is missing


@pytest.mark.parametrize(
    ("chart", "centre"),
    [
        (xmr_chart([7.0] * 12), 7),
        (p_chart([0] * 12, [10] * 12), 0),
        (p_chart([10] * 12, [10] * 12), 1),
        (u_chart([0] * 12, [30] * 12), 0),
        (g_chart([0] * 12), 0),
        (t_chart([30.0] * 12), 30),
        (xmr_chart([0.1] * 12), 0.1),
        (run_chart([7.0] * 12), 7),
    ],
)
def test_a_constant_baseline_has_a_centre_but_no_limits(chart: Chart, centre: float) -> None:
    assert chart.missing is Missing.NO_VARIATION
    assert lines_at(chart) == (None, pytest.approx(centre), None)
    assert chart.signals == ()


def test_equal_shares_never_lie_on_one_side() -> None:
    """3 of 7 in every period, though 3 / 7 · 7 is not 3 to the last digit."""
    for above, below in [(3, 7), (1, 49), (5, 11)]:
        assert p_chart([above] * 30, [below] * 30).signals == ()


def test_a_shift_away_from_a_constant_baseline_is_still_seen() -> None:
    chart = u_chart([0] * 12 + [1] * 7, [30] * 19, phases=[Phase(first=12)])
    assert [(signal.rule, signal.indices) for signal in chart.signals] == [(Rule.SHIFT, tuple(range(12, 19)))]


def test_a_period_without_people_has_no_value() -> None:
    chart = p_chart([1, 0, None, *[2] * 12], [10, 0, 10, *[10] * 12])
    assert chart.values[:3] == (0.1, None, None)
    assert chart.upper[1:3] == (None, pytest.approx(known(chart.upper[3:])[0]))
    assert chart.stretches[0].baseline == (0, *range(3, 15))


def test_two_events_on_one_day_need_another_unit_of_time() -> None:
    assert t_chart([0.0, *range(1, 20)]).missing is Missing.ZERO_TIME
    assert t_chart([0.5, *range(1, 20)]).missing is None


@pytest.mark.parametrize(
    ("size", "thin"),
    [(20, True), (100, False)],
)
def test_thin_when_fewer_than_five_are_expected(size: int, thin: bool) -> None:
    assert p_chart([size // 10, size // 10 + 1] * 6, [size] * 12).stretches[0].thin is thin


def test_limits_from_few_points_are_provisional() -> None:
    assert xmr_chart(LOANS[:19]).stretches[0].provisional
    assert not xmr_chart(LOANS).stretches[0].provisional


@pytest.mark.parametrize(
    "make",
    [
        lambda: p_chart([3], [2]),
        lambda: p_chart([-1], [2]),
        lambda: u_chart([1], [-2]),
        lambda: u_chart([1, 2], [2]),
        lambda: t_chart([-1.0]),
        lambda: g_chart([-1]),
        lambda: xmr_chart([math.inf]),
        lambda: xmr_chart(LOANS, phases=[]),
        lambda: xmr_chart(LOANS, phases=[Phase(start=1)]),
        lambda: xmr_chart(LOANS, phases=[Phase(), Phase(start=0)]),
        lambda: xmr_chart(LOANS, phases=[Phase(), Phase(start=21)]),
        lambda: xmr_chart(LOANS, phases=[Phase(first=12, before=12)]),
    ],
)
def test_what_cannot_be_is_refused(make) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=r"\.$"):
        make()


def test_kinds_say_what_they_are() -> None:
    assert [make(LOANS).kind for make in (run_chart, xmr_chart, moving_range_chart, t_chart, g_chart)] == [
        Kind.RUN,
        Kind.XMR,
        Kind.MOVING_RANGE,
        Kind.T,
        Kind.G,
    ]
