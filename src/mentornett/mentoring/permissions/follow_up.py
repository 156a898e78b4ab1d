"""Whose work list somebody sees: project leader and HR the municipality's, a unit leader that of own units."""

from __future__ import annotations

from mentornett.mentoring.permissions.people import REGISTRARS, units_led_by
from mentornett.mentoring.queries.follow_up_entries import Followed
from mentornett.mentoring.queries.followed import Reach
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.permissions import Viewer

WEEKLY_READERS = (RoleKind.PROGRAMME_LEADER, RoleKind.UNIT_LEADER)


def followed_by(viewer: Viewer) -> Followed:
    """Return what this person follows up."""
    reach = Reach(viewer.municipalities_as(*REGISTRARS), units_led_by(viewer))
    return Followed(viewer.person, reach, viewer.municipalities_as(RoleKind.PROGRAMME_LEADER))
