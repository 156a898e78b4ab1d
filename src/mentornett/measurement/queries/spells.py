"""The register's rows as times of work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Case, QuerySet, TextField, Value, When
from django.db.models.functions import Cast

from mentornett.measurement.choices import SpellEnd
from mentornett.measurement.rules.spells import Work, municipality_spells, register_begins, work_of
from mentornett.mentoring.models import Employment
from mentornett.tenants.models import Person, Unit

DAYS = ("starts", "ends", "planned_end", "known_from")
YES = "yes"
TEMPORARY = Case(When(temporary=True, then=Value(YES)), default=Value(""), output_field=TextField())


def works_of(rows: QuerySet[Employment], kinds: Mapping[int, str] | None = None) -> list[Work]:
    """Return rows of the register as the plain values that the rules know, in no order; `kinds` of units by their keys.

    All but the keys comes as text: a register names the same days over and over, so each is read once.
    """
    told = rows.order_by().values_list(
        "person", "unit", *(Cast(name, TextField()) for name in DAYS), "end_reason", TEMPORARY, "profession",
    )  # fmt: skip
    kind_of = (kinds or {}).get
    return [
        work_of(
            (
                person, unit, _day(starts), ends and _day(ends), why, temporary == YES, planned and _day(planned),
                known and _day(known), profession, kind_of(unit, ""),
            )
        )
        for person, unit, starts, ends, planned, known, why, temporary, profession in told
    ]  # fmt: skip


@lru_cache(maxsize=20_000)
def _day(text: str) -> Any:
    return date.fromisoformat(text)


@dataclass(frozen=True)
class SpellLine:
    """A time of work in the municipality as a row of a list, without a name."""

    number: int
    unit: str
    profession: str
    starts: date
    ends: date | None  # None as long as it lasts
    temporary: bool
    end: str
    months: int
    seen_from: date | None  # the day from which they are seen, when that is later than the first


def spell_lines(municipality_id: int, today: date) -> tuple[list[SpellLine], set[int]]:
    """Return the times of work as rows, the oldest first, and whose they are."""
    works = works_in(municipality_id)
    names = dict(Unit.objects.filter(municipality=municipality_id).values_list("pk", "name"))
    begun = {(work.person, work.starts): work for work in works}
    spells = sorted(municipality_spells(works, today), key=lambda spell: (spell.starts, spell.person))
    lines = []
    for number, spell in enumerate(spells, start=1):
        first = begun[spell.person, spell.starts]
        late = first.known_from if first.known_from and first.known_from > spell.starts else None
        ends = None if spell.end == SpellEnd.HERE else spell.stops
        lines.append(
            SpellLine(
                number, names.get(spell.unit, ""), spell.profession, spell.starts, ends, first.temporary,
                str(SpellEnd(spell.end).label), int(spell.months), late,
            )
        )  # fmt: skip
    return lines, {spell.person for spell in spells}


def works_of_hired(municipality_id: int, first: date, last: date) -> list[Work]:
    """Return all rows of those of a municipality who began something in a time: enough to tell of their whole work."""
    rows = Employment.objects.filter(municipality=municipality_id)
    begun = rows.filter(starts__range=(first, last)).order_by().values("person")
    return works_of(rows.filter(person__in=begun))


def not_seen_before(municipality_id: int, first: date, last: date) -> date | None:
    """Return the day before which those hired in a time who left are not in the register; None when it has them all."""
    rows = Employment.objects.filter(municipality=municipality_id, starts__range=(first, last))
    return register_begins(works_of(rows.filter(known_from__isnull=False)), first, last)


def works_in(municipality_id: int) -> list[Work]:
    """Return all rows of a municipality's register, with the kinds of their units."""
    kinds = dict(Unit.objects.filter(municipality=municipality_id).values_list("pk", "kind"))
    return works_of(Employment.objects.filter(municipality=municipality_id), kinds)


def people_with(keys: set[int]) -> QuerySet[Person]:
    """Return people by their keys, for the log of readings."""
    return Person.objects.filter(pk__in=keys)
