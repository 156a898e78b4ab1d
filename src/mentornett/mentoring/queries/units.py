"""The tree of units, and who leads above each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from mentornett.core.scoping import Scope, inside
from mentornett.mentoring.models import Employment, Mentor
from mentornett.mentoring.rules.units import all_above
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Person, Role, Unit
from mentornett.tenants.queries import in_force


def unit_parents(municipality_id: int | None) -> dict[int, int | None]:
    """Return the unit above each unit of a municipality."""
    return dict(Unit.objects.filter(municipality=municipality_id).values_list("pk", "parent_id"))


def leaders_by_unit(municipality_id: int | None, today: date) -> dict[int, list[Role]]:
    """Return the leader roles above each unit today, the nearest unit's first."""
    parents = unit_parents(municipality_id)
    at: dict[int, list[Role]] = defaultdict(list)
    roles = Role.objects.filter(in_force(today), kind=RoleKind.UNIT_LEADER, municipality=municipality_id)
    for role in roles.select_related("person").order_by("pk"):
        at[role.unit_id or 0].append(role)
    return {unit: [role for above in all_above(unit, parents) for role in at.get(above, [])] for unit in parents}


def nearest_leader(employment: Employment, today: date, *, apart_from: Collection[int | None]) -> Person | None:
    """Return the leader nearest to a hire today who is none of these people."""
    roles = leaders_by_unit(employment.municipality_id, today).get(employment.unit_id, [])
    return next((role.person for role in roles if role.person_id not in apart_from), None)


def led_by_each_other(people: Collection[int], municipalities: Collection[int], today: date) -> set[tuple[int, int]]:
    """Return those of some people who are each other's leader: the mentor or new hire first.

    They may come from several municipalities, so it is read inside those; only the people asked about are named.
    """
    found: set[tuple[int, int]] = set()
    with inside(Scope(municipalities=frozenset(municipalities))):
        for municipality in sorted(municipalities):
            leaders = leaders_by_unit(municipality, today)
            for model in (Mentor, Employment):
                rows = model.objects.filter(in_force(today), municipality=municipality, person__in=list(people))
                for person, unit in rows.values_list("person_id", "unit_id"):
                    found |= {(person, role.person_id) for role in leaders.get(unit or 0, ())}
    return {(person, leader) for person, leader in found if leader in people and leader != person}
