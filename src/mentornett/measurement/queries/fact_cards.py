"""Reference figures, ready to show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from mentornett.measurement.models import FactCard
from mentornett.network.models import Participation


@dataclass(frozen=True)
class ShownCard:
    """A card, and whether one should look for a newer figure."""

    card: FactCard
    is_old: bool


def cards_in_force() -> QuerySet[FactCard]:
    """Return the cards that were not removed, by topic and the newest first."""
    rows = FactCard.objects.filter(removed_at__isnull=True).select_related("organiser", "municipality")
    return rows.order_by("topic", "-year", "what", "pk")


def national_for(municipality_id: int) -> QuerySet[FactCard]:
    """Return the national cards of the organisers in whose networks a municipality takes or took part."""
    organisers = Participation.objects.filter(municipality=municipality_id).values("network__organiser")
    return cards_in_force().filter(organiser__in=organisers)


def own_of(municipality_id: int) -> QuerySet[FactCard]:
    """Return a municipality's own cards."""
    return cards_in_force().filter(municipality=municipality_id)


def seen_at(organiser_ids: Iterable[int]) -> QuerySet[FactCard]:
    """Return the cards of organisers, and those that the municipalities of their networks keep themselves."""
    ids = list(organiser_ids)
    places = Participation.objects.filter(network__organiser__in=ids).values("municipality")
    return cards_in_force().filter(Q(organiser__in=ids) | Q(municipality__in=places))


def shown(rows: Iterable[FactCard], today: date) -> list[ShownCard]:
    """Return cards ready to show."""
    return [ShownCard(row, row.expires is not None and row.expires <= today) for row in rows]
