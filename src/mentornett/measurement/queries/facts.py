"""How much is registered of what is measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from mentornett.measurement.queries.vacancies import vacancies_in_force


@dataclass
class FactCounts:
    """How many there are of each."""

    vacancies: int = 0


def counts_of(municipalities: Sequence[int]) -> dict[int, FactCounts]:
    """Return how much is registered in each of these municipalities."""
    found = {pk: FactCounts() for pk in municipalities}
    rows = vacancies_in_force().filter(municipality__in=municipalities).order_by().values("municipality")
    for row in rows.annotate(number=Count("pk")):
        found[row["municipality"]].vacancies = row["number"]
    return found
