"""How the starting point is counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mentornett.core import audit
from mentornett.core.text import clean
from mentornett.measurement.choices import StillHere
from mentornett.measurement.models import Baseline, BaselineHire
from mentornett.measurement.queries.baselines import count_of, found_in_register
from mentornett.mentoring.models import Programme
from mentornett.tenants.models import Person


class NothingCountedError(ValueError):
    """Nobody is answered for with yes or no: there is nothing to close."""


@transaction.atomic
def begin_baseline(
    *, programme: Programme, hired_from: date, hired_to: date, source: str, by: Person, now: datetime
) -> Baseline:
    """Begin to count, with those whom the register holds; one that is begun already is gone on with."""
    row, made = Baseline.objects.get_or_create(
        programme=programme,
        defaults={
            "municipality": programme.municipality, "hired_from": hired_from, "hired_to": hired_to,
            "source": clean(source).strip(), "made_by": by, "made_at": now,
        },
    )  # fmt: skip
    if made:
        added = _fill(row, now)
        audit.record(verb="baseline.begun", on=row, by=by, now=now, details={"hires": added})
    return row


@transaction.atomic
def refill_baseline(*, baseline: Baseline, by: Person, now: datetime) -> int:
    """Take in those who have come into the register since, and what it knows now; what people answered stays."""
    added = _fill(baseline, now)
    audit.record(verb="baseline.refreshed", on=baseline, by=by, now=now, details={"hires": added})
    return added


def _fill(baseline: Baseline, now: datetime) -> int:
    today = timezone.localdate(now)
    known = {row.employment_id: row for row in baseline.hires.filter(employment__isnull=False)}
    new = []
    for found in found_in_register(baseline.programme, baseline.hired_from, baseline.hired_to, today):
        row, hire = known.get(found.employment.pk), found.employment
        if row is None:
            new.append(
                BaselineHire(
                    municipality_id=baseline.municipality_id, baseline=baseline, employment=hire, starts=hire.starts,
                    unit_name=hire.unit.name, profession=hire.profession, answer=found.answer,
                    by_register=bool(found.answer), answered_at=now if found.answer else None,
                )
            )  # fmt: skip
        elif found.answer != row.answer and (row.by_register or not row.answer):
            row.answer, row.by_register, row.answered_at = found.answer, bool(found.answer), now
            row.save(update_fields=["answer", "by_register", "answered_at"])
    BaselineHire.objects.bulk_create(new)
    return len(new)


@transaction.atomic
def answer_hire(*, hire: BaselineHire, answer: str, by: Person, now: datetime) -> None:
    """Say whether somebody was still here after twelve months; "" takes the answer back."""
    hire.answer, hire.by_register = StillHere(answer).value if answer else "", False
    hire.answered_by, hire.answered_at = by, now
    hire.save(update_fields=["answer", "by_register", "answered_by", "answered_at"])
    audit.record(verb="baseline_hire.answered", on=hire, by=by, now=now, details={"answer": hire.answer})


@transaction.atomic
def add_to_baseline(*, baseline: Baseline, rows: Sequence[dict[str, Any]], by: Person, now: datetime) -> None:
    """Add people who are not in the register, such as those who left before it began."""
    BaselineHire.objects.bulk_create(
        BaselineHire(
            municipality_id=baseline.municipality_id, baseline=baseline, label=clean(row["label"]).strip(),
            unit_name=clean(row.get("unit_name", "")).strip(), profession=clean(row.get("profession", "")).strip(),
            starts=row["starts"], answer=row.get("answer", ""), answered_by=by if row.get("answer") else None,
            answered_at=now if row.get("answer") else None,
        )
        for row in rows
    )  # fmt: skip
    audit.record(verb="baseline_hire.added", on=baseline, by=by, now=now, details={"hires": len(rows)})


@transaction.atomic
def leave_out_of_baseline(*, hire: BaselineHire, by: Person, now: datetime) -> None:
    """Take somebody out who was added by hand or from a list."""
    baseline = hire.baseline
    hire.delete()
    audit.record(verb="baseline_hire.removed", on=baseline, by=by, now=now)


@transaction.atomic
def close_baseline(*, baseline: Baseline, by: Person, now: datetime) -> None:
    """Keep the numbers, and forget the names of those who are not in the register. Raises NothingCountedError."""
    count = count_of(baseline)
    if not count.hired:
        raise NothingCountedError
    baseline.closed_at = now
    baseline.hired, baseline.still_here, baseline.unknown = count.hired, count.still_here, count.unknown + count.open
    baseline.save(update_fields=["closed_at", "hired", "still_here", "unknown"])
    baseline.hires.update(label="")
    details = {"hired": count.hired, "still_here": count.still_here}
    audit.record(verb="baseline.completed", on=baseline, by=by, now=now, details=details)


@transaction.atomic
def reopen_baseline(*, baseline: Baseline, by: Person, now: datetime) -> None:
    """Go on counting."""
    baseline.closed_at = baseline.hired = baseline.still_here = baseline.unknown = None
    baseline.save(update_fields=["closed_at", "hired", "still_here", "unknown"])
    audit.record(verb="baseline.reopened", on=baseline, by=by, now=now)


@transaction.atomic
def throw_away_baseline(*, baseline: Baseline, by: Person, now: datetime) -> None:
    """Forget an open count, so that it can be begun with another time."""
    audit.record(verb="baseline.removed", on=baseline, by=by, now=now)
    baseline.delete()
