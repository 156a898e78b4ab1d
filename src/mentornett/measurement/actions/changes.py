"""How the log of other changes changes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from mentornett.core import audit
from mentornett.core.text import clean
from mentornett.measurement.models import OtherChange
from mentornett.tenants.models import Municipality, Person

WRITABLE = ("kind", "title", "text", "starts", "ends", "units")


@transaction.atomic
def save_change(
    *, municipality: Municipality, by: Person, now: datetime, change: OtherChange | None = None, **fields: Any
) -> OtherChange:
    """Note something else that changed, or correct what is noted."""
    row = change or OtherChange(municipality=municipality)
    for name in WRITABLE:
        value = fields[name]
        setattr(row, name, clean(value).strip() if isinstance(value, str) else value)
    row.edited_by, row.edited_at = by, now
    row.save()
    audit.record(verb="other_change.changed" if change else "other_change.added", on=row, by=by, now=now)
    return row


@transaction.atomic
def remove_change(*, change: OtherChange, by: Person, now: datetime) -> None:
    """Take a change out of the log; it can be put back."""
    change.removed_at = now
    change.save(update_fields=["removed_at"])
    audit.record(verb="other_change.removed", on=change, by=by, now=now)


@transaction.atomic
def restore_change(*, change: OtherChange, by: Person, now: datetime) -> None:
    """Put a removed change back."""
    change.removed_at = None
    change.save(update_fields=["removed_at"])
    audit.record(verb="other_change.restored", on=change, by=by, now=now)
