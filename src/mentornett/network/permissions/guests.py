"""Guests from other networks: what they may follow, and who sees them."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from mentornett.network.models import Network, NetworkGuest
from mentornett.network.permissions.work import networks_visible_to
from mentornett.tenants.permissions import Viewer


def visits_of(viewer: Viewer) -> QuerySet[NetworkGuest]:
    """Return the visits on which one is today, in order of their last day."""
    rows = NetworkGuest.objects.filter(person=viewer.person, starts__lte=viewer.today, ends__gte=viewer.today)
    return rows.select_related("network").order_by("ends", "pk")


def guests_visible_to(viewer: Viewer) -> QuerySet[NetworkGuest]:
    """Return the guests, now and before, of the networks one follows as staff."""
    rows = NetworkGuest.objects.filter(organiser__in=viewer.staffed).select_related("person", "network")
    return rows.order_by("-ends", "person__name_sort", "pk")


def networks_shared_with(viewer: Viewer) -> QuerySet[Network]:
    """Return the networks whose shared answers one may read: one's own, and those one visits."""
    own = networks_visible_to(viewer).order_by().values("pk")
    rows = Network.objects.filter(Q(pk__in=own) | Q(pk__in=visits_of(viewer).order_by().values("network")))
    return rows.select_related("organiser", "phase")
