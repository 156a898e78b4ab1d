"""Employments from a register as people export it, as spells to be analysed: from when to when, and who has left.

A row that cannot be right is told of and left out; the others count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mentornett.documents.tables_in import RowError, RowProblem, TableIn
from mentornett.exchange.cells import ColumnError, columns_chosen, day_in, yes_in
from mentornett.measurement.choices import SpellEnd
from mentornett.measurement.rules.spells import Spell, Work, single_spell, work_of

NAMES: dict[str, tuple[str, ...]] = {
    "starts": ("startdato", "ansattdato", "ansatt dato", "ansettelsesdato", "tilsettingsdato", "tiltredelsesdato",
               "dato fra", "fra dato", "fra", "første arbeidsdag", "begynte", "ansatt fra", "start", "start date",
               "hired"),
    "ends": ("sluttdato", "dato til", "til dato", "til", "fratredelsesdato", "fråtredingsdato", "siste arbeidsdag",
             "ansatt til", "slutt", "sluttet", "slutta", "end date", "left"),
    "planned": ("planlagt slutt", "planlagt sluttdato", "vikariat til", "midlertidig til", "mellombels til",
                "planned end"),
    "temporary": ("vikar", "vikariat", "midlertidig", "mellombels", "temporary"),
    "moved": ("flyttet internt", "flytta internt", "intern flytting", "byttet enhet", "bytta eining", "moved"),
    "number": ("ansattnr", "ansattnr.", "ansattnummer", "tilsettnummer", "ressursnr", "ressurs", "id", "nr",
               "employee number"),
    "unit_starts": ("oppstart", "enheten startet", "eininga starta", "unit start"),
}  # fmt: skip
YEAR = 365
MANY = 10

COLUMNS = {
    "starts": gettext_noop("the first day of work"),
    "ends": gettext_noop("the last day of work"),
    "planned": gettext_noop("the planned end"),
    "temporary": gettext_noop("temporary"),
    "moved": gettext_noop("moved to another unit"),
    "number": gettext_noop("employee number"),
    "mentored": gettext_noop("the day the mentor came"),
    "unit_starts": gettext_noop("the unit's start"),
    "group": gettext_noop("the group"),
}


class SpellRow(NamedTuple):
    """A row as a time of work, with the group it is counted in and the days its unit started and its mentor came."""

    row: int
    spell: Spell
    group: str
    unit_starts: date | None
    mentored: date | None


@dataclass(frozen=True, slots=True)
class SpellsFile:
    """The good rows of a file, the problems of the others, and what was taken for what.

    `planned` counts temporary posts that ended as planned: nobody left. `hired_earlier` counts those hired long before
    `first_end`, the first day anybody left, when they are so many that the file seems to hold only those who were
    employed at some date. `alike` counts those that left and stand just so in an earlier row, when no column says who
    they are.
    """

    rows: tuple[SpellRow, ...]
    problems: tuple[RowProblem, ...]
    planned: int
    first_end: date | None
    hired_earlier: int
    alike: int = 0


@dataclass(frozen=True, slots=True)
class Observed:
    """The days between which the register tells who was employed; `since` when it lacks those who left before."""

    until: date
    since: date | None = None


def columns_of(table: TableIn, chosen: Mapping[str, str]) -> dict[str, int]:
    """Return which column holds what: by the chosen titles, else as far as their own tell. Raises ColumnError."""
    found = columns_chosen(table.header, NAMES, chosen)
    for field in ("starts", "ends"):
        if field not in found:
            said = _(
                "No column is known to hold %(what)s. Say which with --%(field)s-column. The columns are: %(known)s"
            )
            known = ", ".join(name for name in table.header if name)
            raise ColumnError(said % {"what": _(COLUMNS[field]), "field": field, "known": known})
    return found


def read_spells(table: TableIn, columns: Mapping[str, int], observed: Observed) -> SpellsFile:
    """Return the employments of a table as spells, in the order of its rows.

    What stands in a column is read once for each different cell: a register of a million rows has a few thousand days.
    """
    rows, problems = [], []
    seen: dict[tuple[str, date], int] = {}
    days = [_read(table, columns, field, day_in) for field in ("starts", "ends", "planned", "unit_starts", "mentored")]
    said = [_read(table, columns, field, yes_in) for field in ("temporary", "moved")]
    words = [_cells(table, columns, field) for field in ("number", "group")]
    for (row, _line), starts, ends, planned, unit, mentor, temporary, moved, number, group in zip(
        table.rows, *days, *said, *words, strict=False
    ):
        try:
            work = _work(row, (starts, ends, planned), (temporary, moved), observed)
            _once(number, work.starts, row, seen)
            rows.append(SpellRow(row, _spell(work, observed), group, _good(unit), _good(mentor)))
        except RowError as error:
            problems.append(RowProblem(row, str(error)))
    return _as_file(rows, problems, observed, has_numbers="number" in columns)


def _cells(table: TableIn, columns: Mapping[str, int], field: str) -> Iterable[str]:
    """Return what stands in a column, row by row; nothing in one that is not there."""
    at = columns.get(field)
    return repeat("") if at is None else [cells[at] for _row, cells in table.rows]


def _read(table: TableIn, columns: Mapping[str, int], field: str, reading: Callable[[str], Any]) -> Iterable[Any]:
    """Return the values in a column, row by row; where one cannot be read, the reason stands."""
    if field not in columns:
        return repeat(None)
    cells = list(_cells(table, columns, field))
    values = {cell: _tried(cell, field, reading) for cell in set(cells)}
    return map(values.__getitem__, cells)


def _tried(cell: str, field: str, reading: Callable[[str], Any]) -> Any:
    try:
        return reading(cell)
    except RowError as error:
        return RowError(f"{error} ({_(COLUMNS[field])})") if reading is day_in else error


def _good(value: Any) -> Any:
    """Return a value as it was read. Raises RowError with the reason when it could not be."""
    if isinstance(value, RowError):
        raise RowError(str(value))
    return value


def _as_file(rows: list[SpellRow], problems: list[RowProblem], observed: Observed, *, has_numbers: bool) -> SpellsFile:
    planned = sum(one.spell.end == SpellEnd.PLANNED for one in rows)
    first = min((one.spell.stops for one in rows if one.spell.is_event), default=None)
    earlier = _hired_earlier(rows, first) if first and observed.since is None else 0
    return SpellsFile(tuple(rows), tuple(problems), planned, first, earlier, 0 if has_numbers else _alike(rows))


def _alike(rows: list[SpellRow]) -> int:
    ended = [(one.spell.starts, one.spell.stops, one.group) for one in rows if one.spell.is_event]
    return len(ended) - len(set(ended))


def _work(row: int, days: tuple[Any, Any, Any], said: tuple[Any, Any], observed: Observed) -> Work:
    """Return what a row says: its first, last and planned last day, and yes or no. Raises RowError."""
    starts, ends, planned = map(_good, days)
    if starts is None:
        raise RowError(_("The first day of work is missing."))
    if ends and ends < starts:
        raise RowError(_("The last day comes before the first."))
    if planned and planned < starts:
        raise RowError(_("The planned end comes before the first day."))
    if starts > observed.until:
        raise RowError(_("The first day of work is after %(day)s, when the figures end.") % {
            "day": observed.until.strftime("%d.%m.%Y"),
        })  # fmt: skip
    is_temporary = planned is not None or bool(_good(said[0]))
    reason = SpellEnd.MOVED if _good(said[1]) else ""
    return work_of((row, 0, starts, ends, reason, is_temporary, planned, observed.since, "", ""))


def _spell(work: Work, observed: Observed) -> Spell:
    """Return what was observed. Raises RowError when nothing was."""
    spell = single_spell(work, observed.until)
    if spell is None:
        raise RowError(_("The employment ended before %(day)s, when the register begins.") % {
            "day": observed.since.strftime("%d.%m.%Y") if observed.since else "",
        })  # fmt: skip
    has_moved = work.reason == SpellEnd.MOVED and spell.end == SpellEnd.LEFT
    return spell._replace(end=SpellEnd.MOVED) if has_moved else spell


def _once(number: str, starts: date, row: int, seen: dict[tuple[str, date], int]) -> None:
    """Raise RowError when the same person started the same day in an earlier row."""
    if not number:
        return
    before = seen.setdefault((number, starts), row)
    if before != row:
        raise RowError(_("The same employment stands in row %(row)d.") % {"row": before})


def _hired_earlier(rows: list[SpellRow], first_end: date) -> int:
    """Return how many were hired more than a year before anybody left, when they are many: a sign of survivors."""
    earlier = sum((first_end - one.spell.starts).days > YEAR for one in rows)
    return earlier if earlier >= MANY else 0
