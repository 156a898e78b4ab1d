"""Who may answer an invitation to own a programme together."""

from __future__ import annotations

from django.db.models import QuerySet

from mentornett.mentoring.choices import JointState
from mentornett.mentoring.models import JointOwner
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.permissions import Viewer


def invitations_of(viewer: Viewer) -> QuerySet[JointOwner]:
    """Return the unanswered invitations to the municipalities where this person leads the programme."""
    return invitations_to(viewer).filter(state=JointState.ASKED)


def invitations_to(viewer: Viewer) -> QuerySet[JointOwner]:
    """Return all invitations to the municipalities where this person leads the programme, answered or not."""
    mine = viewer.municipalities_as(RoleKind.PROGRAMME_LEADER)
    return JointOwner.objects.filter(municipality__in=mine).select_related("joint", "municipality")
