"""One figure of all units of a municipality, side by side. Who reads this reads each unit's months already."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from mentornett.measurement.choices import CountedAs
from mentornett.measurement.queries.series_rows import MonthsInRow
from mentornett.measurement.rules.multiples import side_by_side
from mentornett.measurement.rules.over_time import Row
from mentornett.reports.measure_chart import what_is_told
from mentornett.reports.place_panels import Place, PlacesSideBySide, Theme, places_side_by_side
from mentornett.statistics.series.points import Kind

ONE = "1"  # what is told is of one unit at a time


def units_side_by_side(
    measure: Any, rows: Mapping[Any, Row], starts: Mapping[int, date], *, fallback: date | None
) -> PlacesSideBySide:
    """Return the units of a measure. `starts`: when each began; `fallback`: when the programme did, for the others."""
    begun = {unit.pk: start for unit in rows if (start := starts.get(unit.pk, fallback))}
    is_share, is_counted = measure.counted_as == CountedAs.SHARE, measure.counted_as != CountedAs.NUMBER
    placed = side_by_side({unit.pk: row for unit, row in rows.items()}, begun, is_counted=is_counted, is_share=is_share)
    first = next(iter(placed.values()), None)
    theme = Theme(
        title=_("%(name)s, unit by unit") % {"name": measure.name}, word=measure.unit_word, is_share=is_share,
        what=what_is_told(measure, MonthsInRow(first.row if first else Row((), 1), kind=kind_of(measure)), ONE),
        column=_("Unit"),
        order=_(
            "The units stand in the order of the alphabet. Units differ in size and in whom they care for: hold each "
            "one against itself, not against the others."
        ),
    )  # fmt: skip
    places = [Place(unit.pk, unit.name, begun.get(unit.pk), placed[unit.pk]) for unit in rows]
    return places_side_by_side(places, theme)


def kind_of(measure: Any) -> Kind:
    """Return what kind of number a measure is over time."""
    if measure.counted_as == CountedAs.NUMBER:
        return Kind.XMR
    return Kind.P if measure.counted_as == CountedAs.SHARE else Kind.U
