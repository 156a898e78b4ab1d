"""How what is counted each month changes. Nothing is overwritten: a correction leaves what it corrects."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from mentornett.core import audit
from mentornett.core.text import clean
from mentornett.measurement.choices import FactSource, MeasureKey
from mentornett.measurement.models import MonthlyMeasure, MonthlyValue, SharedSeries
from mentornett.measurement.rules.series import Entry
from mentornett.tenants.models import Municipality, Person, Unit

WRITABLE = (
    "key", "name", "definition", "unit_word", "counted_as", "of_word", "by_unit", "less_is_better", "goal", "baseline",
    "baseline_words",
)  # fmt: skip


@transaction.atomic
def save_measure(
    *, municipality: Municipality, by: Person, now: datetime, measure: MonthlyMeasure | None = None, **fields: Any
) -> MonthlyMeasure:
    """Say what is counted each month, or change what is said about it."""
    row = measure or MonthlyMeasure(municipality=municipality)
    for name in WRITABLE:
        value = fields[name]
        setattr(row, name, clean(value).strip() if isinstance(value, str) else value)
    row.edited_by, row.edited_at = by, now
    row.save()
    audit.record(verb="measure.changed" if measure else "measure.added", on=row, by=by, now=now)
    return row


@transaction.atomic
def remove_measure(*, measure: MonthlyMeasure, by: Person, now: datetime) -> None:
    """Take a measure away with its figures; it can be put back. Networks see it no more, and then neither."""
    measure.removed_at = now
    measure.save(update_fields=["removed_at"])
    gone, _each = SharedSeries.objects.filter(measure=measure).delete()
    audit.record(verb="measure.removed", on=measure, by=by, now=now, details={"shares_ended": gone})


@transaction.atomic
def restore_measure(*, measure: MonthlyMeasure, by: Person, now: datetime) -> None:
    """Put a removed measure back."""
    measure.removed_at = None
    measure.save(update_fields=["removed_at"])
    audit.record(verb="measure.restored", on=measure, by=by, now=now)


@transaction.atomic
def set_months(
    *, measure: MonthlyMeasure, entries: Mapping[tuple[Unit | None, date], Entry | None], by: Person, now: datetime,
    source: str = FactSource.FORM,
) -> int:  # fmt: skip
    """Write the figures of months; None takes one away. What was there before stays as replaced. How many changed."""
    months = {month for _unit, month in entries}
    known = {(row.unit_id, row.month): row for row in measure.values.filter(month__in=months, replaced_at__isnull=True)}
    changed = [
        (unit, month, entry)
        for (unit, month), entry in entries.items()
        if entry != _entry(known.get((unit.pk if unit else None, month)))
    ]
    replaced = [row.pk for unit, month, _new in changed if (row := known.get((unit.pk if unit else None, month)))]
    MonthlyValue.objects.filter(Q(pk__in=replaced)).update(replaced_at=now)
    MonthlyValue.objects.bulk_create(
        MonthlyValue(
            municipality_id=measure.municipality_id, measure=measure, unit=unit, month=month, value=entry.value,
            cases=entry.cases, people=entry.people, health=measure.key == MeasureKey.SICK_LEAVE, source=source,
            edited_by=by, edited_at=now,
        )
        for unit, month, entry in changed
        if entry is not None
    )  # fmt: skip
    details = {"months": len(changed), "corrected": len(replaced)}
    audit.record(verb="months.entered", on=measure, by=by, now=now, details=details)
    return len(changed)


def _entry(row: MonthlyValue | None) -> Entry | None:
    return Entry(row.value, row.cases, row.people) if row else None
