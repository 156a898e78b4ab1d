"""The drawn starts beside what stands on the spread board."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mentornett.measurement.models import RolloutPart, RolloutUnit
from mentornett.mentoring.choices import UnitPhase
from mentornett.mentoring.models import Programme, UnitStep
from mentornett.mentoring.queries.programmes import boards_of
from mentornett.tenants.models import Unit

IN_USE = (UnitPhase.ROLLED_OUT, UnitPhase.IN_OPERATION)


@dataclass(frozen=True)
class BoardLine:
    """A drawn unit, whether its start is on the board, and which step stands there instead."""

    drawn: RolloutUnit
    is_there: bool
    stands: UnitStep | None

    @property
    def says(self) -> bool:
        """Whether the board says something else about its use; a pilot says nothing of that."""
        return self.stands is not None and self.stands.phase in IN_USE


def names_in_use(programme: Programme, names: Mapping[Unit, str], today: date) -> dict[int, str]:
    """Return the names of the units that use the programme already, by their pk: they have nothing to be drawn for."""
    rows = boards_of([programme], today)[programme.pk].rows
    return {row.unit.pk: names[row.unit] for row in rows if row.phase in IN_USE and row.unit in names}


def board_of(part: RolloutPart) -> list[BoardLine]:
    """Return a municipality's drawn units, in the order of their starts; empty before the draw."""
    drawn = list(RolloutUnit.objects.filter(part=part, start__isnull=False).order_by("start", "name"))
    steps = UnitStep.objects.filter(programme=part.programme_id, unit__in=[row.unit_id for row in drawn])
    by_unit: dict[int, list[UnitStep]] = {}
    for step in steps.exclude(phase=UnitPhase.NOT_STARTED).order_by("starts"):
        by_unit.setdefault(step.unit_id, []).append(step)
    return [_line(row, by_unit.get(row.unit_id, [])) for row in drawn]


def _line(row: RolloutUnit, steps: list[UnitStep]) -> BoardLine:
    in_use = [step for step in steps if step.phase in IN_USE]
    is_there = any(step.starts == row.start for step in in_use)
    return BoardLine(row, is_there, None if is_there else next(iter(in_use or steps[-1:]), None))
