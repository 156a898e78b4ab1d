"""Who may see and keep the facts that figures are made of: posts, months, changes, the starting point.

The project leader and HR keep them; a union representative reads what holds no person.
"""

from __future__ import annotations

from django.db.models import QuerySet

from mentornett.measurement.models import FactFile, Vacancy
from mentornett.measurement.queries.vacancies import vacancies_in_force
from mentornett.mentoring.permissions import REGISTRARS
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Municipality
from mentornett.tenants.permissions import Viewer

FACT_READERS = (*REGISTRARS, RoleKind.UNION)


def places_read_by(viewer: Viewer) -> QuerySet[Municipality]:
    """Return the municipalities whose facts without persons this person may read."""
    return Municipality.objects.filter(pk__in=viewer.municipalities_as(*FACT_READERS)).order_by("name_sort")


def places_kept_by(viewer: Viewer) -> QuerySet[Municipality]:
    """Return the municipalities whose facts this person keeps."""
    return Municipality.objects.filter(pk__in=viewer.municipalities_as(*REGISTRARS)).order_by("name_sort")


def vacancies_visible_to(viewer: Viewer) -> QuerySet[Vacancy]:
    """Return the advertised posts of the municipalities whose facts one reads."""
    return vacancies_in_force().filter(municipality__in=viewer.municipalities_as(*FACT_READERS))


def vacancies_changeable_by(viewer: Viewer) -> QuerySet[Vacancy]:
    """Return the advertised posts, removed ones too, that this person keeps."""
    rows = Vacancy.objects.filter(municipality__in=viewer.municipalities_as(*REGISTRARS))
    return rows.select_related("unit", "municipality")


def fact_files_visible_to(viewer: Viewer) -> QuerySet[FactFile]:
    """Return the lists of facts, waiting or imported, that this person may import."""
    rows = FactFile.objects.filter(municipality__in=viewer.municipalities_as(*REGISTRARS))
    return rows.select_related("municipality")
