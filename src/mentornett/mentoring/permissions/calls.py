"""Who may call for mentors, and read who answered: the project leaders of the municipality."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from mentornett.mentoring.choices import NominationState
from mentornett.mentoring.models import MentorCall, Nomination
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.permissions import Viewer


def calls_visible_to(viewer: Viewer) -> QuerySet[MentorCall]:
    """Return the calls of the municipalities whose programme this person leads, the newest first, with `waiting`."""
    rows = MentorCall.objects.filter(municipality__in=viewer.municipalities_as(RoleKind.PROGRAMME_LEADER))
    waiting = Count("nominations", filter=Q(nominations__state=NominationState.NEW))
    return rows.annotate(waiting=waiting).select_related("municipality").order_by("-made_at", "-pk")


def nominations_to_answer(viewer: Viewer) -> QuerySet[Nomination]:
    """Return the nominations that wait for this person's answer."""
    here = viewer.municipalities_as(RoleKind.PROGRAMME_LEADER)
    rows = Nomination.objects.filter(municipality__in=here, state=NominationState.NEW)
    return rows.select_related("call", "municipality").order_by("consent_at", "pk")
