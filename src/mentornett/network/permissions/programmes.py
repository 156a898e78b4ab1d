"""Who reads and comments the draft of a programme (B12)."""

from __future__ import annotations

from django.db.models import QuerySet

from mentornett.network.models import Gathering, ProgrammeReading, ProgrammeRemark
from mentornett.tenants.permissions import Viewer


def programme_readings_of(viewer: Viewer) -> QuerySet[ProgrammeReading]:
    """Return the drafts that one may read today: asked for, not approved yet, while one still has the role."""
    rows = ProgrammeReading.objects.filter(
        person=viewer.person, organiser__in=viewer.reading, starts__lte=viewer.today, ends__gte=viewer.today,
        gathering__programme_approved_on__isnull=True,
    )  # fmt: skip
    return rows.select_related("gathering__network").order_by("ends", "pk")


def readings_followed_by(viewer: Viewer, gathering: Gathering) -> QuerySet[ProgrammeReading]:
    """Return who was asked about a draft, for the organiser's staff."""
    rows = ProgrammeReading.objects.filter(gathering=gathering, organiser__in=viewer.staffed)
    return rows.select_related("person").order_by("person__name_sort", "pk")


def programme_remarks_on(viewer: Viewer, gathering: Gathering) -> QuerySet[ProgrammeRemark]:
    """Return what readers said about a draft: for the staff, and for those who may read it."""
    rows = ProgrammeRemark.objects.filter(gathering=gathering, organiser__in=viewer.staffed | viewer.reading)
    return rows.select_related("by").order_by("at", "pk")
