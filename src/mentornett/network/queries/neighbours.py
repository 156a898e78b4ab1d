"""Which municipalities meet in the same networks: members know of each other (A10)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from mentornett.core.scoping import Scope, inside
from mentornett.network.models import Participation
from mentornett.tenants.models import Municipality


def municipalities_with_organiser(organiser_id: int, today: date) -> list[Municipality]:
    """Return the municipalities that take part in an organiser's networks today, by name."""
    rows = _taking_part(today).filter(network__organiser=organiser_id)
    return list(Municipality.objects.filter(pk__in=rows.values("municipality")).order_by("name_sort", "pk"))


def neighbours_of(municipality_ids: Iterable[int], today: date) -> set[int]:
    """Return the other municipalities in the networks that these take part in; only ids are read across the wall."""
    mine = set(municipality_ids)
    own = list(_taking_part(today).filter(municipality__in=mine).values_list("network", "network__organiser"))
    with inside(Scope(organisers=frozenset(organiser for _network, organiser in own))):
        rows = _taking_part(today).filter(network__in=[network for network, _organiser in own])
        found = set(rows.values_list("municipality", flat=True))
    return {pk for pk in found if pk} - mine


def _taking_part(today: date) -> QuerySet[Participation]:
    rows = Participation.objects.filter(joined__lte=today, network__ends__gte=today)
    return rows.exclude(left__lt=today)
