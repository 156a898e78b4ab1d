"""The audit row that stands or falls with its deed, and the log of who read about whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import connection, models

from mentornett.core.models import AccessEntry, AuditEntry
from mentornett.core.scoping import EVERYONE, current_scope, inside


def record(
    *,
    verb: str,
    on: models.Model,
    by: models.Model | None,
    now: datetime,
    details: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Write the audit row of a deed; call it in the deed's own transaction.

    `verb` is «noun.past participle», such as "report.sent". `details` holds facts about the deed, never texts that
    people wrote. `by` is None only for jobs.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("An audit row is written in the transaction of its deed")
    wall = {"organiser": _wall_value(on, "organiser"), "municipality": _wall_value(on, "municipality")}
    entry = AuditEntry(
        at=now,
        person_id=by.pk if by else None,
        verb=verb,
        object_type=on._meta.label_lower,
        object_id=str(on.pk),
        organiser_id=wall["organiser"],
        municipality_id=wall["municipality"],
        details=dict(details or {}),
    )
    scope = current_scope()
    if scope is not None and scope.holds({**wall, "person": entry.person_id}):
        entry.save(force_insert=True)  # one statement: the usual case
        return entry
    with inside(EVERYONE):  # a deed from outside, such as a question through a signed link
        entry.save(force_insert=True)
    return entry


def _wall_value(row: models.Model, dimension: str) -> int | None:
    if row._meta.label_lower == f"tenants.{dimension}":
        return int(row.pk)
    value = getattr(row, f"{dimension}_id", None)
    return int(value) if value is not None else None


def reading(*, reader: models.Model | None, subjects: Iterable[models.Model], page: str, now: datetime) -> None:
    """Log that `reader` saw data about `subjects` on `page`. Reading about oneself is not logged."""
    reader_id = reader.pk if reader else None
    entries = [
        AccessEntry(at=now, reader_id=reader_id, subject_id=person_id, page=page)
        for person_id in dict.fromkeys(subject.pk for subject in subjects)
        if person_id != reader_id
    ]
    if entries:
        with inside(EVERYONE):  # the row belongs to the person read about, who is often outside the reader's scope
            AccessEntry.objects.bulk_create(entries)


def forget_readings(*, before: datetime) -> int:
    """Delete what the access log holds from before a moment; the database refuses the newest half year. How many."""
    with inside(EVERYONE):
        return AccessEntry.objects.filter(at__lt=before).delete()[0]


def deeds_of(person_id: int, limit: int, since: datetime | None = None) -> list[tuple[datetime, str]]:
    """Return a person's own newest deeds, all of them or since a moment: when, and the verb."""
    rows = AuditEntry.objects.filter(person=person_id).order_by("-at", "-pk")
    rows = rows.filter(at__gte=since) if since else rows
    return list(rows.values_list("at", "verb")[:limit])


def newest(*, on: models.Model, details: Mapping[str, Any]) -> AuditEntry | None:
    """Return the newest deed on something, with who did it; `details` names a part of it."""
    rows = AuditEntry.objects.filter(object_type=on._meta.label_lower, object_id=str(on.pk))
    rows = rows.filter(**{f"details__{name}": value for name, value in details.items()})
    return rows.select_related("person").order_by("-at", "-pk").first()


def deeds_at(organiser_ids: Iterable[int]) -> models.QuerySet[AuditEntry]:
    """Return what was done at some organisers, the newest first, with who did it."""
    rows = AuditEntry.objects.filter(organiser_id__in=list(organiser_ids))
    return rows.select_related("person").order_by("-at", "-pk")


def readings_about(person_id: int) -> models.QuerySet[AccessEntry]:
    """Return who has read data about a person, the newest first."""
    rows = AccessEntry.objects.filter(subject=person_id)
    return rows.select_related("reader").order_by("-at", "-pk")
