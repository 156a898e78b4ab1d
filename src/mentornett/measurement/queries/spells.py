"""The register's rows as times of work."""

from __future__ import annotations

from django.db.models import QuerySet

from mentornett.measurement.rules.spells import Work
from mentornett.mentoring.models import Employment

FIELDS = (
    "person", "unit", "starts", "ends", "end_reason", "temporary", "planned_end", "known_from", "profession",
    "unit__kind",
)  # fmt: skip


def works_of(rows: QuerySet[Employment]) -> list[Work]:
    """Return rows of the register as the plain values that the rules know."""
    return [Work._make(values) for values in rows.order_by("person", "starts").values_list(*FIELDS)]


def works_in(municipality_id: int) -> list[Work]:
    """Return all rows of a municipality's register."""
    return works_of(Employment.objects.filter(municipality=municipality_id))
