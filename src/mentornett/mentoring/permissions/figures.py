"""Whose figures somebody sees: the whole municipality's, or those of own units. Never a person."""

from __future__ import annotations

from collections.abc import Iterable

from mentornett.mentoring.models import Programme
from mentornett.mentoring.permissions.people import programmes_followed_by, units_led_by
from mentornett.mentoring.queries.figures import Counted
from mentornett.mentoring.queries.followed import Reach
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.permissions import Viewer

WHOLE = (RoleKind.PROGRAMME_LEADER, RoleKind.HR, RoleKind.UNION, RoleKind.MEASURE_LEAD)


def counted_for(viewer: Viewer, programmes: Iterable[Programme] | None = None) -> Counted:
    """Return what the figures that this person sees are counted among; of these programmes, or all one follows."""
    rows = programmes_followed_by(viewer) if programmes is None else programmes
    return Counted(list(rows), Reach(viewer.municipalities_as(*WHOLE), units_led_by(viewer)))
