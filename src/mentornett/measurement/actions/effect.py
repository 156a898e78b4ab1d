"""A municipality counts for its network's answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from mentornett.core import audit
from mentornett.measurement.models import EffectCells
from mentornett.measurement.queries.effect import OwnUnits, hires_in
from mentornett.measurement.rules.counted_cells import as_values, count
from mentornett.network.models import Network
from mentornett.tenants.models import Municipality


@transaction.atomic
def count_for_network(
    *, network: Network, municipality: Municipality, units: OwnUnits, dates: Sequence[date], until: date, now: datetime
) -> EffectCells:
    """Count the municipality's hires with the network's days, inside the municipality's own scope.

    What was counted until the same day before is replaced.
    """
    hires = hires_in(municipality.pk, until, units.key_of)
    counted = count(hires, units.starts, dates=dates, until=until)
    row, _new = EffectCells.objects.update_or_create(
        network=network, municipality=municipality, until=until,
        defaults={"counts": as_values(counted), "counted_at": now},
    )  # fmt: skip
    audit.record(
        verb="effect_cells.counted", on=row, by=None, now=now, details={"network": network.pk, "until": str(until)}
    )
    return row
