"""A drawn roll-out whose truth is known: the answer from counts alone, its grade, and what the counts hold."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

import numpy as np
import pytest

from mentornett.config.demo import known_truth
from mentornett.config.demo.known_truth import PLACES, SEED, KnownHire, invent
from mentornett.core.time import add_months
from mentornett.measurement.rules.counted_cells import Counted, as_values, count, from_values, put_together
from mentornett.measurement.rules.grading import Doubt, Grade
from mentornett.measurement.rules.spells import Spell, Work, municipality_spells
from mentornett.measurement.rules.staggered_starts import UnitsApart, of_counts, of_drawn, starts_of, units_apart
from mentornett.statistics.design.drawing import Draw, draw
from mentornett.statistics.design.rollout import PlannedUnit, Rollout
from mentornett.statistics.effect import hazard
from mentornett.statistics.effect.answering import Reason
from mentornett.statistics.effect.hazard import HazardEffect, hazard_effect

UNTIL = date(2026, 6, 30)
FIRST = date(2020, 7, 1)
UNITS = [unit for place in PLACES for unit in place.units]
OWNERS = [place.key for place in PLACES for _unit in place.units]
KEYS = [f"unit {number:02}" for number in range(len(UNITS))]


def _plan() -> Rollout:
    units = zip(KEYS, OWNERS, UNITS, strict=True)
    return Rollout(
        tuple(PlannedUnit(key, owner, unit.a_year) for key, owner, unit in units), 2, add_months(FIRST, 24), 5
    )


def _spells(hires: Sequence[KnownHire], until: date = UNTIL) -> list[tuple[str, Spell]]:
    works = [Work(at, hire.unit, hire.starts, hire.ends, "left" if hire.ends else "") for at, hire in enumerate(hires)]
    return [(KEYS[spell.unit], spell) for spell in municipality_spells(works, until)]


def _story(drawn: Draw, seed: int = SEED) -> list[KnownHire]:
    starts = starts_of(drawn)
    return invent(UNITS, [starts[key] for key in KEYS], first=FIRST, last=UNTIL, seed=seed)


@pytest.fixture(scope="module")
def drawn() -> Draw:
    return draw(_plan(), seed=SEED)


@pytest.fixture(scope="module")
def story(drawn: Draw) -> list[KnownHire]:
    return _story(drawn)


@pytest.fixture(scope="module")
def counted(drawn: Draw, story: list[KnownHire]) -> Counted:
    return _count(_spells(story), drawn)


def _count(spells: Sequence[tuple[str, Spell]], drawn: Draw, keys: Sequence[str] = KEYS) -> Counted:
    starts = starts_of(drawn)
    return count(spells, {key: starts[key] for key in keys}, dates=list(starts.values()), until=UNTIL)


def _truth(story: list[KnownHire]) -> tuple[float, float]:
    """Return how many of 100 such hires are employed after 12 months without the scheme, and with it."""
    risks = [known_truth._risk(UNITS[hire.unit], hire.starts, FIRST, has_scheme=False) for hire in story]
    without, with_scheme = (np.mean(np.exp(-ratio * np.array(risks))) for ratio in (1, known_truth.RATIO))
    return 100 * float(without), 100 * float(with_scheme)


def _parts(drawn: Draw, story: list[KnownHire]) -> list[Counted]:
    """Let each municipality count its own hires by itself."""
    own = [[key for key, owner in zip(KEYS, OWNERS, strict=True) if owner == place.key] for place in PLACES]
    return [_count([hire for hire in _spells(story) if hire[0] in keys], drawn, keys) for keys in own]


@pytest.fixture(scope="module")
def answer(drawn: Draw, counted: Counted) -> UnitsApart:
    return of_drawn(counted, drawn, locked_before=True)


def test_answer_covers_the_truth_that_the_generator_knows(story: list[KnownHire], answer: UnitsApart) -> None:
    found = answer
    without, with_scheme = _truth(story)
    assert (round(without), round(with_scheme)) == (60, 80)
    assert found.grade == Grade.DRAWN
    assert found.points is not None
    assert found.points.low <= (with_scheme - without) / 100 <= found.points.high
    assert found.as_large is not None
    assert found.as_large <= 0.05
    assert found.orders is not None
    assert found.orders >= 100


def test_range_allows_for_what_else_is_not_known(counted: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    def width() -> float:
        effect = hazard_effect(counted.cells)
        assert isinstance(effect, HazardEffect)
        return effect.retention.points.high - effect.retention.points.low

    honest = width()
    monkeypatch.setattr(hazard, "_given", lambda *_all: None)  # the other effects as if they were known
    assert honest > 1.02 * width()


@pytest.mark.parametrize("seed", range(8))
def test_range_of_what_is_hardly_known_is_wide_and_not_impossible(drawn: Draw, seed: int) -> None:
    few = KEYS[:4]
    hires = [hire for hire in _spells(_story(drawn, seed)) if hire[0] in few][seed::7]
    effect = hazard_effect(_count(hires, drawn, few).cells)
    if isinstance(effect, HazardEffect):
        points = effect.retention.points
        assert -100 <= points.low <= points.value <= points.high <= 100


def test_counts_of_municipalities_put_together_are_those_of_all(
    drawn: Draw, story: list[KnownHire], counted: Counted
) -> None:
    together = put_together(_parts(drawn, story))
    assert together.keys == counted.keys
    assert together.cohorts == counted.cohorts
    assert (together.after, together.before) == (counted.after, counted.before)
    assert list(_rows(together)) == list(_rows(counted))


def _rows(counted: Counted) -> Iterator[tuple[float, ...]]:
    cells = counted.cells
    columns = (cells.unit, cells.half_year, cells.tenure, cells.window, np.round(cells.months, 9), cells.leavers)
    return iter(sorted(zip(*(column.tolist() for column in columns), strict=True)))


def test_units_come_in_the_order_of_the_plan_whoever_counts_first(drawn: Draw, story: list[KnownHire]) -> None:
    parts = _parts(drawn, story)
    backwards, forwards = put_together(parts[::-1]), put_together(parts)
    assert backwards.keys == tuple(unit.key for unit in drawn.plan.units)
    assert list(_rows(backwards)) == list(_rows(forwards))
    assert backwards.cells.start.tolist() == forwards.cells.start.tolist()


def test_counts_hold_nobody_and_no_day_of_anybody(counted: Counted, drawn: Draw, story: list[KnownHire]) -> None:
    values = as_values(counted)
    assert set(values) == {"keys", "start", "dates", "bands", "after", "before", "cohorts", "cells"}
    assert values["keys"] == KEYS
    starts = {str(day) for day in drawn.start}
    assert set(values["dates"]) == starts
    days = {str(day) for hire in story for day in (hire.starts, hire.ends) if day} - starts
    text = json.dumps(values)
    assert not [day for day in days if day in text]
    assert all(isinstance(one, int | float) for column in values["cells"].values() for one in column)


def test_stored_counts_are_read_as_they_were(counted: Counted) -> None:
    again = from_values(json.loads(json.dumps(as_values(counted))))
    assert again.keys == counted.keys
    assert list(_rows(again)) == list(_rows(counted))


@pytest.mark.parametrize("locked_before", [True, False])
def test_order_is_never_graded_as_drawn_when_the_protocol_does_not_hold(
    drawn: Draw, counted: Counted, locked_before: bool
) -> None:
    protocol = replace(drawn, chosen=drawn.chosen + 1) if locked_before else drawn
    found = of_drawn(counted, protocol, locked_before=locked_before)
    assert (found.grade, found.broken, found.orders) == (Grade.COMPARED, True, None)


def test_units_are_analysed_as_drawn_whatever_they_did(drawn: Draw) -> None:
    starts = starts_of(drawn)
    late = KEYS[6]
    real = [add_months(starts[key], 6) if key == late else starts[key] for key in KEYS]
    hires = _spells(invent(UNITS, real, first=FIRST, last=UNTIL, seed=SEED))
    found = _count(hires, drawn)
    assert dict(zip(found.keys, found.cells.dates[found.cells.start - 1].tolist(), strict=True)) == starts
    assert of_drawn(found, drawn, locked_before=True).grade == Grade.DRAWN


def test_counts_with_the_real_starts_are_not_those_of_the_draw(drawn: Draw, story: list[KnownHire]) -> None:
    starts = starts_of(drawn) | {KEYS[6]: None}
    real = count(_spells(story), starts, dates=list(starts_of(drawn).values()), until=UNTIL)
    with pytest.raises(ValueError, match="could have been drawn"):
        of_drawn(real, drawn, locked_before=True)


def test_shares_before_and_after_are_of_those_who_are_known_for_a_year(
    story: list[KnownHire], counted: Counted, drawn: Draw
) -> None:
    known = [hire for hire in story if add_months(hire.starts, 12) <= UNTIL]
    stayed = [hire for hire in known if hire.ends is None or hire.ends >= add_months(hire.starts, 12)]
    first = min(drawn.start)
    before = [number for (_half, window), number in counted.cohorts.items() if window == 0]
    assert sum(number[0] for number in counted.cohorts.values()) == len(known)
    assert sum(number[1] for number in counted.cohorts.values()) == len(stayed)
    assert sum(number[0] for number in before) == sum(hire.starts < first for hire in known)
    assert sum(number[1] for number in before) == sum(hire.starts < first for hire in stayed)


def test_whoever_came_into_the_register_late_is_not_in_the_shares() -> None:
    first, until = date(2023, 1, 1), date(2025, 6, 30)
    works = [Work(1, 1, first), Work(2, 1, first, known_from=date(2023, 7, 1)), Work(3, 1, date(2010, 1, 1))]
    hires = [("a", spell) for spell in municipality_spells(works, until)]
    since = date(2022, 1, 1)
    found = count(hires, {"a": None, "b": first}, dates=[first], until=until, since=since)
    assert (list(found.cohorts.values()), found.before) == (
        [(1, 1)],
        2,
    )  # the third is beyond the first year when the register begins
    assert found.cells.months.sum() == pytest.approx(12 + 6, abs=0.1)


def test_hires_of_other_units_and_units_without_hires_do_no_harm(drawn: Draw, story: list[KnownHire]) -> None:
    hires = [hire for hire in _spells(story) if hire[0] not in {KEYS[0], KEYS[7]}]
    found = _count([*hires, ("elsewhere", hires[0][1])], drawn)
    assert found.keys == tuple(KEYS)
    told = of_drawn(found, drawn, locked_before=True)
    assert (told.grade, told.units) == (Grade.DRAWN, len(KEYS) - 2)


def test_same_unit_twice_and_other_days_are_refused(drawn: Draw, story: list[KnownHire]) -> None:
    part = _parts(drawn, story)[0]
    with pytest.raises(ValueError, match="counted twice"):
        put_together([part, part])
    other = count([], {"x": UNTIL}, dates=[UNTIL], until=UNTIL)
    with pytest.raises(ValueError, match="different dates"):
        put_together([part, other])


def test_few_units_of_one_municipality_are_no_answer_alone(drawn: Draw, story: list[KnownHire]) -> None:
    part = _parts(drawn, story)[0]
    found = of_counts(part)
    assert found.effect is not None
    assert (found.units, found.grade, found.doubt) == (len(part.keys), Grade.TOO_FEW, Doubt.FEW_UNITS)


def test_nobody_at_all_is_no_answer() -> None:
    assert of_counts(count([], {"a": FIRST}, dates=[FIRST], until=UNTIL)).reason == Reason.NO_DATA
    assert units_apart([], {}, since=None, drawn=False).reason == Reason.NO_DATA


def test_effect_by_time_is_told_in_half_years(answer: UnitsApart) -> None:
    found = answer.by_time
    assert [one.half_years for one in found] == [0, 1, 2, 3]
    known = [one.log_ratio.value for one in found if one.log_ratio and one.leavers >= 5]
    assert known
    assert all(value < 0 for value in known)


def test_story_goes_on_without_changing_what_was(drawn: Draw) -> None:
    def until(hires: list[KnownHire]) -> set[tuple[int, date, date | None]]:
        gone = [(hire.unit, hire.starts, hire.ends) for hire in hires if hire.starts <= UNTIL]
        return {(unit, day, ends if ends and ends <= UNTIL else None) for unit, day, ends in gone}

    starts = starts_of(drawn)
    later = invent(UNITS, [starts[key] for key in KEYS], first=FIRST, last=add_months(UNTIL, 5), seed=SEED)
    assert until(later) == until(_story(drawn))
    assert len(later) > len(_story(drawn))


def test_story_is_the_same_each_time_and_its_names_are_invented(drawn: Draw) -> None:
    assert _story(drawn) == _story(drawn)
    assert {len(place.units) for place in PLACES} == {2, 4, 6}
    assert all("oppdiktet" in place.name for place in PLACES)
    assert list(chain.from_iterable(place.units for place in PLACES)) == UNITS
