"""Who may see and keep the facts that figures are made of: posts, months, changes, the starting point.

The project leader, HR and the measurement lead keep them; a union representative reads what holds no person.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from mentornett.core.time import add_months
from mentornett.measurement.models import Baseline, BaselineHire, FactFile, MonthlyMeasure, OtherChange, Vacancy
from mentornett.measurement.queries.baselines import without_baseline
from mentornett.measurement.queries.changes import changes_in_force
from mentornett.measurement.queries.series import measures_in_force, with_months
from mentornett.measurement.queries.vacancies import vacancies_in_force
from mentornett.measurement.rules.baselines import is_urgent
from mentornett.mentoring.models import Programme
from mentornett.mentoring.permissions import REGISTRARS
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Municipality
from mentornett.tenants.permissions import Viewer

FACT_KEEPERS = (*REGISTRARS, RoleKind.MEASURE_LEAD)
FACT_READERS = (*FACT_KEEPERS, RoleKind.UNION)


def places_read_by(viewer: Viewer) -> QuerySet[Municipality]:
    """Return the municipalities whose facts without persons this person may read."""
    return Municipality.objects.filter(pk__in=viewer.municipalities_as(*FACT_READERS)).order_by("name_sort")


def places_kept_by(viewer: Viewer) -> QuerySet[Municipality]:
    """Return the municipalities whose facts this person keeps."""
    return Municipality.objects.filter(pk__in=viewer.municipalities_as(*FACT_KEEPERS)).order_by("name_sort")


def vacancies_visible_to(viewer: Viewer) -> QuerySet[Vacancy]:
    """Return the advertised posts of the municipalities whose facts one reads."""
    return vacancies_in_force().filter(municipality__in=viewer.municipalities_as(*FACT_READERS))


def vacancies_changeable_by(viewer: Viewer) -> QuerySet[Vacancy]:
    """Return the advertised posts, removed ones too, that this person keeps."""
    rows = Vacancy.objects.filter(municipality__in=viewer.municipalities_as(*FACT_KEEPERS))
    return rows.select_related("unit", "municipality")


def measures_visible_to(viewer: Viewer) -> QuerySet[MonthlyMeasure]:
    """Return what is counted each month where this person reads facts."""
    return measures_in_force().filter(municipality__in=viewer.municipalities_as(*FACT_READERS))


def measures_changeable_by(viewer: Viewer) -> QuerySet[MonthlyMeasure]:
    """Return what is counted each month, removed or not, that this person keeps."""
    rows = MonthlyMeasure.objects.filter(municipality__in=viewer.municipalities_as(*FACT_KEEPERS))
    return rows.select_related("municipality")


def changes_visible_to(viewer: Viewer) -> QuerySet[OtherChange]:
    """Return the other changes where this person reads facts."""
    return changes_in_force().filter(municipality__in=viewer.municipalities_as(*FACT_READERS))


def changes_changeable_by(viewer: Viewer) -> QuerySet[OtherChange]:
    """Return the other changes, removed or not, that this person keeps."""
    rows = OtherChange.objects.filter(municipality__in=viewer.municipalities_as(*FACT_KEEPERS))
    return rows.select_related("municipality")


def baselines_kept_by(viewer: Viewer) -> QuerySet[Baseline]:
    """Return the starting points, with those who are counted, that this person keeps."""
    rows = Baseline.objects.filter(municipality__in=viewer.municipalities_as(*FACT_KEEPERS))
    return rows.select_related("programme", "municipality")


def baseline_hires_kept_by(viewer: Viewer) -> QuerySet[BaselineHire]:
    """Return those who are counted in starting points that are open."""
    rows = BaselineHire.objects.filter(municipality__in=viewer.municipalities_as(*FACT_KEEPERS))
    return rows.filter(baseline__closed_at__isnull=True).select_related("baseline")


def programmes_counted_by(viewer: Viewer) -> QuerySet[Programme]:
    """Return the programmes whose starting point this person reads: with persons, or the figure alone."""
    rows = Programme.objects.filter(municipality__in=viewer.municipalities_as(*FACT_READERS))
    return rows.select_related("municipality").order_by("name")


def may_keep(viewer: Viewer, municipality_id: int | None) -> bool:
    """Tell whether this person keeps the facts of a municipality."""
    return municipality_id in viewer.municipalities_as(*FACT_KEEPERS)


def programmes_kept_by(viewer: Viewer) -> list[Programme]:
    """Return the programmes this person keeps facts of, by name: no more than what «Now» needs of each."""
    mine = Programme.objects.filter(municipality__in=viewer.municipalities_as(*FACT_KEEPERS))
    return list(mine.order_by("name").only("municipality_id", "name", "starts"))


def programmes_to_count(kept: Iterable[Programme], today: date) -> list[Programme]:
    """Return the programmes among these that begin soon or began lately, without a starting point."""
    urgent = [row for row in kept if is_urgent(row.starts, today)]
    missing = without_baseline(urgent) if urgent else {}
    return [row for row in urgent if row.pk in missing]


def measures_to_fill(viewer: Viewer) -> list[MonthlyMeasure]:
    """Return what lacks a figure for the last whole month where this person is measurement lead."""
    mine = measures_in_force().filter(municipality__in=viewer.municipalities_as(RoleKind.MEASURE_LEAD))
    wanted = add_months(viewer.today.replace(day=1), -1)
    return [row.measure for row in with_months(mine, viewer.today) if row.last is None or row.last < wanted]


def fact_files_visible_to(viewer: Viewer) -> QuerySet[FactFile]:
    """Return the lists of facts, waiting or imported, that this person may import."""
    rows = FactFile.objects.filter(municipality__in=viewer.municipalities_as(*FACT_KEEPERS))
    return rows.select_related("municipality", "baseline", "measure")
