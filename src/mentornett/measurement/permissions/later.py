"""Which points after a network somebody is asked about."""

from __future__ import annotations

from django.db.models import QuerySet

from mentornett.measurement.models import FollowUpPoint
from mentornett.network.permissions import own_teams_of
from mentornett.tenants.permissions import Viewer


def points_open_for(viewer: Viewer) -> QuerySet[FollowUpPoint]:
    """Return the points of the networks of one's own teams that were set and have come."""
    networks = own_teams_of(viewer).order_by().values("network")
    rows = FollowUpPoint.objects.filter(network__in=networks, reminded_at__isnull=False)
    return rows.select_related("network").order_by("pk")
