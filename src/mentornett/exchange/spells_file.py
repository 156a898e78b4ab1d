"""Employments from a register as people export it, as spells to be analysed: from when to when, and who has left.

A row that cannot be right is told of and left out; the others count.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mentornett.documents.tables_in import RowError, RowProblem, TableIn
from mentornett.exchange.cells import columns_by_title, day_in, yes_in
from mentornett.measurement.rules.employed import Way

NAMES: dict[str, tuple[str, ...]] = {
    "starts": ("startdato", "ansattdato", "ansatt dato", "ansettelsesdato", "tilsettingsdato", "tiltredelsesdato",
               "dato fra", "fra dato", "fra", "første arbeidsdag", "start", "start date", "hired"),
    "ends": ("sluttdato", "dato til", "til dato", "til", "fratredelsesdato", "fråtredingsdato", "siste arbeidsdag",
             "sluttet", "slutta", "end date", "left"),
    "planned": ("planlagt slutt", "planlagt sluttdato", "vikariat til", "midlertidig til", "mellombels til",
                "planned end"),
    "temporary": ("vikar", "vikariat", "midlertidig", "mellombels", "temporary"),
    "moved": ("flyttet internt", "flytta internt", "intern flytting", "byttet enhet", "bytta eining", "moved"),
    "number": ("ansattnr", "ansattnr.", "ansattnummer", "tilsettnummer", "ressursnr", "ressurs", "id", "nr",
               "employee number"),
    "unit_starts": ("oppstart", "enheten startet", "eininga starta", "unit start"),
}  # fmt: skip
ReadDay = Callable[[str], date | None]
ONE_DAY = timedelta(days=1)
YEAR = 365
MANY = 10

COLUMNS = {
    "starts": gettext_noop("the first day of work"),
    "ends": gettext_noop("the last day of work"),
    "planned": gettext_noop("the planned end"),
    "temporary": gettext_noop("temporary"),
    "moved": gettext_noop("moved to another unit"),
    "number": gettext_noop("employee number"),
    "unit_starts": gettext_noop("the unit's start"),
    "group": gettext_noop("the group"),
}


class ColumnError(ValueError):
    """A column that is asked for, or that every row needs, is not in the file; the text says which, in words."""


@dataclass(frozen=True, slots=True)
class Spell:
    """One employment in months from the first day, as it was observed: at risk in (entry, exit]."""

    row: int
    starts: date
    entry: float
    exit: float
    way: Way
    group: str
    unit_starts: date | None

    @property
    def left(self) -> bool:
        """Whether the unit was left, for another or for good."""
        return self.way != Way.STAYED


@dataclass(frozen=True, slots=True)
class SpellsFile:
    """The good rows of a file, the problems of the others, and what was taken for what.

    `planned` counts temporary posts that ended as planned, `later` those whose last day lies after observation ended;
    neither has left. `hired_earlier` counts those hired before `first_end`, the first day anybody left, when the file
    looks as if it held only those who were employed at some date.
    """

    spells: tuple[Spell, ...]
    problems: tuple[RowProblem, ...]
    planned: int
    later: int
    first_end: date | None
    hired_earlier: int


@dataclass(frozen=True, slots=True)
class Observed:
    """The days between which the register tells who was employed; `since` when it lacks those who left before."""

    until: date
    since: date | None = None


def columns_of(table: TableIn, chosen: Mapping[str, str]) -> dict[str, int]:
    """Return which column holds what: by the chosen titles, else as far as their own tell. Raises ColumnError."""
    plain = [title.casefold() for title in table.header]
    found = {field: at for field, at in columns_by_title(table.header, NAMES).items() if field not in chosen}
    for field, title in chosen.items():
        if title.casefold() not in plain:
            known = ", ".join(name for name in table.header if name)
            raise ColumnError(_("There is no column «%(title)s». The columns are: %(known)s") % {
                "title": title, "known": known,
            })  # fmt: skip
        found[field] = plain.index(title.casefold())
    for field in ("starts", "ends"):
        if field not in found:
            raise ColumnError(_("No column is known to hold %(what)s. Say which with --%(field)s-column.") % {
                "what": _(COLUMNS[field]), "field": field,
            })  # fmt: skip
    return found


def read_spells(table: TableIn, columns: Mapping[str, int], observed: Observed) -> SpellsFile:
    """Return the employments of a table as spells, in the order of its rows."""
    spells, problems, ends, planned, later = [], [], [], 0, 0
    seen: dict[tuple[str, date], int] = {}
    day = cache(day_in)
    for number, cells in table.rows:
        values = {field: cells[at] for field, at in columns.items()}
        try:
            days = _Days.of(values, day)
            _once(values.get("number", ""), days.starts, number, seen)
            spells.append(days.spell(number, values.get("group", ""), observed))
        except RowError as error:
            problems.append(RowProblem(number, str(error)))
            continue
        planned += days.is_as_planned(observed.until)
        later += days.ends is not None and days.ends > observed.until
        if spells[-1].left and days.ends:
            ends.append(days.ends)
    first = min(ends, default=None)
    earlier = _hired_earlier(spells, first) if first and observed.since is None else 0
    return SpellsFile(tuple(spells), tuple(problems), planned, later, first, earlier)


@dataclass(frozen=True, slots=True)
class _Days:
    """The days of a row."""

    starts: date
    ends: date | None
    planned: date | None
    unit_starts: date | None
    has_moved: bool

    @classmethod
    def of(cls, values: Mapping[str, str], day: ReadDay) -> _Days:
        """Read them. Raises RowError."""
        starts, ends, planned, unit = (
            _day(values, field, day) for field in ("starts", "ends", "planned", "unit_starts")
        )
        if starts is None:
            raise RowError(_("The first day of work is missing."))
        if ends and ends < starts:
            raise RowError(_("The last day comes before the first."))
        if planned and planned < starts:
            raise RowError(_("The planned end comes before the first day."))
        if ends and not planned and yes_in(values.get("temporary", "")):
            planned = ends
        return cls(starts, ends, planned, unit, bool(yes_in(values.get("moved", ""))))

    def is_as_planned(self, until: date) -> bool:
        """Whether a temporary post ended as planned: then nobody left."""
        last = self.ends or self.planned
        return self.planned is not None and last is not None and self.planned <= last and self.planned <= until

    def spell(self, row: int, group: str, observed: Observed) -> Spell:
        """Return what was observed of it. Raises RowError when nothing was, or it cannot have been."""
        if self.starts > observed.until:
            raise RowError(_("The first day of work is after %(day)s, when the figures end.") % {
                "day": observed.until.strftime("%d.%m.%Y"),
            })  # fmt: skip
        stops = [day for day in (self.ends, self.planned) if day]
        last = min([*stops, observed.until])
        left = self.ends is not None and self.ends == last and not self.is_as_planned(observed.until)
        entry = 0.0
        if observed.since and self.starts < observed.since:
            if last < observed.since:
                raise RowError(_("The employment ended before %(day)s, when the register begins.") % {
                    "day": observed.since.strftime("%d.%m.%Y"),
                })  # fmt: skip
            entry = months_between(self.starts, observed.since)
        way = Way.STAYED if not left else Way.MOVED if self.has_moved else Way.LEFT
        return Spell(row, self.starts, entry, months_between(self.starts, last + ONE_DAY), way, group, self.unit_starts)


def months_between(first: date, second: date) -> float:
    """Return the time between two days in months, whole on the same day of the month (or its last)."""
    month = second.year * 12 + second.month - 1
    if second.day < min(first.day, _days_in(month)):
        month -= 1
    here, following = min(first.day, _days_in(month)), min(first.day, _days_in(month + 1))
    length = _days_in(month) - here + following
    days = second.day - here + (0 if month % 12 == second.month - 1 else _days_in(month))
    return month - (first.year * 12 + first.month - 1) + days / length


@cache
def _days_in(month: int) -> int:
    """Return how many days a month has; months are counted from the year 0."""
    year, number = divmod(month, 12)
    return calendar.monthrange(year, number + 1)[1]


def _day(values: Mapping[str, str], field: str, day: ReadDay) -> date | None:
    try:
        return day(values.get(field, ""))
    except RowError as error:
        raise RowError(f"{error} ({_(COLUMNS[field])})") from error


def _once(number: str, starts: date, row: int, seen: dict[tuple[str, date], int]) -> None:
    """Raise RowError when the same person started the same day in an earlier row."""
    if not number:
        return
    before = seen.setdefault((number, starts), row)
    if before != row:
        raise RowError(_("The same employment stands in row %(row)d.") % {"row": before})


def _hired_earlier(spells: list[Spell], first_end: date) -> int:
    """Return how many were hired more than a year before anybody left, when they are many: a sign of survivors."""
    earlier = sum((first_end - spell.starts).days > YEAR for spell in spells)
    return earlier if earlier >= MANY else 0
