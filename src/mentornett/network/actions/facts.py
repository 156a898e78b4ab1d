"""Facts about a network: added, changed, removed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from mentornett.core import audit
from mentornett.core.text import clean
from mentornett.network.choices import FactGroup
from mentornett.network.models import Fact, Network
from mentornett.tenants.models import Person


@dataclass(frozen=True)
class Told:
    """What is said in a fact."""

    group: FactGroup
    what: str
    when_text: str = ""
    more: str = ""
    source: str = ""
    assumed: bool = False


def _cleaned(told: Told) -> dict[str, object]:
    return {key: clean(value).strip() if isinstance(value, str) else value for key, value in asdict(told).items()}


@transaction.atomic
def add_fact(*, network: Network, told: Told, by: Person, now: datetime) -> Fact:
    """Add a fact, last in its group."""
    row = Fact.objects.create(network=network, **_cleaned(told))
    audit.record(verb="fact.added", on=network, by=by, now=now, details={"fact": row.pk, "group": str(told.group)})
    return row


@transaction.atomic
def change_fact(*, fact: Fact, told: Told, by: Person, now: datetime) -> None:
    """Change what is said in a fact."""
    values = _cleaned(told)
    for field, value in values.items():
        setattr(fact, field, value)
    fact.save(update_fields=list(values))
    audit.record(verb="fact.changed", on=fact.network, by=by, now=now, details={"fact": fact.pk})


@transaction.atomic
def remove_fact(*, fact: Fact, by: Person, now: datetime) -> None:
    """Remove a fact."""
    audit.record(verb="fact.removed", on=fact.network, by=by, now=now, details={"fact": fact.pk})
    fact.delete()
