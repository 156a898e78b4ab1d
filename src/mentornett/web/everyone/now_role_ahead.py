"""On «Now», for somebody without a role today: the role that begins on a later day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mentornett.tenants.permissions import Viewer, roles_ahead_of


def questions_of(viewer: Viewer) -> dict[str, Any]:
    """Return what only those without a role today have something of."""
    return {} if viewer.roles else {"ahead": roles_ahead_of(viewer)}


def first_role(has: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return when the access of somebody without a role today begins, and as what."""
    role = next(iter(has.get("ahead", ())), None)
    if role is None:
        return None
    place = role.municipality or role.organiser
    return {"day": role.starts, "what": f"{role.get_kind_display()}, {place}"}
