"""Who asks for, approves and follows what is handed out for research. Nobody approves what they asked for."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from mentornett.measurement.models import ResearchStudy
from mentornett.measurement.queries.research import HIDDEN, studies
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Municipality
from mentornett.tenants.permissions import Viewer

APPROVERS = (RoleKind.SPONSOR, RoleKind.HR, RoleKind.PROGRAMME_LEADER)
STUDY_READERS = (*APPROVERS, RoleKind.UNION)


def places_with_studies(viewer: Viewer) -> QuerySet[Municipality]:
    """Return the municipalities in which this person follows what is handed out."""
    return Municipality.objects.filter(pk__in=viewer.municipalities_as(*STUDY_READERS)).order_by("name_sort")


def places_to_ask_in(viewer: Viewer) -> QuerySet[Municipality]:
    """Return the municipalities for which this person asks: as the project leader."""
    mine = viewer.municipalities_as(RoleKind.PROGRAMME_LEADER)
    return Municipality.objects.filter(pk__in=mine).order_by("name_sort")


def studies_visible_to(viewer: Viewer) -> QuerySet[ResearchStudy]:
    """Return the studies that this person follows."""
    return studies().filter(municipality__in=viewer.municipalities_as(*STUDY_READERS))


def may_answer(viewer: Viewer, study: ResearchStudy) -> bool:
    """Tell whether this person may approve or decline: top leader, HR or another project leader."""
    mine = study.municipality_id in viewer.municipalities_as(*APPROVERS)
    return mine and study.asked_by_id != viewer.person.pk


def may_run_study(viewer: Viewer, study: ResearchStudy) -> bool:
    """Tell whether this person sends the link anew and withdraws: the project leader."""
    return study.municipality_id in viewer.municipalities_as(RoleKind.PROGRAMME_LEADER)


def may_withdraw(viewer: Viewer, study: ResearchStudy) -> bool:
    """Tell whether this person may withdraw a study: those who may approve, and who asked."""
    return study.municipality_id in viewer.municipalities_as(*APPROVERS)


def studies_to_answer(viewer: Viewer) -> QuerySet[ResearchStudy]:
    """Return the studies that wait for this person's yes or no."""
    here = viewer.municipalities_as(*APPROVERS)
    waiting = Q(approved__isnull=True, withdrawn_at__isnull=True, last_day__gte=viewer.today, municipality__in=here)
    return ResearchStudy.objects.filter(waiting).exclude(asked_by=viewer.person).defer(*HIDDEN).order_by("pk")
