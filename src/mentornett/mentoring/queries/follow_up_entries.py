"""What stands on the work list: whom one follows, what was found about whom, and the names for what is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from mentornett.mentoring.models import Programme
from mentornett.mentoring.queries.followed import Reach
from mentornett.mentoring.rules.follow_up import Finding
from mentornett.tenants.models import Person, Unit

NOTHING = 0  # nobody and nothing has this id: so the same is asked, whatever stands on a page


@dataclass(frozen=True)
class Followed:
    """What one person follows up. Only who leads a programme is told that a talk about a pair is wanted."""

    person: Person
    reach: Reach
    run: frozenset[int]  # municipalities whose programme one leads


@dataclass(frozen=True, slots=True)
class Entry:
    """What was found, and the ids of whom or what it is about: names are read for the entries that are shown."""

    found: Finding
    municipality: int | None = None
    unit: int | None = None
    programme: int | None = None
    hire: int | None = None  # the employment of a new hire, of a pair's too
    pair: int | None = None
    mentor: int | None = None  # in the register, where the entry is about a mentor alone
    hired: int | None = None  # the people: the new hire, the mentor, the leader of the newest commitment
    guiding: int | None = None
    leader: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: an entry with names."""

    entry: Entry
    unit: str = ""
    programme: str = ""
    hired: Person | None = None
    guiding: Person | None = None
    leader: Person | None = None

    @property
    def found(self) -> Finding:
        """What was found."""
        return self.entry.found

    @property
    def people(self) -> list[Person]:
        """Those whose names stand in the line."""
        return [person for person in (self.hired, self.guiding) if person]


def lines_of(entries: Iterable[Entry]) -> list[Line]:
    """Return entries with the names of people, units and programmes."""
    rows = list(entries)
    ids = {one for row in rows for one in (row.hired, row.guiding, row.leader) if one}
    people: dict[int | None, Person] = {row.pk: row for row in Person.objects.filter(pk__in=ids).only("name")}
    units, programmes = _names(Unit.objects.all(), rows, "unit"), _names(Programme.objects.all(), rows, "programme")
    return [
        Line(
            row, units.get(row.unit, ""), programmes.get(row.programme, ""), people.get(row.hired),
            people.get(row.guiding), people.get(row.leader),
        )
        for row in rows
    ]  # fmt: skip


def _names(things: QuerySet[Unit] | QuerySet[Programme], rows: Iterable[Entry], of: str) -> dict[int | None, str]:
    ids = {getattr(row, of) or NOTHING for row in rows} | {NOTHING}
    return dict(things.filter(pk__in=ids).values_list("pk", "name"))
