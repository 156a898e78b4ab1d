"""A row of numbers over time from a file: a period and a number in each row, or days of events."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from mentornett.documents.tables_in import RowError, RowProblem, TableIn
from mentornett.exchange.cells import ColumnError, columns_chosen, day_in, number_in
from mentornett.exchange.periods import period_in
from mentornett.measurement.rules.over_time import Point, Row, between_events

NAMES: dict[str, tuple[str, ...]] = {
    "period": ("periode", "måned", "månad", "kvartal", "halvår", "år", "dato", "uke", "period", "month", "date"),
    "value": ("verdi", "tall", "tal", "andel", "del", "prosent", "value", "share", "per cent"),
    "numerator": ("teller", "teljar", "antall", "antal", "tal på", "numerator", "count"),
    "denominator": ("nevner", "nemnar", "av", "av hvor mange", "av kor mange", "denominator", "of"),
    "event": ("hendelse", "hending", "event"),
}
MOST_FILLED = 600  # points between the first and the last
Problems = tuple[RowProblem, ...]


def columns_of_series(table: TableIn, chosen: Mapping[str, str]) -> dict[str, int]:
    """Return which column holds what. Raises ColumnError when they do not make a series."""
    found = columns_chosen(table.header, NAMES, chosen)
    if "event" in chosen or ("event" in found and "period" not in found):
        return {"event": found["event"]}
    if "numerator" in found and "value" not in chosen and ("denominator" in found or "value" not in found):
        found["value"] = found["numerator"]
    elif "value" in found:
        found.pop("denominator", None)
    if not {"period", "value"} <= set(found):
        raise ColumnError(_("Say which columns hold the periods and the numbers: --period-column with --value-column, "
                            "or with --numerator-column and --denominator-column; or the days of events: "
                            "--event-column."))  # fmt: skip
    return found


def read_events(table: TableIn, at: int, until: date) -> tuple[Row, Problems]:
    """Return the days between the events in a column up to a day, and what is wrong with the others."""
    days, problems = [], []
    for number, cells in table.rows:
        try:
            day = day_in(cells[at])
            if day is None:
                raise RowError(_("The day is missing."))
            not_after(day, until)
            days.append(day)
        except RowError as error:
            problems.append(RowProblem(number, str(error)))
    return between_events(days), tuple(problems)


def read_series(table: TableIn, columns: Mapping[str, int], until: date) -> tuple[Row, Problems]:
    """Return the numbers in the order of time up to a day, and what is wrong with the other rows.

    A row without a number stays in the series without a value, and so does a period that the file lacks.
    """
    points: dict[date, Point] = {}
    rows: dict[date, int] = {}
    problems: list[RowProblem] = []
    steps: list[int] = []
    for number, cells in table.rows:
        try:
            starts, months = period_in(cells[columns["period"]])
            not_after(starts, until)
            if steps and months != steps[0]:
                raise RowError(_("The period is not of the same kind as the first one."))
            if starts in points:
                raise RowError(_("The same period stands in row %(row)d.") % {"row": rows[starts]})
            points[starts] = _point(starts, cells, columns)
            rows[starts] = number
            steps.append(months)
        except RowError as error:
            problems.append(RowProblem(number, str(error)))
    return _filled([points[starts] for starts in sorted(points)], steps[0] if steps else 0), tuple(problems)


def not_after(day: date, until: date) -> None:
    """Raise RowError for what has not happened yet."""
    if day > until:
        raise RowError(_("This is after %(day)s, when the figures end.") % {"day": until.strftime("%d.%m.%Y")})


def _point(starts: date, cells: tuple[str, ...], columns: Mapping[str, int]) -> Point:
    """Return a row as a point. Raises RowError."""
    value = number_in(cells[columns["value"]])
    label = cells[columns["period"]]
    if "denominator" not in columns:
        return Point(starts, label, None if value is None else float(value))
    size = number_in(cells[columns["denominator"]])
    if (value is not None and value < 0) or (size is not None and size < 0):
        raise RowError(_("A count cannot be below 0."))
    return Point(starts, label, None if value is None else float(value), None if size is None else float(size))


def _filled(points: list[Point], step: int) -> Row:
    """Return the points with an empty one for each period that lacks."""
    step = step or _step_of_days([point.starts for point in points])
    if not step or not points:
        return Row(tuple(points), 0)
    known = {point.starts: point for point in points}
    first, last = points[0].starts, points[-1].starts
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month, step)
    if len(months) > MOST_FILLED:
        return Row(tuple(points), step)
    days = [date(month // 12, month % 12 + 1, 1) for month in months]
    filled = tuple(known.get(day) or Point(day, "", None) for day in days)
    return Row(filled, step, len(filled) - len(points))


def _step_of_days(days: list[date]) -> int:
    """Return the months between days that are all the first of one, as spreadsheets write «mars 2024»; else 0."""
    months = [day.year * 12 + day.month for day in days if day.day == 1]
    apart = {later - earlier for earlier, later in pairwise(months)}
    step = min(apart, default=0)
    is_regular = len(months) == len(days) and step in {1, 3, 6, 12} and all(one % step == 0 for one in apart)
    return step if is_regular else 0
