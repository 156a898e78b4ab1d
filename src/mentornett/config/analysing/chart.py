"""`mentornett analyse chart FILE`: has anything changed, or do the numbers go up and down as they always did?"""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from mentornett.config.analysing.employments import lines_of
from mentornett.config.analysing.question import Printed, Question, a_day, table_in
from mentornett.core import time
from mentornett.documents.control_charts import Plot, control_chart
from mentornett.documents.tables_in import RowError, TableIn
from mentornett.exchange.cells import ColumnError, number_in
from mentornett.exchange.series_file import Problems, columns_of_series, read_events, read_series
from mentornett.measurement.rules.over_time import KINDS, Row, chart_of
from mentornett.reports.employed_words import GRADES, Answer
from mentornett.reports.measure_chart import TELLING, as_shown, chart_caveat
from mentornett.reports.series_words import (
    Shown,
    below_zero_words,
    kind_words,
    plot_title,
    told_of_chart,
    too_many_words,
)
from mentornett.statistics.series.judging import Better, assurance, marks
from mentornett.statistics.series.points import Annotation, Chart, Kind, annotate

FIELDS = ("period", "value", "numerator", "denominator", "event")


def _add_arguments(parser: CommandParser) -> None:
    parser.add_argument("file", type=Path, help="csv or xlsx: a period and a number in each row, or days of events.")
    for field in FIELDS:
        parser.add_argument(f"--{field}-column", metavar="TITLE", help=f"The title of the column for: {field}.")
    parser.add_argument("--kind", choices=[kind.value for kind in KINDS], help="The chart; else as the columns are.")
    parser.add_argument("--baseline-until", type=a_day, help="The usual level is that of the time until this day.")
    parser.add_argument("--until", type=a_day, help="The last day the file tells of; today when not given.")
    parser.add_argument("--target", type=_a_number, help="The goal, in percent for so many of so many; with --better.")
    parser.add_argument(
        "--change", type=_change, nargs="+", default=[], metavar="DAY=TEXT",
        help="What else happened, as 1.3.2025=Lønnstillegg: it is noted in the picture and moves no line.",
    )  # fmt: skip
    parser.add_argument("--better", choices=["higher", "lower"], help="Which way is better.")


def _a_number(text: str) -> float:
    try:
        found = number_in(text)
    except RowError as error:
        raise ArgumentTypeError(str(error)) from error
    if found is None:
        raise ArgumentTypeError(text)
    return float(found)


def _change(text: str) -> tuple[date, str]:
    day, equals, what = text.partition("=")
    if not equals or not what.strip():
        raise ArgumentTypeError(text)
    return a_day(day.strip()), what.strip()


def _answer(options: dict[str, Any]) -> Printed:
    row, problems, kinds = _row(table_in(options["file"]), options)
    kind = Kind(options["kind"] or kinds[0])
    if kind not in kinds:
        raise CommandError(kind_words())
    until = options["baseline_until"]
    chart = annotate(_chart(row, kind, until), _changes(row, options["change"]))
    better = Better(options["better"] or Better.NEITHER)
    shown = Shown(chart, row, better, until, target=_target(options["target"], kind))
    answer = told_of_chart(shown)
    values = {
        "question": "chart", "grade": answer.grade.value, "kind": kind.value,
        "points": [
            {"starts": point.starts, "value": value, "centre": centre, "low": low, "high": high}
            for point, value, centre, low, high in zip(
                row.points, chart.values, chart.centre, chart.lower, chart.upper, strict=True
            )
        ],
        "target": assurance(chart, better, shown.target).value if shown.target is not None else None,
        "signals": [
            {"rule": one.rule.value, "up": one.up, "points": list(one.indices)} for one in chart.signals
        ],
        "changes": [{"point": note.index, "text": note.text} for note in chart.annotations],
        "answer": answer.by_name(),
    }  # fmt: skip
    plot = _plot(shown, answer, options) if options["plot"] else ""
    return Printed(lines_of(answer, _(GRADES[answer.grade])), values, plot, problems)


def _changes(row: Row, changes: Sequence[tuple[date, str]]) -> Iterator[Annotation]:
    """Yield what happened at the last point that begins by then; nothing from before the first."""
    for day, text in changes:
        at = sum(point.starts <= day for point in row.points) - 1
        if at >= 0:
            yield Annotation(at, f"{day:%d.%m.%Y}. {text}")


def _target(target: float | None, kind: Kind) -> float | None:
    return target / 100 if target is not None and kind is Kind.P else target


def _row(table: TableIn, options: dict[str, Any]) -> tuple[Row, Problems, list[Kind]]:
    """Return the numbers, the problems, and which charts fit. Raises CommandError."""
    chosen = {field: options[f"{field}_column"] for field in FIELDS if options[f"{field}_column"]}
    try:
        columns = columns_of_series(table, chosen)
    except ColumnError as error:
        raise CommandError(str(error)) from error
    until = options["until"] or time.today()
    if "event" in columns:
        return *read_events(table, columns["event"], until), [Kind.T, Kind.RUN]
    kinds = [Kind.P, Kind.U] if "denominator" in columns else [Kind.XMR, Kind.RUN, Kind.G, Kind.MOVING_RANGE]
    return *read_series(table, columns, until), kinds


def _chart(row: Row, kind: Kind, until: date | None) -> Chart:
    try:
        return chart_of(row, kind, baseline_until=until)
    except ValueError as error:
        raise CommandError(too_many_words() if kind is Kind.P else below_zero_words()) from error


def _plot(shown: Shown, answer: Answer, options: dict[str, Any]) -> str:
    chart, language = shown.chart, options["language"]
    baseline = chart.stretches[-1].baseline if shown.baseline_until and chart.stretches else ()
    plot = Plot(
        labels=tuple(point.label or f"{point.starts:%d.%m.%y}" for point in shown.row.points),
        values=as_shown(chart, chart.values), centre=as_shown(chart, chart.centre),
        lower=as_shown(chart, chart.lower), upper=as_shown(chart, chart.upper),
        telling=tuple(TELLING[mark] for mark in marks(chart, shown.better)),
        baseline=(baseline[0], baseline[-1]) if baseline else None, unit=" %" if chart.kind is Kind.P else "",
        notes=tuple((note.index, note.text) for note in chart.annotations), target=options["target"],
        caveat=chart_caveat(),
    )  # fmt: skip
    mark = "." if language == "en" else ","
    said = " ".join(answer.seen)
    return control_chart(plot, title=plot_title(), description=said, language=language, decimal_mark=mark)


QUESTION = Question("chart", "Whether numbers over time have changed or vary as usual.", _add_arguments, _answer)
