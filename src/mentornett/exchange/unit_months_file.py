"""A figure per unit and month from a file, as sick leave or the use of agency staff: a row for each unit and month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from mentornett.documents.tables_in import RowError, RowProblem, TableIn
from mentornett.exchange.cells import ColumnError, columns_chosen, day_in, month_in, number_in
from mentornett.exchange.series_file import NAMES as SERIES
from mentornett.exchange.series_file import not_after
from mentornett.exchange.spells_file import NAMES as SPELLS
from mentornett.exchange.starts_file import UNIT
from mentornett.measurement.rules.unit_months import UnitMonth

NAMES: dict[str, tuple[str, ...]] = {
    "unit": UNIT,
    **{field: SERIES[field] for field in ("period", "value", "numerator", "denominator")},
    "unit_starts": SPELLS["unit_starts"],
}


@dataclass(frozen=True, slots=True)
class UnitMonthsFile:
    """The good rows of a file, the problems of the others, and what the figure is called."""

    rows: tuple[UnitMonth, ...]
    problems: tuple[RowProblem, ...]
    called: str
    is_counted: bool


def columns_of_unit_months(table: TableIn, chosen: Mapping[str, str]) -> dict[str, int]:
    """Return which column holds what. Raises ColumnError when there are no months or no figures."""
    found = columns_chosen(table.header, NAMES, chosen)
    if "numerator" in found and "value" not in chosen and ("denominator" in found or "value" not in found):
        found.pop("value", None)
    else:
        found = {field: at for field, at in found.items() if field not in {"numerator", "denominator"}}
    if "period" not in found or not {"value", "numerator"} & set(found):
        raise ColumnError(_("Say which columns hold the months and the figures: --period-column with --value-column, "
                            "or with --numerator-column and --denominator-column."))  # fmt: skip
    return found


def read_unit_months(table: TableIn, columns: Mapping[str, int], until: date) -> UnitMonthsFile:
    """Return the figures in the order of the rows, and what is wrong with the other rows."""
    rows, problems = [], []
    seen: dict[tuple[str, date], int] = {}
    for number, cells in table.rows:
        try:
            row = _row(number, {field: cells[at] for field, at in columns.items()}, until)
            key = (row.group.casefold(), row.month)
            if key in seen:
                raise RowError(_("The same unit and month stand in row %(row)d.") % {"row": seen[key]})
            seen[key] = number
            rows.append(row)
        except RowError as error:
            problems.append(RowProblem(number, str(error)))
    called = table.header[columns["value" if "value" in columns else "numerator"]]
    if "denominator" in columns:
        called = _("%(part)s of 100 %(whole)s") % {"part": called, "whole": table.header[columns["denominator"]]}
    return UnitMonthsFile(tuple(rows), tuple(problems), called, is_counted="numerator" in columns)


def _row(number: int, values: Mapping[str, str], until: date) -> UnitMonth:
    """Return what a row says. Raises RowError."""
    unit = values.get("unit", "").strip()
    if "unit" in values and not unit:
        raise RowError(_("The unit has no name."))
    month = month_in(values["period"])
    if month is None:
        raise RowError(_("The month is missing."))
    not_after(month, until)
    starts = day_in(values.get("unit_starts", ""))
    return UnitMonth(number, unit, month, _figure(values), _size(values), starts)


def _figure(values: Mapping[str, str]) -> float | None:
    figure = number_in(values.get("value", values.get("numerator", "")))
    if "numerator" in values and figure is not None and figure < 0:
        raise RowError(_("A count cannot be below 0."))
    return None if figure is None else float(figure)


def _size(values: Mapping[str, str]) -> float | None:
    """Return out of how many; without a column for it, there is none. Raises RowError."""
    size = number_in(values.get("denominator", ""))
    if size is not None and size <= 0:
        raise RowError(_("What the count is out of must be above 0."))
    return None if size is None else float(size)
