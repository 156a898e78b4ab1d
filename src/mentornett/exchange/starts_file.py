"""When each unit started: a row per unit with its name and the day, empty for one that has not started."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _

from mentornett.documents.tables_in import RowError, RowProblem, TableIn
from mentornett.exchange.cells import ColumnError, columns_by_title, day_in
from mentornett.exchange.spells_file import NAMES

UNIT = ("enhet", "enhetsnavn", "eining", "avdeling", "unit")
Starts = dict[str, date | None]  # by the unit's name in small letters


class UnitRow(Protocol):
    """A row of a file that tells of a unit, and perhaps of its start."""

    @property
    def row(self) -> int: ...
    @property
    def group(self) -> str: ...
    @property
    def unit_starts(self) -> date | None: ...


def read_starts(table: TableIn) -> tuple[Starts, tuple[RowProblem, ...]]:
    """Return the days by unit, and what is wrong with the other rows. Raises ColumnError."""
    if len(table.header) < 2:
        raise ColumnError(_("The list of starts needs a column with units and one with days."))
    found = columns_by_title(table.header, {"unit": UNIT, "starts": (*NAMES["unit_starts"], *NAMES["starts"])})
    unit, starts = found.get("unit", 0), found.get("starts", 1)
    days: Starts = {}
    problems = []
    for number, cells in table.rows:
        try:
            name = cells[unit].casefold()
            if not name:
                raise RowError(_("The unit has no name."))
            if name in days:
                raise RowError(_("The unit stands there twice."))
            days[name] = day_in(cells[starts])
        except RowError as error:
            problems.append(RowProblem(number, str(error)))
    return days, tuple(problems)


def starts_of_rows(rows: Iterable[UnitRow]) -> tuple[Starts, tuple[RowProblem, ...]]:
    """Return the days by unit as rows tell them, and the rows that tell of another day than earlier ones."""
    days: Starts = {}
    problems = []
    for row in rows:
        if days.setdefault(row.group.casefold(), row.unit_starts) != row.unit_starts:
            why = _("An earlier row says another start of the unit «%(unit)s».") % {"unit": row.group}
            problems.append(RowProblem(row.row, why))
    return days, tuple(problems)
