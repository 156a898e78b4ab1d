"""The days between those who left a unit, for its own leader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from mentornett.measurement.choices import SpellEnd
from mentornett.measurement.queries.spells import works_of
from mentornett.measurement.rules.over_time import Row, between_events
from mentornett.measurement.rules.spells import unit_spells
from mentornett.mentoring.models import Employment
from mentornett.tenants.models import Person, Unit

LEFT = (SpellEnd.LEFT, SpellEnd.MOVED)


@dataclass(frozen=True)
class Leavers:
    """Each unit with its row of days, by name, and those whose last day is in them."""

    rows: Sequence[tuple[Unit, Row]]
    persons: Sequence[Person]


def days_between_leavers(employments: QuerySet[Employment], today: date) -> Leavers:
    """Return the days between those who left each unit. A temporary post that ended as planned is nobody who left."""
    gone = [spell for spell in unit_spells(works_of(employments), today) if spell.end in LEFT]
    units = Unit.objects.filter(pk__in=employments.order_by().values("unit")).order_by("name")
    rows = [(unit, between_events([spell.stops for spell in gone if spell.unit == unit.pk])) for unit in units]
    return Leavers(rows, list(Person.objects.filter(pk__in={spell.person for spell in gone})))
