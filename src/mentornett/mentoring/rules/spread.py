"""How far a programme has come in a municipality's units (A17, C13). Plain values in and out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mentornett.mentoring.choices import UnitPhase
from mentornett.mentoring.rules.units import all_above

IN_USE = frozenset({UnitPhase.ROLLED_OUT, UnitPhase.IN_OPERATION})


@dataclass(frozen=True)
class Standing:
    """Where a unit stands; `said_of` is the unit whose step says so: itself, one above it, or none."""

    phase: UnitPhase
    said_of: int | None


@dataclass(frozen=True)
class Spread:
    """How many units at the bottom of the tree use the programme, of those it is relevant for."""

    in_use: int
    relevant: int
    by_phase: Mapping[str, int]


def standings(parents: Mapping[int, int | None], phases: Mapping[int, str]) -> dict[int, Standing]:
    """Return where each unit stands: as said of itself, else as the nearest unit above it, else not started."""
    found = {}
    for unit in parents:
        said_of = next((above for above in all_above(unit, parents) if above in phases), None)
        phase = UnitPhase(phases[said_of]) if said_of is not None else UnitPhase.NOT_STARTED
        found[unit] = Standing(phase, said_of)
    return found


def bottom(parents: Mapping[int, int | None]) -> list[int]:
    """Return the units with none below them: those are counted, so that nothing counts twice."""
    above = set(parents.values())
    return [unit for unit in parents if unit not in above]


def spread(found: Mapping[int, Standing], units: Iterable[int]) -> Spread:
    """Count the units."""
    counts = Counter(found[unit].phase for unit in units)
    relevant = counts.total() - counts[UnitPhase.NOT_RELEVANT]
    return Spread(sum(counts[phase] for phase in IN_USE), relevant, {phase.value: counts[phase] for phase in UnitPhase})
