"""Who may see what has been released.

The municipality's own people see its answers; a unit leader also those of own units, the project leader and HR of all.
"""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet

from mentornett.measurement.models import Release, ReleasedAnswer
from mentornett.measurement.queries.releases import answers_of
from mentornett.mentoring.permissions import REGISTRARS, units_led_by
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Municipality
from mentornett.tenants.permissions import Viewer

ANSWER_READERS = (
    *REGISTRARS, RoleKind.UNIT_LEADER, RoleKind.UNION, RoleKind.MEASURE_LEAD, RoleKind.MEMBER, RoleKind.SPONSOR,
)  # fmt: skip
NEW = timedelta(days=14)


def places_answered_for(viewer: Viewer) -> QuerySet[Municipality]:
    """Return the municipalities whose answers this person may read."""
    return Municipality.objects.filter(pk__in=viewer.municipalities_as(*ANSWER_READERS)).order_by("name_sort")


def releases_visible_to(viewer: Viewer) -> QuerySet[Release]:
    """Return the releases of one's own municipality, the newest first, without what is kept for the audit."""
    rows = Release.objects.filter(municipality__in=viewer.municipalities_as(*ANSWER_READERS))
    return rows.select_related("municipality").defer("kept").order_by("-until")


def new_releases_for(viewer: Viewer) -> QuerySet[Release]:
    """Return the releases that came less than two weeks ago where this person reads answers."""
    rows = releases_visible_to(viewer).only("municipality__name")
    return rows.filter(made_at__date__gt=viewer.today - NEW)


def answers_visible_to(viewer: Viewer, release: Release) -> list[ReleasedAnswer]:
    """Return what a release says to this person: of the municipality, and of the units that they may know of."""
    if sees_all_units(viewer, release):
        return answers_of(release)
    return answers_of(release, units=units_led_by(viewer))


def sees_all_units(viewer: Viewer, release: Release) -> bool:
    """Tell whether this person knows the hires of all units: project leader and HR."""
    return release.municipality_id in viewer.municipalities_as(*REGISTRARS)
