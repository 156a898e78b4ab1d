"""How the foreseen need changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from mentornett.core import audit
from mentornett.mentoring.models import UnitNeed
from mentornett.tenants.models import Municipality, Person

Numbers = tuple[int, int]  # retiring, holidays


@transaction.atomic
def set_needs(
    *, municipality: Municipality, year: int, needs: Mapping[int, Numbers], by: Person, now: datetime
) -> None:
    """Write what units need in a year, by the key of the unit; nought and nought takes it away."""
    for unit, (retiring, holidays) in needs.items():
        if retiring or holidays:
            UnitNeed.objects.update_or_create(
                unit_id=unit, year=year,
                defaults={"municipality": municipality, "retiring": retiring, "holidays": holidays},
            )  # fmt: skip
        else:
            UnitNeed.objects.filter(unit=unit, year=year).delete()
    audit.record(verb="unit_need.set", on=municipality, by=by, now=now, details={"year": year, "units": len(needs)})
