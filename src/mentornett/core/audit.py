"""The audit row that stands or falls with its deed, and the log of who read about whom."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import connection, models

from mentornett.core.models import AccessEntry, AuditEntry
from mentornett.core.scoping import EVERYONE, inside


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
    entry = AuditEntry(
        at=now,
        person_id=by.pk if by else None,
        verb=verb,
        object_type=on._meta.label_lower,
        object_id=str(on.pk),
        organiser_id=_wall_value(on, "organiser"),
        municipality_id=_wall_value(on, "municipality"),
        details=dict(details or {}),
    )
    with inside(EVERYONE):  # the chain is one for the whole installation
        last = AuditEntry.objects.order_by("-pk").values_list("hash", flat=True).first()
        entry.previous_hash = last or ""
        entry.hash = fingerprint(entry)
        entry.save(force_insert=True)
    return entry


def _wall_value(row: models.Model, dimension: str) -> int | None:
    if row._meta.label_lower == f"tenants.{dimension}":
        return int(row.pk)
    value = getattr(row, f"{dimension}_id", None)
    return int(value) if value is not None else None


def fingerprint(entry: AuditEntry) -> str:
    """Return the sha256 of the entry's content and the previous entry's hash."""
    content = [
        entry.previous_hash, entry.at.isoformat(), entry.person_id, entry.verb, entry.object_type, entry.object_id,
        entry.organiser_id, entry.municipality_id, entry.details,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()


def first_broken_entry() -> AuditEntry | None:
    """Walk the chain and return the first entry whose content was changed, or None when all hold."""
    with inside(EVERYONE):
        for entry in AuditEntry.objects.order_by("pk").iterator():
            if entry.hash != fingerprint(entry):
                return entry
    return None


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
