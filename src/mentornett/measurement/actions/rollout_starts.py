"""What becomes of the drawn starts: onto the spread board, and what was done otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from mentornett.core import audit
from mentornett.core.text import clean
from mentornett.measurement.models import RolloutDeparture, RolloutPart, RolloutUnit
from mentornett.mentoring.actions.programmes import plan_starts
from mentornett.tenants.models import Person


@transaction.atomic
def put_on_board(
    *, part: RolloutPart, units: Iterable[RolloutUnit], note: str, by: Person, now: datetime
) -> int:  # fmt: skip
    """Put the drawn starts of these units on the municipality's spread board, and return how many."""
    assert part.programme is not None  # noqa: S101 (whoever takes part has one; tells the type checker)
    starts = {row.unit: row.start for row in units if row.part_id == part.pk and row.start}
    plan_starts(programme=part.programme, starts=starts, note=note, by=by, now=now)
    return len(starts)


@transaction.atomic
def record_departure(
    *, unit: RolloutUnit, real_start: date | None, why: str, by: Person, now: datetime
) -> RolloutDeparture:
    """Note that a unit starts on another day than drawn, or not at all, and why. The draw stays as it is."""
    row = RolloutDeparture(
        organiser_id=unit.organiser_id, municipality_id=unit.municipality_id, unit=unit, real_start=real_start,
        why=clean(why).strip(), recorded_by=by, recorded_at=now,
    )  # fmt: skip
    row.save()
    details = {"unit": unit.unit_id, "real_start": str(real_start or "")}
    audit.record(verb="rollout_departure.noted", on=row, by=by, now=now, details=details)
    return row
