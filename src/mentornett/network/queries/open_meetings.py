"""Meetings before the network, in order of time."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from mentornett.network.models import Network, OpenMeeting, OpenMeetingChange


def open_meetings_of(network: Network) -> QuerySet[OpenMeeting]:
    """Return the meetings before a network, each with what was changed, the newest first."""
    changes = OpenMeetingChange.objects.select_related("by").order_by("-at", "-pk")
    rows = OpenMeeting.objects.filter(network=network).select_related("network")
    return rows.prefetch_related(Prefetch("changes", queryset=changes)).order_by("on", "pk")
