"""Whose work list somebody sees: project leader and HR the municipality's, a unit leader that of own units."""

from __future__ import annotations

from mentornett.mentoring.permissions.people import (
    employments_visible_to,
    mentors_visible_to,
    programmes_run_by,
    units_led_by,
)
from mentornett.mentoring.queries.follow_up import Followed
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.permissions import Viewer

WEEKLY_READERS = (RoleKind.PROGRAMME_LEADER, RoleKind.UNIT_LEADER)


def followed_by(viewer: Viewer) -> Followed:
    """Return what this person follows up."""
    return Followed(
        viewer.person, employments_visible_to(viewer), mentors_visible_to(viewer), programmes_run_by(viewer),
        viewer.municipalities_as(RoleKind.PROGRAMME_LEADER), units_led_by(viewer),
    )  # fmt: skip
