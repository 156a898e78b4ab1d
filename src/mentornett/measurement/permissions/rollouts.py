"""Who may see and make plans for a roll-out in a drawn order.

The project leader makes the municipality's own plan and answers for it in a network's; HR, the measurement
lead and the union representative read both, with the protocol. A network's leaders make its plan, its guides read it.
"""

from __future__ import annotations

from django.db.models import QuerySet

from mentornett.measurement.choices import PartState
from mentornett.measurement.models import RolloutPart, RolloutPlan, RolloutUnit
from mentornett.measurement.permissions.facts import FACT_READERS
from mentornett.mentoring.models import Programme
from mentornett.network.models import Network
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.permissions import Viewer


def parts_visible_to(viewer: Viewer) -> QuerySet[RolloutPart]:
    """Return what the municipalities where one reads facts take part in, discarded plans too."""
    rows = RolloutPart.objects.filter(municipality__in=viewer.municipalities_as(*FACT_READERS))
    return rows.select_related("municipality", "programme").order_by("-asked_at", "-pk")


def parts_asked_of(viewer: Viewer) -> QuerySet[RolloutPart]:
    """Return the questions to the municipalities for which one answers, that nobody has answered."""
    mine = viewer.municipalities_as(RoleKind.PROGRAMME_LEADER)
    rows = RolloutPart.objects.filter(municipality__in=mine, state=PartState.ASKED)
    return rows.select_related("municipality").order_by("asked_at", "pk")


def may_make(viewer: Viewer, municipality_id: int | None) -> bool:
    """Tell whether one makes a municipality's plan, or answers for it in a network's."""
    return municipality_id in viewer.municipalities_as(RoleKind.PROGRAMME_LEADER)


def programmes_to_plan_for(viewer: Viewer) -> QuerySet[Programme]:
    """Return the programmes whose roll-out one may plan."""
    rows = Programme.objects.filter(municipality__in=viewer.municipalities_as(RoleKind.PROGRAMME_LEADER))
    return rows.select_related("municipality").order_by("name")


def plans_visible_to(viewer: Viewer, network: Network) -> QuerySet[RolloutPlan]:
    """Return a network's plans, for those who follow it."""
    rows = RolloutPlan.objects.filter(network=network, organiser__in=viewer.staffed)
    return rows.select_related("network").order_by("-made_at", "-pk")


def units_changeable_by(viewer: Viewer) -> QuerySet[RolloutUnit]:
    """Return the drawn units whose real start one may record."""
    mine = viewer.municipalities_as(RoleKind.PROGRAMME_LEADER)
    rows = RolloutUnit.objects.filter(municipality__in=mine, start__isnull=False)
    return rows.select_related("part", "unit", "municipality")
