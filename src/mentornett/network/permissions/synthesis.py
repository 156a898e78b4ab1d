"""Who reads across teams, sorts passages, and writes the network report."""

from __future__ import annotations

from django.db.models import QuerySet

from mentornett.network.models import Assignment, Excerpt, Network, NetworkReport, Tag
from mentornett.network.permissions.work import is_staff_of, may_run, networks_staffed_by
from mentornett.network.queries.synthesis import READ_KINDS
from mentornett.network.rules import DELIVERED_STATES
from mentornett.network.rules.quoting import NEVER_QUOTED_AUDIENCE
from mentornett.questionnaires.models import Answer
from mentornett.tenants.permissions import Viewer


def may_code(viewer: Viewer, network: Network) -> bool:
    """Tell whether one may mark passages and keep tags: all who follow the network's teams may."""
    return is_staff_of(viewer, network)


def may_quote(viewer: Viewer, network: Network) -> bool:
    """Tell whether one may choose quotes and write the network report: those who run the network may."""
    return may_run(viewer, network)


def answer_to_code(viewer: Viewer, network: Network, answer_id: str) -> Answer | None:
    """Return a delivered answer that one may mark passages in; answers for the guide alone are not among them."""
    if not answer_id.isdecimal() or not may_code(viewer, network):
        return None
    rows = Answer.objects.filter(
        pk=answer_id, sheet__submission__assignment__network=network,
        sheet__submission__assignment__kind__in=READ_KINDS, sheet__submission__state__in=DELIVERED_STATES,
    ).exclude(question__answer_audience=NEVER_QUOTED_AUDIENCE)  # fmt: skip
    return rows.select_related("question", "sheet__submission").first()


def excerpts_visible_to(viewer: Viewer) -> QuerySet[Excerpt]:
    """Return the passages marked in the networks one follows."""
    rows = Excerpt.objects.filter(organiser__in=viewer.staffed)
    return rows.select_related("submission__assignment__network", "answer__question")


def tags_visible_to(viewer: Viewer) -> QuerySet[Tag]:
    """Return the tags of the networks one follows."""
    return Tag.objects.filter(network__organiser__in=viewer.staffed).select_related("network")


def reports_visible_to(viewer: Viewer) -> QuerySet[NetworkReport]:
    """Return the network reports of the networks one follows."""
    return NetworkReport.objects.filter(organiser__in=viewer.staffed).select_related("network__organiser", "edited_by")


def assignments_visible_to(viewer: Viewer) -> QuerySet[Assignment]:
    """Return what teams are asked for in the networks one follows."""
    networks = networks_staffed_by(viewer).order_by().values("pk")
    return Assignment.objects.filter(network__in=networks).select_related("network", "gathering")
