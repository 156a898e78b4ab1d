"""What is counted for the answer across units: hires by unit, and when each unit started."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from mentornett.measurement.models import EffectCells
from mentornett.measurement.queries.spells import works_in
from mentornett.measurement.rules.counted_cells import Counted, from_values
from mentornett.measurement.rules.spells import Spell, municipality_spells
from mentornett.mentoring.choices import UnitPhase
from mentornett.mentoring.models import Programme, UnitStep
from mentornett.mentoring.rules.units import all_above
from mentornett.tenants.models import Unit

STARTED = (UnitPhase.PILOT, UnitPhase.ROLLED_OUT, UnitPhase.IN_OPERATION)


@dataclass(frozen=True, slots=True)
class OwnUnits:
    """The units of a municipality that are compared: each one's key and start, and how the units lie in each other."""

    keys: Mapping[int, str]
    starts: Mapping[str, date | None]
    parents: Mapping[int, int | None]

    def key_of(self, unit: int) -> str | None:
        """Return the key of a unit, or of the nearest one above it that is compared."""
        return next((self.keys[above] for above in all_above(unit, self.parents) if above in self.keys), None)


def units_as_begun(municipality_id: int) -> OwnUnits:
    """Return the units with their first step that began, as the spread board has it; those with none have not."""
    parents = _parents(municipality_id)
    steps = UnitStep.objects.filter(municipality=municipality_id)
    left_out = set(steps.filter(phase=UnitPhase.NOT_RELEVANT).values_list("unit_id", flat=True))
    begun: dict[int, date] = {}
    for unit, day in steps.filter(phase__in=STARTED).order_by("starts").values_list("unit_id", "starts"):
        begun.setdefault(unit, day)
    left_out -= set(begun)
    compared = [
        unit for unit in parents if unit not in left_out and (unit in begun or not _follows(unit, begun, parents))
    ]
    return OwnUnits({unit: str(unit) for unit in compared}, {str(unit): begun.get(unit) for unit in compared}, parents)


def starts_of_units(municipality_id: int) -> dict[int, date | None]:
    """Return the day on which each unit, or the nearest one above it, began with the scheme; None: it has not."""
    units = units_as_begun(municipality_id)
    return {unit: units.starts.get(units.key_of(unit) or "") for unit in units.parents}


def units_as_drawn(municipality_id: int, keys: Mapping[int, str], starts: Mapping[str, date]) -> OwnUnits:
    """Return the units that were in a draw, with the days they were drawn to start on, whatever they did."""
    return OwnUnits(keys, {key: starts[key] for key in keys.values()}, _parents(municipality_id))


def _parents(municipality_id: int) -> dict[int, int | None]:
    return dict(Unit.objects.filter(municipality=municipality_id).values_list("pk", "parent_id"))


def _follows(unit: int, begun: Mapping[int, date], parents: Mapping[int, int | None]) -> bool:
    return any(above in begun for above in all_above(unit, parents) if above != unit)


def hires_in(municipality_id: int, until: date, key_of: Callable[[int], str | None]) -> list[tuple[str, Spell]]:
    """Return everybody's time of work in the municipality, as known on a day, with the key of the unit that hired."""
    professions = _professions(municipality_id)
    works = works_in(municipality_id)
    temporary = (
        set() if _counts_temporary(municipality_id) else {(one.person, one.starts) for one in works if one.temporary}
    )
    found = [
        (key_of(spell.unit), spell)
        for spell in municipality_spells(works, until)
        if (not professions or spell.profession in professions) and (spell.person, spell.starts) not in temporary
    ]
    return [(key, spell) for key, spell in found if key is not None]


def _professions(municipality_id: int) -> set[str]:
    """Return whom the scheme is for; empty: everybody."""
    wanted = list(Programme.objects.filter(municipality=municipality_id).values_list("professions", flat=True))
    return set() if not all(wanted) else {profession for row in wanted for profession in row}


def _counts_temporary(municipality_id: int) -> bool:
    """Tell whether the scheme is for those in temporary posts too."""
    programmes = Programme.objects.filter(municipality=municipality_id)
    return not programmes.exists() or programmes.filter(includes_temporary=True).exists()


def has_programme(municipality_id: int) -> bool:
    """Tell whether a municipality has a programme here, and so a register to count in."""
    return Programme.objects.filter(municipality=municipality_id).exists()


def counts_given(network_id: int, until: date) -> dict[int, Counted]:
    """Return what each municipality of a network has counted until a day."""
    rows = EffectCells.objects.filter(network=network_id, until=until).order_by("municipality")
    return {municipality: from_values(counts) for municipality, counts in rows.values_list("municipality", "counts")}
