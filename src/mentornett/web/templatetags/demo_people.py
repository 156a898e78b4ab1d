"""The invented people that a demonstration lets one log in as."""

from __future__ import annotations

from typing import Any

from django import template

from mentornett.core import time
from mentornett.tenants import queries
from mentornett.tenants.choices import RoleKind

register = template.Library()

SHOWN = 6  # of each kind; the others are folded away


@register.simple_tag
def demo_groups() -> list[dict[str, Any]]:
    """Return the people grouped by what they are: label, and people with where they belong."""
    groups: dict[str, list[dict[str, Any]]] = {kind.value: [] for kind in RoleKind}
    for person, roles in queries.demo_people_with_roles(time.today()):
        places = dict.fromkeys(str(role.organiser or role.municipality) for role in roles)
        groups[roles[0].kind].append({"person": person, "place": ", ".join(places)})
    return [
        {"label": RoleKind(kind).label, "people": people[:SHOWN], "more": people[SHOWN:]}
        for kind, people in groups.items()
        if people
    ]
