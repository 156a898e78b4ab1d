"""A table of counts as people keep it: a row per unit, a column per group, perhaps with sums.

Nothing is left out: a row that is missing could be worked out from the sums. So either all of it is right, or none is
used and every problem is told of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from mentornett.documents.tables_in import RowError, RowProblem, TableIn
from mentornett.exchange.cells import ColumnError, whole_in
from mentornett.measurement.rules.counts import CountTable, parts_of

SUMS = {"sum", "totalt", "total", "i alt", "alle", "til sammen", "all", "in all"}
MOST = 1_000_000


class CountsError(ValueError):
    """A table that cannot be used, with every problem of every row."""

    def __init__(self, problems: Iterable[RowProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{problem.row}: {problem.why}" for problem in self.problems))


def read_counts(table: TableIn, *, unit: str | None = None, total: str | None = None) -> CountTable:
    """Return the counts of a table. Raises ColumnError and CountsError.

    `unit` is the title of the column with units (else the first), `total` what sums are called beside the usual words.
    """
    names = SUMS | ({total.casefold()} if total else set())
    at = _unit_column(table, unit)
    columns = [column for column in range(len(table.header)) if column != at]
    groups = tuple(table.header[column] for column in columns)
    sums = [place for place, group in enumerate(groups) if group.casefold() in names]
    problems: list[RowProblem] = []
    units: dict[str, int] = {}
    counts = []
    for number, cells in table.rows:
        try:
            units[_name(cells[at], units)] = number
            counts.append(tuple(_count(cells[column], table.header[column]) for column in columns))
        except RowError as error:
            problems.append(RowProblem(number, str(error)))
    rows = [place for place, name in enumerate(units) if name.casefold() in names]
    if len(sums) > 1 or len(rows) > 1:
        raise ColumnError(_("There are several columns or rows of sums. Keep one of each, and one table per file."))
    if problems:
        raise CountsError(problems)
    found = CountTable(tuple(units), groups, tuple(counts), next(iter(rows), None), next(iter(sums), None))
    _adds_up(found, list(units.values()))
    return found


def _unit_column(table: TableIn, unit: str | None) -> int:
    """Return where the units stand. Raises ColumnError."""
    plain = [title.casefold() for title in table.header]
    if unit and unit.casefold() not in plain:
        raise ColumnError(_("There is no column «%(title)s». The columns are: %(known)s") % {
            "title": unit, "known": ", ".join(name for name in table.header if name),
        })  # fmt: skip
    if len(table.header) < 2 or not table.rows:
        raise ColumnError(_("The table needs a column with units, at least one column with counts, and a row."))
    if len(set(plain)) < len(plain) or "" in plain[1:]:
        raise ColumnError(_("Each column needs a title of its own."))
    return plain.index(unit.casefold()) if unit else 0


def _name(cell: str, before: Mapping[str, int]) -> str:
    if not cell:
        raise RowError(_("The unit has no name."))
    if cell in before:
        raise RowError(_("«%(unit)s» stands in row %(row)d too.") % {"unit": cell, "row": before[cell]})
    return cell


def _count(cell: str, title: str) -> int:
    try:
        count = whole_in(cell, most=MOST)
    except RowError as error:
        raise RowError(f"{error} ({title})") from error
    if count is None:
        raise RowError(_("A number is missing: write 0 if there is nobody. (%(title)s)") % {"title": title})
    return count


def _adds_up(table: CountTable, numbers: Sequence[int]) -> None:
    """Raise CountsError for sums that are not the sum of the others."""
    wrong: list[RowProblem] = []

    def look(row: int, name: str, told: int, parts: Iterable[int]) -> None:
        if told != (real := sum(parts)):
            why = _("«%(name)s» says %(told)d, but the others make %(real)d.") % {
                "name": name, "told": told, "real": real,
            }  # fmt: skip
            wrong.append(RowProblem(numbers[row], why))

    _rows(table, look)
    if table.total_row is not None:
        those = parts_of(len(table.units), table.total_row)
        for column, group in enumerate(table.groups):
            look(
                table.total_row,
                group,
                table.counts[table.total_row][column],
                (table.counts[at][column] for at in those),
            )
    if wrong:
        raise CountsError(wrong)


def _rows(table: CountTable, look: Callable[[int, str, int, Iterable[int]], None]) -> None:
    if (total := table.total_column) is None:
        return
    those = parts_of(len(table.groups), total)
    for row, counts in enumerate(table.counts):
        look(row, table.groups[total], counts[total], (counts[at] for at in those))
