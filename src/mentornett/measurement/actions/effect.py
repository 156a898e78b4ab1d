"""Municipalities count for their network's answer, each inside its own scope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from mentornett.core import audit
from mentornett.core.scoping import Scope, inside
from mentornett.measurement.models import EffectCells
from mentornett.measurement.queries.consents import counted_in
from mentornett.measurement.queries.drawn_plans import DrawnPlan, drawn_plan_of, own_drawn_plan
from mentornett.measurement.queries.effect import (
    OwnUnits,
    counts_given,
    has_programme,
    hires_in,
    units_as_begun,
    units_as_drawn,
)
from mentornett.measurement.queries.network_releases import taking_part
from mentornett.measurement.rules.counted_cells import Counted, as_values, count
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


@dataclass(frozen=True, slots=True)
class Gathered:
    """What an answer is worked out from. `given` and `lacking` are municipalities; `starts` all days of a start."""

    parts: tuple[Counted, ...]
    given: tuple[int, ...]
    lacking: tuple[int, ...]
    starts: tuple[date, ...]
    drawn: DrawnPlan | None


def gather(*, network: Network, until: date, now: datetime) -> Gathered:
    """Let the municipalities of a network count until a day, and return the counts.

    Only those that said yes are counted. Call it outside the scope of anybody in particular: it enters each
    municipality's own, one after the other.
    """
    drawn, places, counted = drawn_plan_of(network), taking_part(network), counted_in(network)
    own = {place.pk: _units_of(place, drawn) if place.pk in counted else None for place in places}
    starts = sorted({day for units in own.values() if units for day in units.starts.values() if day})
    dates = sorted(set(drawn.starts.values())) if drawn else starts
    for place in places:
        if units := own[place.pk]:
            with inside(Scope(municipalities=frozenset({place.pk}))):
                count_for_network(network=network, municipality=place, units=units, dates=dates, until=until, now=now)
    with inside(Scope(municipalities=frozenset(own))):
        counts = counts_given(network.pk, until)
    given = {pk: part for pk, part in counts.items() if own.get(pk) and len(part.cells.unit)}
    parts = [part for pk, part in counts.items() if own.get(pk)]
    lacking = tuple(place.pk for place in places if place.pk not in given)
    return Gathered(tuple(parts), tuple(given), lacking, tuple(dates), drawn)


def _units_of(place: Municipality, drawn: DrawnPlan | None) -> OwnUnits | None:
    with inside(Scope(municipalities=frozenset({place.pk}))):
        if drawn is None:
            return units_as_begun(place.pk) if has_programme(place.pk) else None
        keys = drawn.keys.get(place.pk)
        return units_as_drawn(place.pk, keys, drawn.starts) if keys else None


def gather_own(municipality_id: int, until: date) -> Gathered:
    """Return what a municipality counts for its own answer. Call it inside its scope; nothing is stored."""
    drawn = own_drawn_plan(municipality_id)
    own = drawn.keys.get(municipality_id) if drawn else None
    units = units_as_drawn(municipality_id, own, drawn.starts) if drawn and own else units_as_begun(municipality_id)
    dates = sorted({day for day in units.starts.values() if day})
    counted = count(hires_in(municipality_id, until, units.key_of), units.starts, dates=dates, until=until)
    return Gathered((counted,), (municipality_id,), (), tuple(dates), drawn)
