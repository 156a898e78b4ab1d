"""Leaving in different ways, against lifelines and by hand."""

from __future__ import annotations

import numpy as np
import pytest
from lifelines import AalenJohansenFitter

from mentornett.statistics.competing import cumulative_incidence
from mentornett.statistics.intervals import Interval, wilson_bounds
from mentornett.statistics.retention import kaplan_meier
from mentornett.statistics.spells import Spells
from tests.statistics.published import invented, six_mp


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("delayed", [False, True])
def test_as_lifelines(delayed: bool) -> None:
    spells = invented(200, delayed=delayed)
    entry = spells.entry if delayed else None
    for kind in (1, 2):
        found = cumulative_incidence(spells, kind)
        fitted = AalenJohansenFitter(calculate_variance=True).fit(spells.exit, spells.kind, kind, entry=entry)
        theirs = fitted.cumulative_density_.iloc[:, 0].loc[found.times]
        assert found.share == pytest.approx(theirs.to_numpy(), abs=1e-9)
        inner = found.curve.share > 0
        assert found.variance[inner] == pytest.approx(fitted.variance_.loc[found.times].to_numpy()[inner], rel=1e-6)


def test_all_ways_and_retention_add_up_to_one() -> None:
    spells = invented(150, ties=True)
    parts = [cumulative_incidence(spells, kind).at(12) for kind in (1, 2)]
    assert sum(part.share for part in parts) + kaplan_meier(spells).at(12).share == pytest.approx(1)


def test_one_way_alone_is_what_retention_lacks() -> None:
    curve, found = kaplan_meier(six_mp()), cumulative_incidence(six_mp(), 1)
    assert found.share == pytest.approx(1 - curve.share)
    assert found.variance == pytest.approx(curve.variance, rel=0.15)
    assert (found.at(23).share, found.at(23).at_risk) == (pytest.approx(1 - 0.4482, abs=1e-4), 6)


def test_without_censoring_it_is_a_share_with_wilson() -> None:
    found = cumulative_incidence(Spells.of([3, 5, 8, *[24] * 7], [1, 2, 1, *[0] * 7]), 1).at(12)
    low, high = wilson_bounds(np.array([0.2]), np.array([10.0]))
    assert (found.share, found.low, found.high) == (pytest.approx(0.2), pytest.approx(low[0]), pytest.approx(high[0]))


def test_weights_count_as_repeated_rows() -> None:
    spells = invented(60, ties=True)
    weight = np.random.default_rng(2).integers(1, 4, len(spells))
    heavy = cumulative_incidence(Spells(spells.entry, spells.exit, spells.kind, weight.astype(float)), 1)
    repeated = cumulative_incidence(spells.chosen(np.repeat(np.arange(len(spells)), weight)), 1)
    assert heavy.share == pytest.approx(repeated.share)
    assert heavy.variance == pytest.approx(repeated.variance)


def test_who_left_otherwise_is_not_as_if_still_here() -> None:
    spells = invented(200, delayed=False)
    assert cumulative_incidence(spells, 1).at(24).share < 1 - kaplan_meier(spells.only(1)).at(24).share


def test_edges() -> None:
    assert not cumulative_incidence(Spells.of([], []), 1).at(12).is_known
    stayed = cumulative_incidence(Spells.of([24] * 6, [0] * 6), 1).at(12)
    assert (stayed.share, stayed.low) == (0, 0)
    assert stayed.high == pytest.approx(1 - 6 / (6 + 1.959964**2))
    gone = cumulative_incidence(Spells.of([1, 2, 3], [1, 1, 1]), 1, interval=Interval.PLAIN).at(12)
    assert (gone.share, gone.low, gone.high) == (pytest.approx(1), pytest.approx(1), 1)
    assert cumulative_incidence(Spells.of([1, 2], [1, 1]), 2).at(1).share == 0
    assert not cumulative_incidence(six_mp(), 1).at(40).is_known
