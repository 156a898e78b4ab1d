"""A locked plan and its draw, through `statistics.design`. It loads numpy, so it is imported where it is used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from mentornett.measurement.rules.rollouts import UnitToDraw
from mentornett.statistics.design.drawing import Draw, draw
from mentornett.statistics.design.rollout import Place, PlannedUnit, Rollout

Waves = Mapping[str, tuple[int, date]]
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


def as_protocol(text: str, seed: int, *, digest: str, set_digest: str, facts: Mapping[str, Any], waves: Waves) -> Draw:
    """Return a draw as it was written down; `statistics.design.drawing.repeats` tells whether it can be.

    `waves` has each unit's wave and day by its key, as `starts_of` gives them. Raises ValueError for a text that is no
    plan and for units that are not the plan's.
    """
    plan = Rollout.of_text(text)
    keys = [unit.key for unit in plan.units]
    if set(keys) != set(waves):
        raise ValueError("the units that were drawn are not those of the plan")
    return Draw(
        plan=plan, seed=seed, plan_digest=digest, set_digest=set_digest, wave=tuple(waves[key][0] for key in keys),
        start=tuple(waves[key][1] for key in keys), **{name: facts[name] for name in FACTS},
    )  # fmt: skip
