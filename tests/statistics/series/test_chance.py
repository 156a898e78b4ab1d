"""How often a chart cries wolf: what is told must be what happens when nothing has changed."""

from __future__ import annotations

import numpy as np
import pytest

from mentornett.statistics.series.chance import LONG, false_alarms, has_long_run
from mentornett.statistics.series.charts import g_chart, moving_range_chart, run_chart, t_chart, xmr_chart
from mentornett.statistics.series.points import Chart, Phase

TIMES = 300


def charts_of_nothing(before: int | None, points: int, kind: str) -> list[Chart]:
    chance = np.random.default_rng(7)
    phases = (Phase(before=before),)
    if kind == "t":
        return [t_chart(chance.exponential(30, points).tolist(), phases=phases) for _time in range(TIMES)]
    if kind == "g":
        return [g_chart((chance.geometric(0.1, points) - 1.0).tolist(), phases=phases) for _time in range(TIMES)]
    if kind == "mr":
        return [moving_range_chart(chance.normal(10, 2, points).tolist(), phases=phases) for _time in range(TIMES)]
    return [xmr_chart(chance.normal(10, 2, points).tolist(), phases=phases) for _time in range(TIMES)]


@pytest.mark.parametrize(
    ("before", "points", "kind"),
    [
        (12, 24, "x"), (12, 36, "x"), (24, 48, "t"), (None, 24, "x"), (None, 48, "t"), (12, 24, "g"), (None, 24, "g"),
        (12, 36, "mr"), (None, 24, "mr"),
    ],
)  # fmt: skip
def test_false_alarms_are_as_often_as_is_told(before: int | None, points: int, kind: str) -> None:
    charts = charts_of_nothing(before, points, kind)
    later = before or 0
    found = sum(any(max(signal.indices) >= later for signal in chart.signals) for chart in charts) / TIMES
    assert false_alarms(charts[0]) == pytest.approx(found, abs=0.12)
    assert sum(map(has_long_run, charts)) / TIMES < 0.05


def test_only_points_after_the_baseline_that_are_known_count() -> None:
    values = [9, 10, 11, 10] * 3
    short, long = (xmr_chart([*values, *more], phases=(Phase(before=12),)) for more in ([10, None, 9], [10] * 24))
    assert 0 < false_alarms(short) < 0.1 < 0.4 < false_alarms(long) < 0.5
    assert false_alarms(run_chart(values)) == 0.1


@pytest.mark.parametrize("many", [LONG - 1, LONG])
def test_long_run(many: int) -> None:
    chart = xmr_chart([*[9, 10, 11, 10] * 4, *[12] * many, 8], phases=(Phase(before=16),))
    assert has_long_run(chart) == (many == LONG)
