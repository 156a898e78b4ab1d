"""A roll-out as plain values: the same waves as the draw has, what hinders it, and what the register fills in."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentornett.measurement.rules.drawn import draw_from, facts_of, rollout, starts_of
from mentornett.measurement.rules.rollouts import (
    Hindrance,
    Ready,
    UnitToDraw,
    analysis_text,
    can_be_told,
    digest_of,
    hindrances,
    leaving_of_hundred,
    mean_leaving,
    most_orders,
    rate_a_year,
    share_of_ten,
    sizes,
    waves,
    within_another,
)
from mentornett.statistics.design.rollout import Place, PlannedUnit, Rollout

TODAY = date(2026, 3, 12)
READY = Ready(["anywhere"] * 4, 20, 2, date(2026, 7, 1), leaving_known=True)
PLACES = st.sampled_from(["anywhere", "anywhere", "anywhere", "first", "last"])


@given(units=st.integers(2, 40), at_a_time=st.integers(1, 20), months=st.integers(1, 12), first=st.dates(TODAY))
def test_waves_are_those_of_the_draw(units: int, at_a_time: int, months: int, first: date) -> None:
    first = min(first, date(2200, 1, 31))
    each = [PlannedUnit(f"{number:03}", "", 4) for number in range(units)]
    try:
        plan = Rollout(tuple(each), at_a_time, first, months)
    except ValueError:
        assert len(sizes(units, at_a_time)) < 2
        return
    assert sizes(units, at_a_time) == plan.sizes
    assert [wave.day for wave in waves(units, at_a_time, first, months)] == plan.dates.tolist()


@given(places=st.lists(PLACES, max_size=9), at_a_time=st.integers(1, 6))
def test_a_plan_without_hindrance_can_be_drawn_and_no_other(places: list[str], at_a_time: int) -> None:
    """The page refuses exactly what the draw would refuse."""
    found = hindrances(replace(READY, places=places, at_a_time=at_a_time), TODAY)
    try:
        Rollout(
            tuple(PlannedUnit(str(number), "", 5, None, Place(place)) for number, place in enumerate(places)),
            at_a_time, date(2026, 7, 1), 6,
        )  # fmt: skip
    except ValueError:
        assert found
    else:
        assert not found


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"places": []}, Hindrance.FEW),
        ({"places": ["anywhere"]}, Hindrance.FEW),
        ({"at_a_time": 4}, Hindrance.AT_ONCE),
        ({"places": ["first"] * 3 + ["anywhere"]}, Hindrance.FIRST),
        ({"places": ["last"] * 3 + ["anywhere"]}, Hindrance.LAST),
        ({"places": ["first", "first", "last", "anywhere"]}, Hindrance.PLACED),
        ({"hires": 0}, Hindrance.NOBODY),
        ({"leaving_known": False}, Hindrance.LEAVING),
        ({"first": TODAY}, Hindrance.PAST),
        ({"may_still_answer": True}, Hindrance.UNANSWERED),
    ],
)
def test_what_hinders_a_draw_is_named(change: dict[str, object], why: Hindrance) -> None:
    assert hindrances(READY, TODAY) == ()
    assert why in hindrances(replace(READY, **change), TODAY)  # type: ignore[arg-type]


Row = tuple[str, int, int | None, str]
UNITS = st.lists(
    st.tuples(st.sampled_from(["3334", "5025", "3103"]), st.integers(1, 40), st.none() | st.integers(0, 10), PLACES),
    min_size=4, max_size=12,
)  # fmt: skip


@settings(max_examples=15)
@given(rows=UNITS, at_a_time=st.integers(1, 4), seed=st.integers(0, 2**62 - 1))
def test_no_order_is_outside_its_restrictions(rows: list[Row], at_a_time: int, seed: int) -> None:
    units = [UnitToDraw(f"{place}/{n}", place, hires, stay, at) for n, (place, hires, stay, at) in enumerate(rows)]
    try:
        plan = rollout(units, at_a_time=at_a_time, first=date(2026, 7, 1), months_between=6)
    except ValueError:
        return
    drawn = draw_from(replace(plan, candidates=200).text, seed)
    starts, by_wave = starts_of(drawn), waves(len(units), at_a_time, date(2026, 7, 1), 6)
    assert Counter(wave for wave, _day in starts.values()) == {one.number - 1: one.size for one in by_wave}
    assert all(day == by_wave[wave].day for wave, day in starts.values())
    for unit in units:
        wave = starts[unit.key][0]
        assert {"first": wave == 0, "last": wave == len(by_wave) - 1}.get(unit.place, True)


def test_text_and_seed_alone_give_the_draw_again() -> None:
    units = [UnitToDraw(f"3334/{number}", "3334", 4 + number % 3, 6, "anywhere") for number in range(8)]
    text = rollout(units, at_a_time=2, first=date(2026, 7, 1), months_between=6).text
    once, again = draw_from(text, 20260312), draw_from(str(json.loads(json.dumps(text))), 20260312)
    assert starts_of(once) == starts_of(again)
    assert (once.set_digest, facts_of(once)) == (again.set_digest, facts_of(again))
    assert once.plan_digest == digest_of(text)
    assert draw_from(text, 20260313).set_digest != once.set_digest


@pytest.mark.parametrize(
    ("units", "at_a_time", "orders", "told"),
    [(4, 2, 6, False), (4, 1, 24, True), (6, 3, 20, True), (3, 1, 6, False), (2, 2, 1, False)],
)
def test_too_few_orders_can_never_stand_out(units: int, at_a_time: int, orders: int, told: bool) -> None:
    planned = waves(units, at_a_time, TODAY, 6)
    assert (most_orders(planned), can_be_told(planned)) == (orders, told)


def test_units_within_a_chosen_one_are_found() -> None:
    parents = {1: None, 2: 1, 3: 2, 4: None}
    assert within_another([1, 3, 4], parents) == {3}
    assert within_another([2, 4], parents) == frozenset()


@pytest.mark.parametrize(("hires", "rate"), [(0, 0), (1, 0.5), (7, 3.5), (16, 8)])
def test_hires_of_two_years_become_a_rate_a_year(hires: int, rate: float) -> None:
    assert rate_a_year(hires) == rate


def test_shares_of_few_are_not_told() -> None:
    assert (share_of_ten(10, 19), leaving_of_hundred(10, 19)) == (None, None)
    assert (share_of_ten(13, 20), leaving_of_hundred(13, 20)) == (6, 35)
    assert (leaving_of_hundred(20, 20), leaving_of_hundred(0, 20)) == (5, 95)  # never none and never all


def test_leaving_is_the_mean_over_hires() -> None:
    assert mean_leaving([(10, 20), (30, 40), (5, None)]) == pytest.approx(0.35)
    assert mean_leaving([]) is None
    assert mean_leaving([(0, 20)]) is None


def test_analysis_names_the_day_of_the_answer() -> None:
    text = analysis_text(last_start=date(2028, 1, 31), months_after=13)
    assert json.loads(text)["answered_on"] == "2029-02-28"
    assert digest_of(text) != digest_of(analysis_text(last_start=date(2028, 1, 31), months_after=12))
