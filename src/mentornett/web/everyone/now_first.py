"""On «Now», before anything else can be there: a programme to begin, and a role that begins on a later day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from mentornett.mentoring.permissions.people import municipalities_to_begin_in
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.permissions import Viewer, roles_ahead_of
from mentornett.web.everyone.now_items import NowItem


def questions_of(viewer: Viewer) -> dict[str, Any]:
    """Return what only those who have just come have something of."""
    if not viewer.roles:
        return {"ahead": roles_ahead_of(viewer)}
    leads = viewer.municipalities_as(RoleKind.PROGRAMME_LEADER)
    return {"to_begin": municipalities_to_begin_in(viewer)} if leads else {}


def items_of(has: Mapping[str, Any]) -> list[NowItem]:
    """Return one thing to do for each municipality that has a project leader and no programme yet."""
    return [
        NowItem(
            what=gettext("Set up the mentor programme"), who=place.name, urgency=60,
            reason=gettext("Choose a template. It takes ten minutes, and everything can be changed."),
            url=reverse("programme:new", args=[place.pk]), action=gettext("Choose a template"),
            role=str(RoleKind.PROGRAMME_LEADER.label),
        )
        for place in has.get("to_begin", ())
    ]  # fmt: skip


def first_role(has: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return when the access of somebody without a role today begins, and as what."""
    role = next(iter(has.get("ahead", ())), None)
    if role is None:
        return None
    place = role.municipality or role.organiser
    return {"day": role.starts, "what": f"{role.get_kind_display()}, {place}"}
