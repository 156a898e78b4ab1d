"""Who answers the pulse, and who sees the figures: mentors their own, the project leader the municipality's counts."""

from __future__ import annotations

from django.db.models import QuerySet

from mentornett.competence.models import Pulse, PulseTally
from mentornett.competence.rules.pulse import LEAST
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Municipality
from mentornett.tenants.permissions import Viewer


def place_to_answer_for(viewer: Viewer) -> Municipality | None:
    """Return the municipality in which this person is a mentor."""
    mine = viewer.municipalities_as(RoleKind.MENTOR)
    return Municipality.objects.filter(pk__in=mine).order_by("pk").first() if mine else None


def pulses_of(viewer: Viewer) -> QuerySet[Pulse]:
    """Return one's own answers, the newest first. Nobody else's scope holds them."""
    return Pulse.objects.filter(person=viewer.person).order_by("-answered_on", "-pk")


def places_followed(viewer: Viewer) -> QuerySet[Municipality]:
    """Return the municipalities whose figures this person may see."""
    return Municipality.objects.filter(pk__in=viewer.municipalities_as(RoleKind.PROGRAMME_LEADER)).order_by("name_sort")


def tallies_visible_to(viewer: Viewer) -> QuerySet[PulseTally]:
    """Return the counts that may be shown to a project leader: never of fewer than five."""
    mine = viewer.municipalities_as(RoleKind.PROGRAMME_LEADER)
    rows = PulseTally.objects.filter(municipality__in=mine, shown_people__gte=LEAST)
    return rows.select_related("municipality").order_by("-half", "municipality__name_sort")
