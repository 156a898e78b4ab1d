"""Who shares how far a municipality has come, and who may see it."""

from __future__ import annotations

from django.db.models import QuerySet

from mentornett.measurement.models import SharedSpread
from mentornett.measurement.queries.spread import shared_in
from mentornett.network.models import Network
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.permissions import Viewer


def spreads_seen_by(viewer: Viewer, network: Network) -> QuerySet[SharedSpread]:
    """Return what municipalities share with a network, for those who follow its teams."""
    return shared_in([network]).filter(organiser__in=viewer.staffed)


def spreads_shared_by(viewer: Viewer) -> QuerySet[SharedSpread]:
    """Return what this person may take back: what their municipality shares."""
    mine = viewer.municipalities_as(RoleKind.PROGRAMME_LEADER)
    return SharedSpread.objects.filter(municipality__in=mine).select_related("programme", "network")
