"""A municipality's own schemes: written down, changed, shared, and when they took place (G07)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from mentornett.competence.models import Scheme, SchemeDate
from mentornett.core import audit
from mentornett.core.text import clean
from mentornett.tenants.models import Municipality, Person

FIELDS = ("kind", "title", "about", "frequency", "responsible", "starts", "ends", "shared")


@transaction.atomic
def save_scheme(
    *, municipality: Municipality, by: Person, now: datetime, scheme: Scheme | None = None, **fields: Any
) -> Scheme:
    """Write a scheme down, or change what is said about it."""
    row = scheme or Scheme(municipality=municipality)
    for name in FIELDS:
        value = fields[name]
        setattr(row, name, clean(value).strip() if isinstance(value, str) else value)
    row.save()
    audit.record(verb="scheme.changed" if scheme else "scheme.added", on=row, by=by, now=now)
    return row


@transaction.atomic
def log_date(*, scheme: Scheme, on: date, theme: str, present: int | None, by: Person, now: datetime) -> SchemeDate:
    """Note that a scheme took place."""
    row = SchemeDate(
        scheme=scheme, municipality_id=scheme.municipality_id, on=on, theme=clean(theme).strip(), present=present
    )
    row.save()
    audit.record(verb="scheme.logged", on=scheme, by=by, now=now, details={"on": str(on)})
    return row


@transaction.atomic
def remove_date(*, row: SchemeDate, by: Person, now: datetime) -> None:
    """Take back a day that was noted by mistake."""
    audit.record(verb="scheme.taken_back", on=row.scheme, by=by, now=now, details={"on": str(row.on)})
    row.delete()
