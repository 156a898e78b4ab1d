"""How before/now rows change."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from mentornett.core import audit
from mentornett.core.text import clean
from mentornett.measurement.models import BeforeNow
from mentornett.measurement.queries import before_now as queries
from mentornett.network.models import Team
from mentornett.tenants.models import Person

SIDE_FIELDS = ("text", "yes", "numerator", "denominator", "share", "approximate", "on", "source")
WRITABLE = (
    "measure", "target_group", "kind", "unit_text", "per_text", "less_is_better", "sharing",
    *(f"{side}_{name}" for side in ("before", "now") for name in SIDE_FIELDS),
)  # fmt: skip


@transaction.atomic
def add_row(
    *, team: Team, by: Person, now: datetime, whole_municipality: bool = False, fields: dict[str, Any]
) -> BeforeNow:
    """Add a row last in the table: about the team, or about its whole municipality."""
    last = queries.rows_about(team).aggregate(last=Max("position"))["last"]
    row = BeforeNow(
        network=team.network, team=None if whole_municipality else team, organiser_id=team.organiser_id,
        municipality=team.municipality, position=0 if last is None else last + 1, edited_by=by, edited_at=now,
        **_cleaned(fields),
    )  # fmt: skip
    row.save()
    audit.record(verb="before_now.added", on=row, by=by, now=now, details={"kind": row.kind})
    return row


def _cleaned(fields: dict[str, Any]) -> dict[str, Any]:
    known = {name: value for name, value in fields.items() if name in WRITABLE}
    return {name: clean(value).strip() if isinstance(value, str) else value for name, value in known.items()}


@transaction.atomic
def change_row(*, row: BeforeNow, by: Person, now: datetime, fields: dict[str, Any]) -> None:
    """Change what a row says; what was there before stays in the audit row."""
    changed = {name: value for name, value in _cleaned(fields).items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    _save(row, by, now, *changed)
    audit.record(verb="before_now.changed", on=row, by=by, now=now, details={"fields": sorted(changed)})


def _save(row: BeforeNow, by: Person, now: datetime, *names: str) -> None:
    row.edited_by, row.edited_at = by, now
    row.save(update_fields=[*names, "edited_by", "edited_at"])


@transaction.atomic
def remove_row(*, row: BeforeNow, by: Person, now: datetime) -> None:
    """Take a row out of the table; it can be put back."""
    row.removed_at = now
    _save(row, by, now, "removed_at")
    audit.record(verb="before_now.removed", on=row, by=by, now=now)


@transaction.atomic
def restore_row(*, row: BeforeNow, by: Person, now: datetime) -> None:
    """Put a removed row back where it was."""
    row.removed_at = None
    _save(row, by, now, "removed_at")
    audit.record(verb="before_now.restored", on=row, by=by, now=now)


@transaction.atomic
def move_row(*, team: Team, row: BeforeNow, up: bool, by: Person, now: datetime) -> None:
    """Move a row one place up or down in its team's table; the first cannot go up nor the last down."""
    rows = list(queries.rows_about(team))
    place = next((index for index, other in enumerate(rows) if other.pk == row.pk), None)
    target = None if place is None else place + (-1 if up else 1)
    if place is None or target is None or not 0 <= target < len(rows):
        return
    rows[place], rows[target] = rows[target], rows[place]
    for position, other in enumerate(rows):
        if other.position != position:
            other.position = position
            other.save(update_fields=["position"])
    audit.record(verb="before_now.moved", on=row, by=by, now=now, details={"to": target})


@transaction.atomic
def share_row(*, row: BeforeNow, sharing: str, by: Person, now: datetime) -> None:
    """Choose how far a row is shared."""
    row.sharing = sharing
    _save(row, by, now, "sharing")
    audit.record(verb="before_now.shared", on=row, by=by, now=now, details={"sharing": sharing})
