"""How figures by month are read, ready to show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Min, QuerySet
from django.utils.translation import get_language

from mentornett.core.time import add_months
from mentornett.measurement import rules
from mentornett.measurement.choices import CountedAs
from mentornett.measurement.models import MonthlyMeasure, MonthlyValue
from mentornett.measurement.rules.series import Entry, Recent, all_of_all, as_told, months_of, recent
from mentornett.tenants.models import Unit

YEAR = 12


@dataclass(frozen=True)
class Column:
    """What a column of months is about: a unit, or None for the whole municipality."""

    unit: Unit | None
    key: int  # the unit's, or 0


@dataclass(frozen=True)
class MonthRow:
    """A month with what is known of it in each column; None is missing."""

    month: date
    values: tuple[Entry | None, ...]


@dataclass(frozen=True)
class Written:
    """A measure with its first and last month that have a figure; None when it has none."""

    measure: MonthlyMeasure
    first: date | None
    last: date | None


@dataclass(frozen=True)
class Correction:
    """A figure that was replaced, and by what; None when it was taken away."""

    was: MonthlyValue
    now: MonthlyValue | None


def measures_in_force() -> QuerySet[MonthlyMeasure]:
    """Return what is counted each month, without what was removed, and until when it is counted."""
    rows = MonthlyMeasure.objects.filter(removed_at__isnull=True).select_related("municipality")
    return rows.order_by("municipality__name_sort", "name", "pk")


def with_months(rows: QuerySet[MonthlyMeasure], today: date) -> list[Written]:
    """Return measures with the first and the last month that have a figure."""
    measures = list(rows)
    found = MonthlyValue.objects.filter(measure__in=measures, replaced_at__isnull=True, month__lte=today)
    months = {
        key: (first, last)
        for key, first, last in found.values_list("measure").annotate(Min("month"), Max("month")).order_by()
    }
    return [Written(row, *months.get(row.pk, (None, None))) for row in measures]


def columns_of(measure: MonthlyMeasure) -> list[Column]:
    """Return what a measure is counted for: its municipality's units, or the whole of it."""
    if not measure.by_unit:
        return [Column(None, 0)]
    return [
        Column(unit, unit.pk) for unit in Unit.objects.filter(municipality=measure.municipality_id).order_by("name")
    ]


def years_of(measure: MonthlyMeasure, today: date) -> list[int]:
    """Return the years that can be looked at: from the first figure, or two years back, to this one."""
    first = measure.values.filter(replaced_at__isnull=True).aggregate(first=Min("month"))["first"]
    return list(range(today.year, min(first.year if first else today.year, today.year - 2) - 1, -1))


def rows_of(measure: MonthlyMeasure, columns: Sequence[Column], year: int, today: date) -> list[MonthRow]:
    """Return the months of a year, the newest first."""
    found = _values(measure, year).filter(replaced_at__isnull=True).values_list(
        "unit", "month", "value", "cases", "people"
    )  # fmt: skip
    known = {(unit or 0, day): Entry(value, cases, people) for unit, day, value, cases, people in found}
    return [
        MonthRow(month, tuple(known.get((column.key, month)) for column in columns))
        for month in reversed(months_of(year, today))
    ]


def _values(measure: MonthlyMeasure, year: int) -> QuerySet[MonthlyValue]:
    return measure.values.filter(month__gte=date(year, 1, 1), month__lte=date(year, 12, 1))


def corrections_of(measure: MonthlyMeasure, year: int) -> list[Correction]:
    """Return what was corrected in the figures of a year, the latest first."""
    every = _values(measure, year).select_related("unit", "edited_by").order_by("edited_at", "pk")
    replaced = list(every.filter(replaced_at__isnull=False))
    if not replaced:  # so it is in most years
        return []
    rows = list(every.filter(month__in={row.month for row in replaced}))
    found = []
    for row in replaced:
        after = rows[rows.index(row) + 1 :]
        later = (other for other in after if (other.unit_id, other.month) == (row.unit_id, row.month))
        found.append(Correction(row, next(later, None)))
    return sorted(found, key=lambda one: one.was.replaced_at or one.was.edited_at, reverse=True)


def recent_of(measure: MonthlyMeasure, columns: Sequence[Column], today: date) -> Recent:
    """Return the mean of the twelve whole months before this one, or all of all, over all units that are counted."""
    last = today.replace(day=1)
    rows = measure.values.filter(replaced_at__isnull=True, month__gte=add_months(last, -YEAR), month__lt=last)
    if measure.counted_as != CountedAs.NUMBER:
        return all_of_all(measure.counted_as, rows.values_list("cases", "people"), YEAR * len(columns))
    return recent(rows.values_list("value", flat=True), YEAR * len(columns))


def before_and_now(measure: MonthlyMeasure, now: Recent) -> str:
    """Return the figure before the start and the mean since as a sentence; "" when one of them is missing."""
    if measure.baseline is None or now.mean is None:
        return ""
    row = rules.Measure(
        measure.name, "count", unit_text=measure.unit_word, before=rules.Value(numerator=measure.baseline),
        now=rules.Value(numerator=now.mean),
    )  # fmt: skip
    return rules.sentence(row, (get_language() or "nb")[:2])


def entries_of(measure: MonthlyMeasure, unit: Unit | None, months: Iterable[date]) -> dict[date, Entry]:
    """Return the figures of some months of one unit or of the whole, as plain values."""
    rows = measure.values.filter(unit=unit, month__in=list(months), replaced_at__isnull=True)
    return {row.month: Entry(row.value, row.cases, row.people) for row in rows}


def figure(measure: MonthlyMeasure, row: Entry | MonthlyValue) -> str:
    """Write the figure of a month as it is told."""
    return number(as_told(Entry(row.value, row.cases, row.people), measure.counted_as))


def number(value: Any) -> str:
    """Write a figure as the before/now table does."""
    return "" if value is None else rules.number_words(value, (get_language() or "nb")[:2])
