"""The national register of municipalities, from the project's own facts into the database."""

from __future__ import annotations

from django.db import transaction

from mentornett.tenants.models import Municipality
from mentornett.tenants.register.reader import MunicipalityFact, read_register


@transaction.atomic
def load_register() -> int:
    """Write all municipalities of the register; profile fields that people filled in are kept. Returns how many."""
    facts = read_register()
    rows = {fact.number: _write(fact) for fact in facts}
    for fact in facts:
        if fact.successors:
            rows[fact.number].successors.set([rows[number] for number in fact.successors])
    return len(facts)


def load_register_if_empty() -> None:
    """Write the municipality register unless it is there."""
    if not Municipality.objects.exists():
        load_register()


def _write(fact: MunicipalityFact) -> Municipality:
    values = {
        "name": fact.name, "county_number": fact.county_number, "county": fact.county, "names": fact.names,
        "valid_to": fact.valid_to,
    }  # fmt: skip
    row, _ = Municipality.objects.update_or_create(number=fact.number, valid_from=fact.valid_from, defaults=values)
    return row
