"""How other changes are read, for the page and for standing beside figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from mentornett.measurement.models import OtherChange
from mentornett.tenants.models import Unit


@dataclass(frozen=True)
class ShownChange:
    """A change with the names of its units; none is the whole municipality."""

    change: OtherChange
    units: tuple[str, ...]


def changes_in_force() -> QuerySet[OtherChange]:
    """Return the changes that were not removed, the latest first."""
    rows = OtherChange.objects.filter(removed_at__isnull=True).select_related("municipality")
    return rows.order_by("-starts", "-pk")


def shown(rows: Iterable[OtherChange]) -> list[ShownChange]:
    """Return changes with the names of their units; a unit that is no more is left out."""
    changes = list(rows)
    names = dict(Unit.objects.filter(pk__in={pk for row in changes for pk in row.units}).values_list("pk", "name"))
    return [ShownChange(row, tuple(sorted(names[pk] for pk in row.units if pk in names))) for row in changes]
