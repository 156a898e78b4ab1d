"""How advertised posts change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from mentornett.core import audit
from mentornett.core.text import clean
from mentornett.measurement.choices import VacancyState
from mentornett.measurement.models import Vacancy
from mentornett.tenants.models import Municipality, Person

WRITABLE = (
    "unit", "reference", "profession", "posts", "advertised_on", "mentor_offered", "applicants", "qualified", "state",
    "filled_on", "filled",
)  # fmt: skip


def cleaned(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the known fields as they are stored: what is not filled has neither day nor number."""
    known = {name: value for name, value in fields.items() if name in WRITABLE}
    known = {name: clean(value).strip() if isinstance(value, str) else value for name, value in known.items()}
    if known.get("state", VacancyState.FILLED) != VacancyState.FILLED:
        known |= {"filled_on": None, "filled": None}
    return known


@transaction.atomic
def add_vacancy(*, municipality: Municipality, by: Person, now: datetime, **fields: Any) -> Vacancy:
    """Register an advertisement."""
    row = Vacancy(municipality=municipality, edited_by=by, edited_at=now, **cleaned(fields))
    row.save()
    audit.record(verb="vacancy.added", on=row, by=by, now=now)
    return row


@transaction.atomic
def change_vacancy(*, vacancy: Vacancy, by: Person, now: datetime, **fields: Any) -> None:
    """Change what is registered about an advertisement."""
    changed = {name: value for name, value in cleaned(fields).items() if getattr(vacancy, name) != value}
    for name, value in changed.items():
        setattr(vacancy, name, value)
    _save(vacancy, by, now, *changed)
    audit.record(verb="vacancy.changed", on=vacancy, by=by, now=now, details={"fields": sorted(changed)})


@transaction.atomic
def remove_vacancy(*, vacancy: Vacancy, by: Person, now: datetime) -> None:
    """Take an advertisement out of list and figures; it can be put back."""
    vacancy.removed_at = now
    _save(vacancy, by, now, "removed_at")
    audit.record(verb="vacancy.removed", on=vacancy, by=by, now=now)


@transaction.atomic
def restore_vacancy(*, vacancy: Vacancy, by: Person, now: datetime) -> None:
    """Put a removed advertisement back."""
    vacancy.removed_at = None
    _save(vacancy, by, now, "removed_at")
    audit.record(verb="vacancy.restored", on=vacancy, by=by, now=now)


def _save(vacancy: Vacancy, by: Person, now: datetime, *names: str) -> None:
    vacancy.edited_by, vacancy.edited_at = by, now
    vacancy.save(update_fields=[*names, "edited_by", "edited_at"])
