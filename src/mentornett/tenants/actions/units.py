"""Units of a municipality: a tree of any depth, with a sponsor at each level (A16)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mentornett.core import audit
from mentornett.core.text import clean
from mentornett.tenants.models import Municipality, Person, Unit


class UnitLoopError(ValueError):
    """A unit would lie inside itself."""


@transaction.atomic
def add_unit(
    *, municipality: Municipality, name: str, by: Person, now: datetime, parent: Unit | None = None, kind: str = ""
) -> Unit:
    """Add a unit to a municipality's tree."""
    unit = Unit(municipality=municipality, parent=parent, name=clean(name).strip(), kind=clean(kind).strip())
    unit.save()
    audit.record(verb="unit.added", on=unit, by=by, now=now)
    return unit


@transaction.atomic
def change_unit(*, unit: Unit, name: str, kind: str, parent: Unit | None, by: Person, now: datetime) -> None:
    """Rename or move a unit with all that lies under it. Raises UnitLoopError when it would lie inside itself."""
    if parent is not None and _lies_inside(parent, unit):
        raise UnitLoopError
    unit.name, unit.kind, unit.parent = clean(name).strip(), clean(kind).strip(), parent
    unit.save(update_fields=["name", "kind", "parent"])
    audit.record(verb="unit.changed", on=unit, by=by, now=now)


def _lies_inside(place: Unit | None, unit: Unit) -> bool:
    parents = dict(Unit.objects.filter(municipality=unit.municipality).values_list("pk", "parent_id"))
    here = place.pk if place else None
    while here is not None:
        if here == unit.pk:
            return True
        here = parents.get(here)
    return False


@transaction.atomic
def set_unit_sponsor(*, unit: Unit, person: Person | None, by: Person, now: datetime) -> None:
    """Name the leader who backs the work at this level."""
    unit.sponsor = person
    unit.save(update_fields=["sponsor"])
    audit.record(verb="unit.sponsor_named", on=unit, by=by, now=now, details={"person": person.pk if person else None})


@transaction.atomic
def change_profile(
    *,
    municipality: Municipality,
    inhabitants: int | None,
    inhabitants_source: str,
    health_employees: int | None,
    organisation: str,
    by: Person,
    now: datetime,
) -> None:
    """Change the profile that a municipality shows to the networks it takes part in (A13)."""
    municipality.inhabitants, municipality.health_employees = inhabitants, health_employees
    municipality.inhabitants_source = clean(inhabitants_source).strip()
    municipality.organisation = clean(organisation).strip()
    municipality.save(update_fields=["inhabitants", "inhabitants_source", "health_employees", "organisation"])
    audit.record(verb="municipality.changed", on=municipality, by=by, now=now)
