"""Counting ahead what municipalities would give to a network's answer. It loads numpy: jobs import it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from mentornett.core.scoping import EVERYONE, Scope, inside
from mentornett.measurement.models import CountsAhead
from mentornett.measurement.queries.counts_ahead import lacking_counts
from mentornett.measurement.queries.drawn_plans import drawn_plan_of
from mentornett.measurement.queries.effect import hires_in, units_as_begun, units_as_drawn
from mentornett.measurement.rules.counted_cells import as_values, count
from mentornett.network.models import Network
from mentornett.tenants.models import Municipality, Unit

AT_A_TIME = 20  # the next ones come half a minute later


def count_those_due(until: date, now: datetime) -> int:
    """Count where a count lacks or its register has changed, each in its municipality's own scope; how many."""
    with inside(EVERYONE):
        due = list(lacking_counts(until, now)[:AT_A_TIME])
    for row in due:
        if row.municipality:
            with inside(Scope(municipalities=frozenset({row.municipality.pk}))):
                count_ahead(network=row.network, municipality=row.municipality, until=until, now=now)
    return len(due)


@transaction.atomic
def count_ahead(*, network: Network, municipality: Municipality, until: date, now: datetime) -> CountsAhead:
    """Count as the job of a release does, with the days that the municipality itself knows; the newest count stays."""
    drawn = drawn_plan_of(network)
    keys = drawn.keys.get(municipality.pk) if drawn else None
    units = units_as_drawn(municipality.pk, keys, drawn.starts) if drawn and keys else units_as_begun(municipality.pk)
    starts = drawn.starts.values() if drawn and keys else units.starts.values()
    dates = sorted({day for day in starts if day})
    counted = count(hires_in(municipality.pk, until, units.key_of), units.starts, dates=dates, until=until)
    called = dict(Unit.objects.filter(pk__in=units.keys).values_list("pk", "name"))
    names = {key: called[pk] for pk, key in units.keys.items()}
    row, _new = CountsAhead.objects.update_or_create(
        network=network, municipality=municipality,
        defaults={
            "until": until, "counts": as_values(counted), "names": [names[key] for key in counted.keys],
            "counted_at": now,
        },
    )  # fmt: skip
    return row
