"""A chart kept as it was on a day: stored as plain values, drawn again from them when it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from mentornett.documents.blocks import Block
from mentornett.documents.control_charts import Plot, control_chart
from mentornett.measurement.choices import PieceKind
from mentornett.measurement.queries.report_pieces import pieces_in
from mentornett.measurement.rules.grading import Grade
from mentornett.reports.employed_words import Answer
from mentornett.reports.measure_chart import MeasureChart, MonthShown, PeriodShown, chart_blocks
from mentornett.reports.words import language_now

TOLD = ("title", "what", "description", "grade", "caveat")


def as_stored(chart: MeasureChart) -> dict[str, Any]:
    """Return a chart as values that JSON can hold, in the language it is said in."""
    return {
        **{name: getattr(chart, name) for name in TOLD}, "language": language_now(), "answer": asdict(chart.answer),
        "rows": [asdict(row) for row in chart.rows], "periods": [asdict(period) for period in chart.periods],
        "plot": asdict(chart.plot),
    }  # fmt: skip


def as_it_was(kept: dict[str, Any]) -> MeasureChart:
    """Return a kept chart, drawn again."""
    plot, language = _plot(kept["plot"]), kept["language"]
    answer = {name: tuple(kept["answer"][name]) for name in ("seen", "certainty", "unknown", "needed")}
    return MeasureChart(
        **{name: kept[name] for name in TOLD}, plot=plot,
        svg=control_chart(
            plot, title=kept["title"], description=kept["description"], language=language,
            decimal_mark="." if language == "en" else ",",
        ),
        answer=Answer(Grade(kept["answer"]["grade"]), **answer),
        rows=tuple(MonthShown(**row) for row in kept["rows"]),
        periods=tuple(PeriodShown(**period) for period in kept["periods"]),
    )  # fmt: skip


def _plot(kept: dict[str, Any]) -> Plot:
    """Return the plot; JSON knows no tuples."""
    lines = {name: tuple(kept[name]) for name in ("labels", "values", "centre", "lower", "upper", "telling")}
    return Plot(
        **lines, baseline=tuple(kept["baseline"]) if kept["baseline"] else None, target=kept["target"],
        notes=tuple((at, text) for at, text in kept["notes"]), unit=kept["unit"],
    )  # fmt: skip


def charts_in(pieces: Iterable[Any]) -> Iterator[MeasureChart]:
    """Yield the charts among the figures of a report."""
    yield from (as_it_was(piece.content) for piece in pieces if piece.kind == PieceKind.MEASURE)


def piece_blocks(submission: Any) -> Iterator[Block]:
    """Yield the figures that a team has put in its report, each with its table and caveat."""
    for chart in charts_in(pieces_in(submission)):
        yield from chart_blocks(chart)
