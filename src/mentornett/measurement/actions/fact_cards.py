"""How reference figures change."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from mentornett.core import audit
from mentornett.core.text import clean
from mentornett.measurement.models import FactCard
from mentornett.tenants.models import Municipality, Organiser, Person

WRITABLE = ("topic", "what", "figure", "year", "source", "link", "expires")


@transaction.atomic
def save_card(
    *,
    by: Person | None,
    now: datetime,
    organiser: Organiser | None = None,
    municipality: Municipality | None = None,
    card: FactCard | None = None,
    **fields: Any,
) -> FactCard:
    """Write a card of an organiser or a municipality, or correct one."""
    row = card or FactCard(organiser=organiser, municipality=municipality)
    for name in WRITABLE:
        value = fields[name]
        setattr(row, name, clean(value).strip() if isinstance(value, str) else value)
    row.edited_at = now  # who did it stands in the audit log
    row.save()
    audit.record(verb="fact_card.changed" if card else "fact_card.added", on=row, by=by, now=now)
    return row


@transaction.atomic
def remove_card(*, card: FactCard, by: Person, now: datetime) -> None:
    """Take a card away; it can be put back."""
    card.removed_at = now
    card.save(update_fields=["removed_at"])
    audit.record(verb="fact_card.removed", on=card, by=by, now=now)


@transaction.atomic
def restore_card(*, card: FactCard, by: Person, now: datetime) -> None:
    """Put a removed card back."""
    card.removed_at = None
    card.save(update_fields=["removed_at"])
    audit.record(verb="fact_card.restored", on=card, by=by, now=now)
