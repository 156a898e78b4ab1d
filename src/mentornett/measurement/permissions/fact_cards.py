"""Who keeps and reads reference figures."""

from __future__ import annotations

from django.db.models import QuerySet

from mentornett.measurement.models import FactCard
from mentornett.measurement.permissions.facts import FACT_KEEPERS
from mentornett.measurement.queries.fact_cards import seen_at
from mentornett.tenants.models import Organiser
from mentornett.tenants.permissions import Viewer


def cards_of_staff(viewer: Viewer) -> QuerySet[FactCard]:
    """Return the cards that one sees as an organiser's staff: national ones, and those of one's municipalities."""
    return seen_at(viewer.staffed)


def organisers_kept_by(viewer: Viewer) -> QuerySet[Organiser]:
    """Return the organisers whose national cards one keeps: those whose networks one runs."""
    return Organiser.objects.filter(pk__in=viewer.led).order_by("name")


def national_cards_kept_by(viewer: Viewer) -> QuerySet[FactCard]:
    """Return the national cards, removed ones too, that one may change."""
    return FactCard.objects.filter(organiser__in=viewer.led).select_related("organiser")


def own_cards_kept_by(viewer: Viewer) -> QuerySet[FactCard]:
    """Return the municipalities' own cards, removed ones too, that one may change."""
    mine = viewer.municipalities_as(*FACT_KEEPERS)
    return FactCard.objects.filter(municipality__in=mine).select_related("municipality")
