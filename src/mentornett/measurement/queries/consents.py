"""Which municipalities let their counts be part of a network's answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from mentornett.core.scoping import Scope, inside
from mentornett.measurement.models import NetworkConsent
from mentornett.mentoring.models import Programme
from mentornett.network.models import Network, Participation
from mentornett.tenants.models import Municipality


@dataclass(frozen=True, slots=True)
class Asked:
    """A municipality in a network, and what it said; None when it has not answered."""

    place: Municipality
    consent: NetworkConsent | None


def counted_in(network: Network) -> frozenset[int]:
    """Return the municipalities that said yes to being counted in a network's answers."""
    with inside(Scope(organisers=frozenset({network.organiser_id}))):
        rows = NetworkConsent.objects.filter(network=network, is_yes=True)
        return frozenset(pk for pk in rows.values_list("municipality", flat=True) if pk)


def said_in(network: Network, places: Iterable[Municipality]) -> list[Asked]:
    """Return what some municipalities of a network said."""
    wanted = list(places)
    rows = NetworkConsent.objects.filter(network=network, municipality__in=wanted).select_related("answered_by")
    said = {row.municipality_id: row for row in rows}
    return [Asked(place, said.get(place.pk)) for place in wanted]


def waiting_in(municipality_ids: Iterable[int]) -> QuerySet[Participation]:
    """Return where municipalities with a programme take part in a network and have not said yes or no, with names."""
    said = NetworkConsent.objects.filter(network=OuterRef("network"), municipality=OuterRef("municipality"))
    counted = Programme.objects.filter(municipality=OuterRef("municipality"))
    rows = Participation.objects.filter(Exists(counted), ~Exists(said), municipality__in=list(municipality_ids))
    named = rows.select_related("network", "municipality").only("municipality__name", "network__name")
    return named.filter(left__isnull=True).order_by("joined", "pk")
