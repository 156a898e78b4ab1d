"""The draw: every restriction holds, the same seed gives the same result, and units have their chances."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentornett.statistics.design.drawing import CandidateSet, candidate_set, draw, imbalance, repeats
from mentornett.statistics.design.permutation import permutation_of_draw
from mentornett.statistics.design.rollout import Place, PlannedUnit, Rollout
from mentornett.statistics.effect.answering import Reason, Unanswered
from mentornett.statistics.effect.cells import Cells, count_cells
from mentornett.statistics.effect.permutation import Permutation
from tests.statistics.effect.networks import some_network


def some_plan(units: int = 12, at_a_time: int = 2, *, places: dict[int, Place] | None = None, seed: int = 0) -> Rollout:
    random = np.random.default_rng(seed)
    planned = tuple(
        PlannedUnit(
            f"unit {i:02}",
            f"municipality {i % 2}",
            float(random.integers(1, 20)),
            round(float(random.beta(6, 4)), 2),
            (places or {}).get(i, Place.ANYWHERE),
        )
        for i in range(units)
    )
    return Rollout(planned, at_a_time, date(2027, 1, 31), 6, candidates=400)


PLAN = some_plan(places={3: Place.FIRST, 7: Place.LAST})


@given(st.integers(4, 16), st.integers(1, 6), st.integers(0, 2**64), st.integers(0, 50))
@settings(max_examples=40)
def test_the_drawn_order_obeys_all_restrictions(units: int, at_a_time: int, seed: int, kind: int) -> None:
    if units <= at_a_time:
        return
    plan = some_plan(units, at_a_time, places={0: Place.FIRST, 1: Place.LAST}, seed=kind)
    drawn = draw(plan, seed=seed)
    sizes = np.bincount(drawn.wave, minlength=len(plan.sizes))
    assert sizes.tolist() == list(plan.sizes)
    assert sizes.max() <= at_a_time
    assert drawn.wave[0] == 0
    assert drawn.wave[1] == len(plan.sizes) - 1
    assert 0 < drawn.surest <= 1
    assert drawn.imbalance <= drawn.worst_kept


@given(st.integers(0, 1000))
@settings(max_examples=10)
def test_strata_are_dealt_out_evenly_over_the_waves(seed: int) -> None:
    plan = some_plan(12, 3, seed=seed)
    orders = candidate_set(plan, seed=seed).orders
    for stratum in np.unique(plan.strata):
        counts = np.stack([(orders[:, plan.strata == stratum] == wave).sum(axis=1) for wave in range(4)])
        assert (np.ptp(counts, axis=0) <= 1).all()


def test_the_draw_is_the_same_today_and_tomorrow_and_on_every_machine() -> None:
    """These numbers are in protocols. If they change, `rollout.VERSION` must."""
    drawn = draw(PLAN, seed=20270115)
    assert drawn.wave == (4, 3, 4, 0, 2, 5, 1, 5, 1, 0, 3, 2)
    assert drawn.plan_digest[:16] == "6e006dcea02405d5"
    assert drawn.set_digest[:16] == "bf5db427bd96779e"
    assert (drawn.candidates, drawn.kept, drawn.chosen) == (399, 100, 94)


def test_the_order_of_the_list_decides_nothing() -> None:
    turned = replace(PLAN, units=PLAN.units[::-1])
    assert turned == PLAN
    assert draw(turned, seed=3) == draw(PLAN, seed=3)


def test_a_protocol_can_be_repeated_from_its_text_and_seed() -> None:
    again = Rollout.of_text(PLAN.text)
    assert (again, again.digest) == (PLAN, PLAN.digest)
    drawn = draw(again, seed=4)
    assert repeats(drawn)
    assert not repeats(replace(drawn, chosen=drawn.chosen + 1))


def test_text_of_another_version_is_refused() -> None:
    with pytest.raises(ValueError, match="another version"):
        Rollout.of_text(PLAN.text.replace('"version":1', '"version":0'))


def test_another_seed_or_plan_gives_another_set() -> None:
    sets = {candidate_set(PLAN, seed=1).digest, candidate_set(PLAN, seed=2).digest}
    assert len(sets) == 2
    assert replace(PLAN, at_a_time=3).digest != PLAN.digest


def test_orders_are_distinct_sorted_and_better_than_most() -> None:
    among = candidate_set(PLAN, seed=5)
    assert np.array_equal(np.unique(among.orders, axis=0), among.orders)
    assert len(among.orders) >= 100
    everything = candidate_set(replace(PLAN, best=1.0), seed=5)
    assert among.imbalance.max() < np.median(everything.imbalance)


def test_few_possible_orders_are_all_kept() -> None:
    among = candidate_set(some_plan(4, 1, places={0: Place.FIRST}), seed=1)
    assert len(among.orders) == 6
    assert among.smallest_p == 1 / 6


def test_waves_start_on_the_same_day_of_the_month_or_its_last() -> None:
    plan = replace(PLAN, months_between=1)
    assert [str(day) for day in plan.dates[:4]] == ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]


def test_imbalance_is_nothing_when_waves_are_alike_and_much_when_sorted() -> None:
    units = tuple(PlannedUnit(str(i), "a", hires, hires / 10) for i, hires in enumerate([2.0, 8.0, 2.0, 8.0]))
    plan = Rollout(units, 2, date(2027, 1, 1), 6)
    assert imbalance(plan, np.array([[0, 0, 1, 1], [0, 1, 0, 1]])).tolist() == [0, 1]


def test_unknown_baseline_counts_as_the_mean() -> None:
    units = (PlannedUnit("a", "m", 4, 0.5), PlannedUnit("b", "m", 4, None), PlannedUnit("c", "m", 4, 0.7))
    assert Rollout(units, 1, date(2027, 1, 1), 6).balanced[1].tolist() == pytest.approx([0.5, 0.6, 0.7])


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"at_a_time": 12}, "nothing to draw"),
        ({"at_a_time": 0}, "at least one unit"),
        ({"months_between": 0}, "a month between"),
        ({"best": 0.0}, "a share of them"),
        ({"units": (PLAN.units[0], PLAN.units[0])}, "the same key"),
        ({"units": ()}, "nothing to draw"),
        ({"units": tuple(replace(unit, place=Place.FIRST) for unit in PLAN.units)}, "more units must be first"),
        ({"units": tuple(replace(unit, place=Place.LAST) for unit in PLAN.units)}, "more units must be last"),
        ({"units": PLAN.units[3:4] + PLAN.units[7:9], "at_a_time": 1}, "every unit's place is given"),
    ],
)
def test_plans_that_cannot_be_drawn_say_why(change: dict[str, object], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        replace(PLAN, **change)  # type: ignore[arg-type]


@pytest.mark.parametrize(("hires", "baseline"), [(-1.0, None), (float("nan"), None), (1.0, 1.2)])
def test_impossible_units_are_refused(hires: float, baseline: float | None) -> None:
    with pytest.raises(ValueError, match="unit 1"):
        PlannedUnit("unit 1", "m", hires, baseline)


def test_seed_below_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="seed"):
        draw(PLAN, seed=-1)


def drawn_network(log_ratio: float) -> tuple[Cells, CandidateSet]:
    """Return a network whose order is one of a set, as if it had been drawn."""
    cells = count_cells(*some_network(1, units=8, hires=25, log_ratio=log_ratio))
    orders = np.unique(np.random.default_rng(1).permuted(np.tile(cells.start - 1, (200, 1)), axis=1), axis=0)
    orders = np.unique(np.vstack([orders, cells.start - 1]), axis=0)
    return cells, CandidateSet(orders, np.zeros(len(orders)), len(orders))


def test_drawn_order_is_held_against_its_own_set() -> None:
    cells, among = drawn_network(-1.0)
    answer = permutation_of_draw(cells, among)
    assert isinstance(answer, Permutation)
    assert answer.drawn
    assert answer.smallest == 1 / len(among.orders) <= answer.p <= 0.02


def test_order_that_was_not_among_them_is_refused() -> None:
    cells, among = drawn_network(0)
    with pytest.raises(ValueError, match="not among"):
        permutation_of_draw(replace(cells, start=np.ones(8, dtype=np.intp)), among)


def test_drawn_order_when_nobody_left() -> None:
    cells, among = drawn_network(0)
    none = replace(cells, leavers=np.zeros_like(cells.leavers))
    assert permutation_of_draw(none, among) == Unanswered(Reason.NOBODY_LEFT)
