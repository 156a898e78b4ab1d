"""How a municipality's own schemes are read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Max, QuerySet

from mentornett.competence.models import Scheme, SchemeDate
from mentornett.core.scoping import Scope, inside
from mentornett.tenants.queries import not_over


def with_dates(rows: QuerySet[Scheme]) -> QuerySet[Scheme]:
    """Return schemes with `times` (how often they took place) and `last` (the latest day)."""
    return rows.annotate(times=Count("dates"), last=Max("dates__on"))


def dates_of(scheme: Scheme) -> QuerySet[SchemeDate]:
    """Return the days on which a scheme took place, in the order of the model."""
    return scheme.dates.all()


def shared_by(municipality_ids: Iterable[int], today: date) -> list[Scheme]:
    """Return what these municipalities share of their schemes; only such rows are read across the wall."""
    with inside(Scope(municipalities=frozenset(municipality_ids))):
        rows = Scheme.objects.filter(not_over(today), shared=True).select_related("municipality")
        return list(with_dates(rows).order_by("municipality__name_sort", "title"))
