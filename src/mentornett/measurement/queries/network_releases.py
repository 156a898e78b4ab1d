"""Which networks lack a release, and what the newest one keeps."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from mentornett.core.scoping import EVERYONE, Scope, inside
from mentornett.measurement.choices import Question
from mentornett.measurement.models import NetworkConsent, Release, ReleasedAnswer
from mentornett.measurement.rules.consents import LEAST_MUNICIPALITIES
from mentornett.mentoring.models import Programme
from mentornett.network.models import Network, Participation
from mentornett.tenants.models import Municipality


def networks_lacking_release(until: date) -> list[Network]:
    """Return the networks that lack the release of a half-year and in which enough municipalities said yes to it.

    An answer stands for half a year: it waits for them, and does not come out as «too few».
    """
    with inside(EVERYONE):  # which networks there are is no secret; nothing else is read
        have = Release.objects.filter(until__gte=until, network__isnull=False).values("network")
        there = Programme.objects.filter(starts__lte=until).values("municipality")
        beside = Participation.objects.filter(network=OuterRef("network"), municipality=OuterRef("municipality"))
        said_yes = NetworkConsent.objects.filter(
            Exists(beside.filter(left__isnull=True)), is_yes=True, municipality__in=there
        )
        counted = said_yes.values("network").annotate(places=Count("pk")).filter(places__gte=LEAST_MUNICIPALITIES)
        return list(Network.objects.filter(pk__in=counted.values("network")).exclude(pk__in=have).order_by("pk"))


def releases_of_network(network_id: int) -> QuerySet[Release]:
    """Return a network's releases, the newest first."""
    return Release.objects.filter(network=network_id).order_by("-until")


def kept_of_network(network_id: int) -> dict[str, Any]:
    """Return what the newest release of a network keeps for the audit of the next one."""
    row = releases_of_network(network_id).only("kept").first()
    return row.kept if row else {}


def taking_part(network: Network) -> list[Municipality]:
    """Return the municipalities of a network that have not left it."""
    with inside(Scope(organisers=frozenset({network.organiser_id}))):
        rows = Participation.objects.filter(network=network, left__isnull=True).select_related("municipality")
        places = {row.municipality for row in rows if row.municipality}
    return sorted(places, key=lambda place: place.name_sort)


def answers_of_network(network: Network) -> list[ReleasedAnswer]:
    """Return what the newest release of a network says; nothing before the first."""
    newest = releases_of_network(network.pk).values("pk")[:1]
    return list(ReleasedAnswer.objects.filter(release__in=newest).order_by("position"))


def newest_effects(networks: Iterable[Network], first: date, last: date) -> dict[int, ReleasedAnswer]:
    """Return the newest answer to whether the scheme did it, of each network, from a day to another."""
    rows = ReleasedAnswer.objects.filter(
        release__network__in=list(networks), release__until__range=(first, last), question=Question.EFFECT
    )
    return {row.release.network_id or 0: row for row in rows.select_related("release").order_by("release__until")}
