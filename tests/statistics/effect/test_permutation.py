"""The score of an order, and the share of other orders that give as much."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st

from mentornett.statistics.effect.answering import Reason, Unanswered
from mentornett.statistics.effect.cells import count_cells
from mentornett.statistics.effect.permutation import Permutation, p_value, permutation_of_starts, shuffled
from mentornett.statistics.effect.score import Scores, Tables
from tests.statistics.effect.networks import some_network
from tests.statistics.effect.test_hazard import dummies, network_cells


def test_score_is_that_of_the_full_regression() -> None:
    """U / √I from statsmodels' fit without the scheme: residuals, and what the other columns leave of the exposed."""
    cells = network_cells(2, log_ratio=-0.4)
    design = dummies(cells)
    fit = sm.GLM(cells.leavers, design, family=sm.families.Poisson(), offset=np.log(cells.months)).fit(tol=1e-12)
    root = np.sqrt(fit.fittedvalues)
    exposed = cells.exposed * 1.0
    left = root * exposed - root[:, None] * design @ np.linalg.lstsq(root[:, None] * design, root * exposed)[0]
    score = exposed @ (cells.leavers - fit.fittedvalues) / np.sqrt(left @ left)
    assert Scores.of(Tables.of(cells)).of_orders(cells.start[None])[0] == pytest.approx(score, abs=1e-6)


def test_many_orders_at_once_are_one_order_at_a_time() -> None:
    cells = network_cells(4)
    scores = Scores.of(Tables.of(cells))
    orders = shuffled(cells.start, orders=20, seed=1)
    alone = [Scores.of(Tables.of(replace(cells, start=order))).of_orders(order[None])[0] for order in orders]
    assert scores.of_orders(orders) == pytest.approx(np.array(alone))


def test_order_in_which_nobody_ever_starts_scores_nothing() -> None:
    cells = network_cells(4)
    assert Scores.of(Tables.of(cells)).of_orders(np.full((1, 8), cells.never)).tolist() == [0]


@given(st.floats(-5, 5), st.lists(st.floats(-5, 5), max_size=30))
def test_p_is_above_nothing_and_at_most_one(seen: float, others: list[float]) -> None:
    assert 0 < p_value(seen, np.array(others)) <= 1
    assert 0 < p_value(seen, np.array([*others, seen]), among=True) <= 1


def test_p_counts_both_sides_and_ties() -> None:
    others = np.array([-3.0, -2.0, 1.0, 2.0])
    assert p_value(2.0, others) == 4 / 5
    assert p_value(2.0, others, among=True) == 3 / 4


def test_strong_effect_is_beyond_all_other_orders() -> None:
    cells = network_cells(1, units=12, hires=40, log_ratio=-1.0)
    answer = permutation_of_starts(cells, orders=199)
    assert answer == Permutation(1 / 200, answer.statistic, 199, 1 / 200, drawn=False)  # type: ignore[union-attr]
    assert answer.statistic < -4  # type: ignore[union-attr]


def test_one_start_for_all_has_no_other_order() -> None:
    assert permutation_of_starts(network_cells(1, waves=1)) == Unanswered(Reason.NO_COMPARISON)


def test_nobody_left_is_not_unusual() -> None:
    cells = network_cells(1)
    answer = permutation_of_starts(replace(cells, leavers=np.zeros_like(cells.leavers)), orders=19)
    assert answer == Permutation(1.0, 0.0, 19, 1 / 20, drawn=False)


def test_separation_still_has_a_p() -> None:
    cells = count_cells(*some_network(1, hires=20, units=10))
    spared = replace(cells, leavers=np.where(cells.exposed, 0.0, cells.leavers))
    answer = permutation_of_starts(spared, orders=199)
    assert isinstance(answer, Permutation)
    assert answer.p <= 0.01
