"""Whose figures somebody sees: the whole municipality's, or those of own units. Never a person."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from mentornett.mentoring.models import Employment, Mentor, Programme
from mentornett.mentoring.permissions.people import programmes_followed_by, units_led_by
from mentornett.mentoring.queries.figures import Counted
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.permissions import Viewer

WHOLE = (RoleKind.PROGRAMME_LEADER, RoleKind.HR, RoleKind.UNION)


def counted_for(viewer: Viewer, programmes: Iterable[Programme] | None = None) -> Counted:
    """Return what the figures that this person sees are counted among; of these programmes, or all one follows."""
    places, units = viewer.municipalities_as(*WHOLE), units_led_by(viewer)
    mine = Q(municipality__in=places) | Q(unit__in=units)
    return Counted(
        list(programmes_followed_by(viewer) if programmes is None else programmes), Employment.objects.filter(mine),
        Mentor.objects.filter(mine), places,
    )  # fmt: skip
