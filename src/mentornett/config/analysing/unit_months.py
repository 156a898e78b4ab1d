"""`mentornett analyse effect FILE --method did`: a figure per unit and month, as sick leave, when units start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.core.management.base import CommandError, CommandParser

from mentornett.config.analysing.employments import lines_of
from mentornett.config.analysing.question import Printed, table_in
from mentornett.core import time
from mentornett.documents.control_charts import Plot, control_chart
from mentornett.documents.tables_in import RowProblem
from mentornett.exchange.cells import ColumnError
from mentornett.exchange.starts_file import Starts
from mentornett.exchange.unit_months_file import UnitMonthsFile, columns_of_unit_months, read_unit_months
from mentornett.measurement.rules.grading import Grade
from mentornett.measurement.rules.unit_months import (
    Figures,
    Interruption,
    Method,
    MonthsApart,
    TooManyMonthsError,
    UnitMonth,
    has_comparison,
    interruption,
    months_apart,
)
from mentornett.reports import unit_month_words as words
from mentornett.reports.effect_words import not_in_figures, not_in_starts
from mentornett.reports.employed_words import Answer, grade_words
from mentornett.reports.series_words import month_words
from mentornett.statistics.arrays import Floats
from mentornett.statistics.effect.answering import Coefficient

COLUMNS = ("period", "value", "numerator", "denominator")
Problems = tuple[RowProblem, ...]
ReadStarts = Callable[[Sequence[UnitMonth], dict[str, Any]], tuple[Starts, Problems]]


def add_columns(parser: CommandParser) -> None:
    """Ask which columns of a file with a figure per unit and month hold what."""
    asked = parser.add_argument_group("a figure per unit and month (did, callaway-santanna, interrupted)")
    for field in COLUMNS:
        asked.add_argument(f"--{field}-column", metavar="TITLE", help=f"The title of the column for: {field}.")


def answer(options: dict[str, Any], starts_in: ReadStarts) -> Printed:
    """Return what the figures say. Raises CommandError."""
    file = _file(options)
    starts, problems = starts_in(file.rows, options)
    wrong = {problem.row for problem in problems}
    rows = [row for row in file.rows if row.row not in wrong]
    try:
        figures = Figures.of(rows, starts)
    except TooManyMonthsError as error:
        raise CommandError(words.too_many_months_words()) from error
    known = _lists(rows, starts)
    method = Method(options["method"])
    asked = _interrupted if method == Method.INTERRUPTED else _apart
    told, values, plot = asked(figures, file, known, options)
    values = {"question": "effect", "method": method.value, "grade": told.grade.value, "figure": file.called, **values}
    picture = ""
    if options["plot"] and told.grade != Grade.TOO_FEW:
        picture = control_chart(
            plot, title=file.called, description=" ".join((*told.seen, *told.certainty)), language=options["language"],
            decimal_mark="." if options["language"] == "en" else ",",
        )  # fmt: skip
    lines = lines_of(told, grade_words(told.grade))
    return Printed(lines, values | {"answer": told.by_name()}, picture, (*file.problems, *problems))


def _file(options: dict[str, Any]) -> UnitMonthsFile:
    chosen = {field: options[f"{field}_column"] for field in COLUMNS if options[f"{field}_column"]}
    for field, option in (("unit", "unit_column"), ("unit_starts", "unit_start_column")):
        if options[option]:
            chosen[field] = options[option]
    table = table_in(options["file"])
    try:
        columns = columns_of_unit_months(table, chosen)
    except ColumnError as error:
        raise CommandError(str(error)) from error
    return read_unit_months(table, columns, options["until"] or time.today())


def _lists(rows: Sequence[UnitMonth], starts: Starts) -> list[str]:
    """Return which units are known from one of the two sides only."""
    names = {row.group.casefold(): row.group for row in rows}
    without = [name for unit, name in sorted(names.items()) if unit not in starts and name]
    empty = sorted(set(starts) - set(names))
    return [said(units) for said, units in ((not_in_starts, without), (not_in_figures, empty)) if units]


def _apart(
    figures: Figures, file: UnitMonthsFile, known: Sequence[str], options: dict[str, Any]
) -> tuple[Answer, dict[str, Any], Plot]:
    found = months_apart(figures, Method(options["method"]), drawn=options["drawn"])
    told = words.told_of_months(found, figures, file.called, known, options["protocol"] or "")
    return told, _values_apart(found), _plot_apart(found, told)


def _values_apart(found: MonthsApart) -> dict[str, Any]:
    values: dict[str, Any] = {"units": found.units, "reason": found.reason and found.reason.value}
    if found.effect is not None:
        effect = found.effect
        values |= {
            **_difference(effect.effect), "as_large": effect.effect.p, "inference": effect.inference.value,
            "started": effect.started, "figures_after": effect.months_after, "was_alike": found.was_alike,
            "by_month": [
                {"month": step.month, "value": step.value, "units": step.units,
                 "low": step.coefficient and step.coefficient.low, "high": step.coefficient and step.coefficient.high}
                for step in found.steps
            ],
        }  # fmt: skip
    return values


def _difference(told: Coefficient) -> dict[str, float]:
    return {"difference": told.value, "low": told.low, "high": told.high}


def _plot_apart(found: MonthsApart, told: Answer) -> Plot:
    """Return the difference by months since the start; before it, what the check of trends saw."""
    steps = {step.month: step.value for step in found.steps}
    months = range(min(steps, default=0), max(steps, default=0) + 1)
    before = sum(month < 0 for month in months)
    return Plot(
        labels=tuple(f"{month:+d}".replace("-", "−") if month else "0" for month in months),
        values=tuple(0.0 if month == -1 and before else steps.get(month) for month in months),
        centre=(0.0,) * len(months), centre_name=words.plot_words()["no_difference"],
        baseline=(0, before - 1) if before else None,
        notes=((before, " ".join((words.plot_words()["start_of_months"], *told.unknown[:1]))),),
    )  # fmt: skip


def _interrupted(
    figures: Figures, file: UnitMonthsFile, known: Sequence[str], _options: dict[str, Any]
) -> tuple[Answer, dict[str, Any], Plot]:
    if has_comparison(figures):
        raise CommandError(words.other_method_words())
    found = interruption(figures, is_counted=file.is_counted)
    told = words.told_of_interruption(found, figures, file.called, known)
    return told, _values_interrupted(found), _plot_interrupted(found, figures, told)


def _values_interrupted(found: Interruption) -> dict[str, Any]:
    values: dict[str, Any] = {"reason": found.reason and found.reason.value}
    if found.change is not None:
        change = found.change
        values |= {
            "scale": "log ratio" if found.is_counted else "difference", **_difference(change.level),
            "after_a_year": _difference(change.after_a_year), "slope": _difference(change.slope),
            "autocorrelation": {"lag_one": change.autocorrelation.lag_one, "p": change.autocorrelation.p},
            "months": change.points,
        }  # fmt: skip
    return values


def _plot_interrupted(found: Interruption, figures: Figures, told: Answer) -> Plot:
    """Return the series beside what the months before the start pointed to."""
    return Plot(
        labels=tuple(month_words(figures.month(at)) for at in range(len(found.values))),
        values=_line(found.values), centre=() if found.expected is None else _line(found.expected),
        centre_name=words.plot_words()["expected"], baseline=(0, found.start - 1) if found.start else None,
        notes=((found.start, " ".join((words.plot_words()["start"], *told.unknown[:1]))),),
    )  # fmt: skip


def _line(values: Floats) -> tuple[float | None, ...]:
    return tuple(None if value != value else float(value) for value in values)
