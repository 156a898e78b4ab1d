"""A locked plan and its draw, through `statistics.design`. It loads numpy, so it is imported where it is used."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from mentornett.measurement.rules.rollouts import UnitToDraw
from mentornett.statistics.design.drawing import Draw, draw
from mentornett.statistics.design.rollout import Place, PlannedUnit, Rollout

FACTS = ("candidates", "kept", "chosen", "imbalance", "worst_kept", "surest")


def _planned(unit: UnitToDraw) -> PlannedUnit:
    baseline = None if unit.staying is None else unit.staying / 10
    return PlannedUnit(unit.key, unit.municipality, unit.hires, baseline, Place(unit.place))


def rollout(units: Iterable[UnitToDraw], *, at_a_time: int, first: date, months_between: int) -> Rollout:
    """Return the plan that is drawn. Raises ValueError for one that cannot be."""
    return Rollout(tuple(_planned(unit) for unit in units), at_a_time, first, months_between)


def draw_from(text: str, seed: int) -> Draw:
    """Return the draw of a locked plan; the same text and seed always give the same one."""
    return draw(Rollout.of_text(text), seed=seed)


def facts_of(drawn: Draw) -> dict[str, Any]:
    """Return what a protocol says of a draw besides seed, digests and starts."""
    return {name: getattr(drawn, name) for name in FACTS}


def starts_of(drawn: Draw) -> dict[str, tuple[int, date]]:
    """Return the wave and the day of each unit, by its key."""
    keys = [unit.key for unit in drawn.plan.units]
    return {key: (wave, day) for key, wave, day in zip(keys, drawn.wave, drawn.start, strict=True)}
