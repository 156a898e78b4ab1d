"""`mentornett analyse effect FILE --unit-starts STARTS`: what changes when a unit starts, beside other units.

Employments tell who left (`--method hazard`); a figure per unit and month has methods of its own.
"""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from mentornett.config.analysing import employments, unit_months
from mentornett.config.analysing.question import Printed, Question, a_day, table_in
from mentornett.documents.tables_in import RowProblem
from mentornett.exchange.cells import ColumnError
from mentornett.exchange.file_words import left_out
from mentornett.exchange.starts_file import Starts, UnitRow, read_starts, starts_of_rows
from mentornett.measurement.rules.grading import SMALLEST, Grade
from mentornett.measurement.rules.spells import Spell
from mentornett.measurement.rules.staggered_starts import UnitsApart, units_apart
from mentornett.measurement.rules.unit_months import Method
from mentornett.reports.effect_answers import effect_chart
from mentornett.reports.effect_words import not_in_employments, not_in_starts, protocol_words, told_of_file
from mentornett.reports.employed_words import GRADES, Answer
from mentornett.reports.range_charts import drawn_ranges
from mentornett.reports.row_words import about_rows

Problems = tuple[RowProblem, ...]


def _add_arguments(parser: CommandParser) -> None:
    parser.add_argument(
        "--method", choices=[method.value for method in Method], default=Method.HAZARD.value,
        help="hazard: who leaves, from employments. The others want a figure per unit and month: did beside other "
             "units, callaway-santanna as a check of it, interrupted when there is nothing to compare with.",
    )  # fmt: skip
    employments.add_columns(parser)
    unit_months.add_columns(parser)
    parser.add_argument("--unit-column", metavar="TITLE", help="The column with units: «Enhet».")
    starts = parser.add_mutually_exclusive_group(required=True)
    starts.add_argument(
        "--unit-starts", type=Path, metavar="FILE", help="csv or xlsx: a unit and its start in each row."
    )
    starts.add_argument("--unit-start-column", metavar="TITLE", help="The column with the day each row's unit started.")
    starts.add_argument("--start", type=_start, nargs="+", metavar="UNIT=DAY", help="As Nord=1.6.2024 Sør=1.1.2025.")
    starts.add_argument("--start-date", type=a_day, metavar="DAY", help="The day all units started.")
    parser.add_argument("--drawn", action="store_true", help="The order of the starts was drawn by lot.")
    parser.add_argument("--protocol", metavar="TEXT", help="Where the draw is written down: date, seed, case number.")


def _start(text: str) -> tuple[str, date]:
    unit, _equals, day = text.rpartition("=")
    if not unit:
        raise ArgumentTypeError(text)
    return unit.strip().casefold(), a_day(day)


def _answer(options: dict[str, Any]) -> Printed:
    if options["drawn"] and not (options["protocol"] or "").strip():
        raise CommandError(protocol_words())
    return _left(options) if options["method"] == Method.HAZARD else unit_months.answer(options, _starts)


def _left(options: dict[str, Any]) -> Printed:
    units = options["unit_column"] or "Enhet"
    file = employments.employments(options, group=units, unit_starts=options["unit_start_column"])
    starts, problems = _starts(file.rows, options)
    wrong = {problem.row for problem in problems}
    rows = [row for row in file.rows if row.row not in wrong]
    spells: list[tuple[str, Spell]] = [(row.group.casefold(), row.spell) for row in rows]
    found = units_apart(spells, starts, since=options["observed_from"], drawn=options["drawn"])
    names = {row.group.casefold(): row.group for row in rows}
    lists = [
        said(units)
        for said, units in (
            (not_in_starts, [name for unit, name in sorted(names.items()) if unit not in starts]),
            (not_in_employments, sorted(set(starts) - set(names))),
        )
        if units
    ]
    told = employments.told_of(file, options)
    answer = told_of_file(found, protocol=options["protocol"] or "", rows=(*about_rows(told), *lists))
    values = _values(found) | {"grade": answer.grade.value, "answer": answer.by_name()}
    lines = employments.lines_of(answer, _(GRADES[answer.grade]))
    plot = _plot(found, answer, options["language"]) if options["plot"] and answer.grade != Grade.TOO_FEW else ""
    return Printed(lines, values, plot, (*file.problems, *problems))


def _plot(found: UnitsApart, answer: Answer, language: str) -> str:
    told = " ".join((*answer.seen, *answer.certainty))
    stored = effect_chart(found)["ranges"]
    return drawn_ranges(stored, language, title=_(GRADES[answer.grade]), told=told, caveat=" ".join(answer.unknown[:1]))


def _starts(rows: Sequence[UnitRow], options: dict[str, Any]) -> tuple[Starts, Problems]:
    """Return each unit's start, and rows that cannot be used for it. Raises CommandError."""
    if options["start_date"]:
        return {row.group.casefold(): options["start_date"] for row in rows}, ()
    if options["start"]:
        return dict(options["start"]), ()
    if options["unit_start_column"]:
        return starts_of_rows(rows)
    try:
        starts, problems = read_starts(table_in(options["unit_starts"]))
    except ColumnError as error:
        raise CommandError(str(error)) from error
    for line in left_out(problems, options["unit_starts"].name):
        options["tell"](line)
    return starts, ()


def _values(found: UnitsApart) -> dict[str, Any]:
    values: dict[str, Any] = {
        "question": "effect", "method": Method.HAZARD.value, "units": found.units,
        "after": _shown(found.after), "before": _shown(found.before), "reason": found.reason and found.reason.value,
    }  # fmt: skip
    if found.effect is not None and found.points is not None:
        values |= {
            "with": found.effect.retention.with_scheme, "without": found.effect.retention.without,
            "difference": found.points.value, "low": found.points.low, "high": found.points.high,
            "ratio": found.effect.ratio.value, "as_large": found.as_large, "was_alike": found.was_alike,
        }  # fmt: skip
    return values


def _shown(count: int) -> int | None:
    return count if count >= SMALLEST else None


QUESTION = Question(
    "effect", "What changes when a unit starts, beside units that had not started.", _add_arguments, _answer
)
