"""Figures by month as rows over time: one for the whole municipality, or one for a unit.

What is counted by unit becomes the mean of the units that wrote a month, or all of all where it is so many of so many;
a month that fewer than half of them wrote is left empty, as the figure of the few would move by who wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Avg, Count, Min, QuerySet, Sum

from mentornett.core.text import sort_key
from mentornett.core.time import add_months
from mentornett.measurement.choices import CountedAs
from mentornett.measurement.models import MonthlyMeasure, MonthlyValue, OtherChange
from mentornett.measurement.queries.changes import changes_in_force
from mentornett.measurement.rules.over_time import Point, Row, with_enough
from mentornett.measurement.rules.series import SCALES
from mentornett.mentoring.choices import UnitPhase
from mentornett.mentoring.models import UnitStep
from mentornett.statistics.series.points import Kind
from mentornett.tenants.models import Unit

Figure = tuple[float, float | None]  # a number, or so many of so many
LONGEST = 120  # months in a row: ten years
BEGUN = (UnitPhase.PILOT, UnitPhase.ROLLED_OUT, UnitPhase.IN_OPERATION)


@dataclass(frozen=True)
class MonthsInRow:
    """The months of a measure from the first to the last with a figure, and how many units it is of.

    So many of so many may come by quarter.
    """

    row: Row
    units: int = 0  # 0: one figure for all
    kind: Kind = Kind.XMR


def rows_over_time(measures: Iterable[MonthlyMeasure], today: date) -> dict[int, MonthsInRow]:
    """Return the row of each measure by its key, up to the last whole month. One without figures has none."""
    by_key = {measure.pk: measure for measure in measures}
    return {
        pk: _in_row(by_key[pk], known, units if by_key[pk].by_unit else 0)
        for pk, (known, units) in months_known(by_key, today).items()
    }


def months_known(by_key: Mapping[int, MonthlyMeasure], today: date) -> dict[int, tuple[dict[date, Figure], int]]:
    """Return the figures of each measure by month, and of how many units they are."""
    found = _whole_months(MonthlyValue.objects.filter(measure__in=by_key), today)
    by_month = found.values("measure", "month").order_by("measure", "month")
    told = by_month.annotate(mean=Avg("value"), many=Count("pk"), all_cases=Sum("cases"), all_people=Sum("people"))
    units = dict(found.values_list("measure").annotate(units=Count("unit", distinct=True)).order_by())
    rows = {}
    for pk, group in groupby(told, key=lambda one: one["measure"]):
        known = {
            one["month"]: _figure(by_key[pk], one["mean"], one["all_cases"], one["all_people"])
            for one in group
            if 2 * one["many"] >= units[pk]
        }
        if known:
            rows[pk] = (known, units[pk])
    return rows


def totals_by_month(measure: MonthlyMeasure) -> dict[date, float]:
    """Return the sum of all units' numbers in each month."""
    rows = measure.values.filter(replaced_at__isnull=True).values_list("month").annotate(total=Sum("value"))
    return {month: float(total) for month, total in rows.order_by()}


def row_of_unit(measure: MonthlyMeasure, unit: Unit, today: date) -> MonthsInRow | None:
    """Return the row of one unit; None when it has no figures."""
    found = _whole_months(measure.values.filter(unit=unit), today)
    figures = found.values_list("month", "value", "cases", "people")
    known = {month: _figure(measure, value, cases, people) for month, value, cases, people in figures}
    return _in_row(measure, known) if known else None


def rows_of_units(measure: MonthlyMeasure, units: Iterable[Unit], today: date) -> dict[Unit, Row]:
    """Return the months of each of these units that has figures, as they were written; in Norwegian order."""
    found = _whole_months(measure.values.filter(unit__isnull=False), today)
    known: dict[int | None, dict[date, Figure]] = {}
    for unit, month, value, cases, people in found.values_list("unit", "month", "value", "cases", "people"):
        known.setdefault(unit, {})[month] = _figure(measure, value, cases, people)
    in_order = sorted(units, key=lambda one: (sort_key(one.name), one.pk))
    return {unit: row_of_months(known[unit.pk]) for unit in in_order if unit.pk in known}


def _figure(measure: MonthlyMeasure, value: Any, cases: int | None, people: int | None) -> Figure:
    """Return a number, or so many and of how many (or of how many hundreds, as it is told)."""
    if measure.counted_as == CountedAs.NUMBER or cases is None or people is None:
        return float(value), None
    scale = 1 if measure.counted_as == CountedAs.SHARE else SCALES[measure.counted_as]
    return float(cases), people / scale


def _in_row(measure: MonthlyMeasure, known: dict[date, Figure], units: int = 0) -> MonthsInRow:
    if measure.counted_as == CountedAs.NUMBER:
        return MonthsInRow(row_of_months(known), units)
    is_share = measure.counted_as == CountedAs.SHARE
    return MonthsInRow(with_enough(row_of_months(known), is_share=is_share), units, Kind.P if is_share else Kind.U)


def _whole_months(rows: QuerySet[MonthlyValue], today: date) -> QuerySet[MonthlyValue]:
    last = today.replace(day=1)
    return rows.filter(replaced_at__isnull=True, month__lt=last, month__gte=add_months(last, -LONGEST))


def row_of_months(known: Mapping[date, Figure]) -> Row:
    """Return months in a row, from the first to the last that is known."""
    month, last, points = min(known), max(known), []
    while month <= last:
        points.append(Point(month, "", *known.get(month, (None, None))))
        month = add_months(month, 1)
    return Row(tuple(points), 1, sum(point.value is None for point in points))


def start_of_unit(unit: Unit) -> date | None:
    """Return the day the mentor programme came to a unit, as the board over the spread has it."""
    return starts_of_units([unit]).get(unit.pk)


def starts_of_units(units: Iterable[Unit]) -> dict[int, date]:
    """Return the day the mentor programme came to each unit that the board over the spread has a day for."""
    steps = UnitStep.objects.filter(unit__in=list(units), phase__in=BEGUN)
    return dict(steps.values_list("unit").annotate(first=Min("starts")).order_by())


def changes_around(municipality_id: int | None, unit: Unit | None = None) -> list[OtherChange]:
    """Return what else changed in a municipality, in the order of time; for a unit, what touched it."""
    rows = changes_in_force().filter(municipality=municipality_id).order_by("starts", "pk")
    return [row for row in rows if unit is None or not row.units or unit.pk in row.units]


def changes_by_place(municipalities: Iterable[int]) -> dict[int, list[OtherChange]]:
    """Return what else changed in each municipality, in the order of time."""
    found: dict[int, list[OtherChange]] = {}
    for row in changes_in_force().filter(municipality__in=list(municipalities)).order_by("starts", "pk"):
        found.setdefault(row.municipality_id or 0, []).append(row)
    return found
