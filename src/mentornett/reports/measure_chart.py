"""A figure by month as a chart: the same picture, sentences, table and caveat on pages, in Word and in PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentornett.documents.blocks import Block, Column, Heading, Note, Picture, Table, paragraph, row
from mentornett.documents.control_charts import Plot, Telling, control_chart, panel
from mentornett.measurement.queries.series_rows import MonthsInRow
from mentornett.measurement.rules.grading import SMALLEST_FOR_DECIMALS
from mentornett.measurement.rules.over_time import Period, chart_of, last_before, period_of, three_periods
from mentornett.measurement.rules.over_time import Row as Points
from mentornett.measurement.rules.wording import number_words
from mentornett.reports.employed_words import GRADES, Answer
from mentornett.reports.series_words import Shown, month_words, told_of_chart
from mentornett.reports.words import decimal_mark, language_now
from mentornett.statistics.series.judging import Better, Mark, marks
from mentornett.statistics.series.points import Chart, Kind, Line

CHART_MM = 120.0
TELLING: dict[Mark, Telling] = {
    Mark.ORDINARY: "ordinary", Mark.IMPROVEMENT: "better", Mark.CONCERN: "worse", Mark.CHANGE: "change",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """What a chart is of: its title, what each number is, which way is better, its kind, the word of its numbers."""

    title: str
    what: str
    better: Better
    kind: Kind
    word: str = ""
    target: float | None = None


@dataclass(frozen=True, slots=True)
class MonthShown:
    """A line of the table beside a chart: mostly a month."""

    month: str
    value: str  # "" when it is not known
    usual: str  # between which numbers the month usually lies
    told: str  # "" for usual variation


@dataclass(frozen=True, slots=True)
class PeriodShown:
    """The time before, the first year, or since: its mean, and of how many months."""

    name: str
    mean: str
    months: str


@dataclass(frozen=True, slots=True)
class MeasureChart:
    """A figure over time, ready to show."""

    title: str
    what: str  # what each number is
    svg: str
    description: str
    answer: Answer
    grade: str
    rows: tuple[MonthShown, ...]
    periods: tuple[PeriodShown, ...]
    caveat: str
    plot: Plot

    @property
    def alt(self) -> str:
        """What the picture says to those who do not see it."""
        return f"{self.title}. {self.description}"


def measure_chart(
    measure: Any, months: MonthsInRow, *, start: date | None, changes: Iterable[Any], unit: str = ""
) -> MeasureChart:
    """Return the chart of a measure. `start`: when the programme came; `unit`: the name of the one it is of."""
    better = {True: Better.LOWER, False: Better.HIGHER}.get(measure.less_is_better, Better.NEITHER)
    return row_chart(
        Look(
            f"{measure.name}, {unit}" if unit else measure.name, what_is_told(measure, months, unit), better,
            months.kind, measure.unit_word, None if measure.goal is None else float(measure.goal),
        ),
        months.row, start=start, changes=changes,
    )  # fmt: skip


def row_chart(look: Look, points: Points, *, start: date | None, changes: Iterable[Any] = ()) -> MeasureChart:
    """Return the chart of a row of numbers over time."""
    until = last_before(points, start) if start else None
    shown = Shown(
        chart_of(points, look.kind, baseline_until=until), points, look.better, until, start, target=_target(look)
    )
    answer = told_of_chart(shown)
    description = " ".join((*answer.seen, *answer.certainty))
    plot = _plot(shown, look, changes)
    return MeasureChart(
        title=look.title, what=look.what, description=description, answer=answer,
        svg=control_chart(
            plot, title=look.title, description=description, language=language_now(), decimal_mark=decimal_mark()
        ),
        grade=_(GRADES[answer.grade]), rows=tuple(_rows(shown)), caveat=chart_caveat(), plot=plot,
        periods=tuple(_periods(points, start, look.word, _times(look.kind))) if points.step == 1 else (),
    )  # fmt: skip


def _target(look: Look) -> float | None:
    """Return the goal on the scale of the chart's values."""
    return look.target if look.target is None else look.target / _times(look.kind)


def applicants_look() -> Look:
    """Return how applicants per advertised post look over time."""
    what = _("Each number is the applicants for each advertised post in a quarter.")
    return Look(_("Applicants per advertised post"), what, Better.HIGHER, Kind.U, _("applicants"))


def days_to_hire_look() -> Look:
    """Return how the days from advertisement to hire look over time."""
    what = _("Each number is the days from an advertisement until somebody said yes, in the order of advertisements.")
    return Look(_("Days from advertisement to hire"), what, Better.LOWER, Kind.XMR, _("days"))


def leavers_look(unit: str) -> Look:
    """Return how the days between those who left a unit look over time."""
    what = _("Each number is the days since the one before left. Higher is better.")
    return Look(_("Days between those who left, %(unit)s") % {"unit": unit}, what, Better.HIGHER, Kind.T, _("days"))


def chart_caveat() -> str:
    """Return what stands beside every figure over time."""
    return _("The figures tell what happened, not why. They cannot show that the mentor scheme is the reason.")


def small_charts(charts: Sequence[MeasureChart]) -> list[str]:
    """Draw charts small, each on its own scale as each counts something else."""
    return [
        panel(
            chart.plot,
            title=chart.title,
            description=f"{chart.description} {chart.caveat}",
            decimal_mark=decimal_mark(),
        )
        for chart in charts
    ]


def chart_blocks(chart: MeasureChart, *, level: int = 3) -> Iterator[Block]:
    """Yield the picture with its sentences, its table and its caveat for a document."""
    yield Heading(chart.title, level)
    yield Picture(
        chart.svg.encode(),
        alt=f"{chart.alt} {chart.caveat}",
        caption=f"{chart.title}. {chart.what}",
        width_mm=CHART_MM,
    )
    yield paragraph(" ".join(chart.answer.seen))
    if chart.answer.certainty:
        yield paragraph(" ".join(chart.answer.certainty))
    yield period_table(chart) if chart.periods else month_table(chart)
    yield Note(f"{chart.grade}. {' '.join(chart.answer.unknown)} {chart.caveat}", "warning")


def period_table(chart: MeasureChart) -> Table:
    """Return before, during and after as a table."""
    return Table(
        caption=_("%(name)s: before, during and after") % {"name": chart.title},
        columns=(Column(_("Period"), width_weight=2), Column(_("Mean"), "right"), Column(_("Of"), "right")),
        rows=tuple(row(period.name, period.mean or "–", period.months) for period in chart.periods), note=chart.what,
    )  # fmt: skip


def month_table(chart: MeasureChart) -> Table:
    """Return every month as a table."""
    titles = (_("Month"), Column(_("The figure"), "right"), Column(_("Usually"), "right"), _("What it tells"))
    return Table(
        caption=_("%(name)s, month by month") % {"name": chart.title},
        columns=tuple(title if isinstance(title, Column) else Column(title) for title in titles),
        rows=tuple(row(one.month, one.value or _("missing"), one.usual or "–", one.told or "–") for one in chart.rows),
        note=chart.what,
    )  # fmt: skip


def what_is_told(measure: Any, months: MonthsInRow, unit: str) -> str:
    """Return what each number of a chart is."""
    values = {"word": measure.unit_word, "units": months.units, "of": measure.of_word}
    if months.kind != Kind.XMR:
        return " ".join(_what_counted(measure, months, unit)) % values
    if unit or not months.units:
        return _("Each number is one month, measured in %(word)s.") % values
    return ngettext(
        "Each number is one month, measured in %(word)s, in the unit that is counted.",
        "Each number is one month, measured in %(word)s: the mean of the units that wrote it, of %(units)d units.",
        months.units,
    ) % values  # fmt: skip


def _what_counted(measure: Any, months: MonthsInRow, unit: str) -> Iterator[str]:
    """Yield what so many of so many are."""
    if months.kind == Kind.P:
        yield _("Each number is how many per cent of all %(of)s.")
    else:
        yield _("Each number is %(word)s; what is counted is divided by all %(of)s.")
    if months.row.step == 3:
        yield _("There is one for each quarter, as there are few in a month.")
    if months.units > 1 and not unit:
        yield _("All units that wrote the month are added together.")


def _plot(shown: Shown, look: Look, changes: Iterable[Any]) -> Plot:
    chart, points = shown.chart, shown.row.points
    baseline = chart.stretches[-1].baseline if shown.baseline_until and chart.stretches else ()
    return Plot(
        labels=tuple(shown.short_label(at) for at in range(len(points))),
        values=as_shown(chart, chart.values), centre=as_shown(chart, chart.centre),
        lower=as_shown(chart, chart.lower), upper=as_shown(chart, chart.upper),
        telling=tuple(TELLING[mark] for mark in marks(chart, shown.better)),
        baseline=(baseline[0], baseline[-1]) if baseline else None, notes=tuple(_notes(shown, changes)),
        target=look.target, unit=" %" if look.word == "%" or chart.kind is Kind.P else "",
    )  # fmt: skip


def _notes(shown: Shown, changes: Iterable[Any]) -> Iterator[tuple[int, str]]:
    """Yield what happened, with its day, at its point: the start, and what else changed. Two on a day become one."""
    happened = [(shown.start, _("The mentor programme started"))] if shown.start else []
    happened += [(change.starts, change.title) for change in changes]
    places = [point.starts for point in shown.row.points]
    by_place: dict[int, dict[str, list[str]]] = {}
    for day, text in happened:
        if (at := _place(day, places, shown.row.step)) is not None:
            when = shown.short_label(at) if shown.row.step else month_words(day)
            by_place.setdefault(at, {}).setdefault(when, []).append(text)
    for at, days in sorted(by_place.items()):
        yield at, "; ".join(f"{when}. {'; '.join(texts)}" for when, texts in days.items())


def _place(day: date, places: Sequence[date], step: int) -> int | None:
    """Return at which point a day is noted: that of its month or quarter, or the first point from it on."""
    if step:
        period = period_of(day, step)
        return places.index(period) if period in places else None
    return next((at for at, place in enumerate(places) if place >= day), None) if places and day > places[0] else None


def _rows(shown: Shown) -> Iterator[MonthShown]:
    chart = shown.chart
    said = {Mark.IMPROVEMENT: _("Better"), Mark.CONCERN: _("Worse"), Mark.CHANGE: _("A change")}
    lines = [as_shown(chart, line) for line in (chart.values, chart.lower, chart.upper)]
    for at, mark in enumerate(marks(chart, shown.better)):
        number = partial(_of_many, shown.row.points[at].size) if chart.kind is Kind.P else figure_words
        value, low, high = (line[at] for line in lines)
        usual = "" if low is None or high is None else f"{number(low)}–{number(high)}"
        yield MonthShown(shown.label(at), "" if value is None else number(value), usual, said.get(mark, ""))


def _periods(months: Points, start: date | None, word: str, times: int) -> Iterator[PeriodShown]:
    """Yield the three periods, when there are at least two to look at."""
    names = (_("Before the start"), _("The first 12 months"), _("After those"))
    periods = three_periods(months, start) if start else ()
    if sum(period.months > 0 for period in periods) > 1:
        for name, period in zip(names, periods, strict=True):
            yield PeriodShown(name, mean_words(period, word, times), _months(period.months))


def mean_words(period: Period, word: str, times: int) -> str:
    """Write the mean of a stretch of time, "" when nothing is known of it."""
    return "" if period.mean is None else f"{figure_words(times * period.mean)} {word}"


def _months(number: int) -> str:
    return ngettext("%(n)d month", "%(n)d months", number) % {"n": number}


def _times(kind: Kind) -> int:
    """Return by what a number is told: shares in per cent."""
    return 100 if kind is Kind.P else 1


def as_shown(chart: Chart, line: Line) -> Line:
    """Return a line of a chart in the numbers that it is told with."""
    return tuple(None if value is None else value * _times(chart.kind) for value in line)


def _of_many(size: float | None, value: float) -> str:
    """Write a per cent, with a decimal when it is of a hundred or more."""
    return figure_words(round(value, 1 if size and size >= SMALLEST_FOR_DECIMALS else 0))


def figure_words(value: float) -> str:
    """Write a number as it is told."""
    return number_words(Decimal(str(round(value, 2))), language_now())
