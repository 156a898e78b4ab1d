"""Which networks lack a release, and what the newest one keeps."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from mentornett.core.scoping import EVERYONE, inside
from mentornett.measurement.models import Release
from mentornett.mentoring.models import Programme
from mentornett.network.models import Network, Participation


def networks_lacking_release(until: date) -> list[Network]:
    """Return the networks that lack the release of a half-year, with a municipality that has a programme."""
    with inside(EVERYONE):  # which networks there are is no secret; nothing else is read
        have = Release.objects.filter(until__gte=until, network__isnull=False).values("network")
        there = Programme.objects.filter(starts__lte=until).values("municipality")
        taking_part = Participation.objects.filter(municipality__in=there, left__isnull=True).values("network")
        return list(Network.objects.filter(pk__in=taking_part).exclude(pk__in=have).order_by("pk"))


def releases_of_network(network_id: int) -> QuerySet[Release]:
    """Return a network's releases, the newest first."""
    return Release.objects.filter(network=network_id).order_by("-until")


def kept_of_network(network_id: int) -> dict[str, Any]:
    """Return what the newest release of a network keeps for the audit of the next one."""
    row = releases_of_network(network_id).only("kept").first()
    return row.kept if row else {}
