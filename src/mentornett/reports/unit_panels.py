"""One figure of all units as small charts with common axes: on the page, in Word and PDF, and as a table.

Units stand in the order of the alphabet, never by their figures. Who reads this reads each unit's months already.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentornett.documents.blocks import Block, Column, Document, Note, Picture, Table, paragraph, row
from mentornett.documents.control_charts import Plot
from mentornett.documents.multiples import Panel, multiples, sheets_of
from mentornett.documents.sheets import Plain, Sheet
from mentornett.measurement.choices import CountedAs
from mentornett.measurement.queries.series_rows import MonthsInRow
from mentornett.measurement.rules.multiples import UnitRow, side_by_side
from mentornett.measurement.rules.over_time import Period, Row
from mentornett.reports.measure_chart import chart_caveat, mean_words, what_is_told
from mentornett.reports.series_words import short_words
from mentornett.reports.words import decimal_mark, framed, long_date
from mentornett.statistics.series.points import LEAST, Kind

MISSING = "–"


@dataclass(frozen=True, slots=True)
class PeriodTold:
    """A stretch of time: its mean and of how many, as words ("" when nothing is told) and as numbers."""

    name: str
    mean: str = ""
    of: str = ""
    number: float | None = None
    many: int | None = None


@dataclass(frozen=True, slots=True)
class UnitShown:
    """A unit beside the others: its picture, when its scheme began, and its three stretches of time."""

    key: int
    name: str
    svg: str
    start: date | None
    began: str
    few: str
    periods: tuple[PeriodTold, ...]


@dataclass(frozen=True, slots=True)
class UnitsSideBySide:
    """All units that have a figure, ready to show."""

    title: str
    what: str
    panels: tuple[Panel, ...]
    units: tuple[UnitShown, ...]
    caveat: str


def units_side_by_side(
    measure: Any, rows: Mapping[Any, Row], starts: Mapping[int, date], *, fallback: date | None
) -> UnitsSideBySide:
    """Return the units of a measure. `starts`: when each began; `fallback`: when the programme did, for the others."""
    begun = {unit.pk: start for unit in rows if (start := starts.get(unit.pk, fallback))}
    is_share, is_counted = measure.counted_as == CountedAs.SHARE, measure.counted_as != CountedAs.NUMBER
    placed = side_by_side({unit.pk: row for unit, row in rows.items()}, begun, is_counted=is_counted, is_share=is_share)
    kind = (Kind.P if is_share else Kind.U) if is_counted else Kind.XMR
    first = next(iter(placed.values()), None)
    what = what_is_told(measure, MonthsInRow(first.row if first else Row((), 1), kind=kind), "·")
    panels = [_panel(measure, unit.name, placed[unit.pk], begun.get(unit.pk), is_share) for unit in rows]
    pictures = multiples(panels, decimal_mark=decimal_mark())
    units = tuple(
        UnitShown(
            unit.pk, unit.name, svg, begun.get(unit.pk), long_date(begun[unit.pk]) if unit.pk in begun else "",
            panel.instead, _periods(measure, placed[unit.pk], is_share),
        )
        for unit, panel, svg in zip(rows, panels, pictures, strict=True)
    )  # fmt: skip
    return UnitsSideBySide(
        _("%(name)s, unit by unit") % {"name": measure.name}, what, tuple(panels), units, chart_caveat()
    )


def _panel(measure: Any, name: str, unit: UnitRow, start: date | None, is_share: bool) -> Panel:
    told = _told(measure, unit, start, is_share)
    labels = tuple(short_words(point.starts, unit.row.step) for point in unit.row.points)
    if unit.is_few:
        few = _("Too few to draw: %(known)d of %(least)d") % {"known": unit.known, "least": LEAST}
        return Panel(name, Plot(labels, (None,) * len(labels)), f"{few}. {told}", few)
    times, points = 100 if is_share else 1, unit.row.points
    values = tuple(None if one.value is None else times * one.value / (one.size or 1) for one in points)
    return Panel(name, _plot(labels, values, unit, times, " %" if measure.unit_word == "%" or is_share else ""), told)


def _plot(labels: tuple[str, ...], values: tuple[float | None, ...], unit: UnitRow, times: int, word: str) -> Plot:
    many, began, after = len(labels), unit.began, unit.after
    if began is None or after is None or unit.periods is None:
        return Plot(labels, values, unit=word)
    means = [None if period.mean is None else times * period.mean for period in unit.periods]
    centre = (means[0],) * began + (means[1],) * (after - began) + (means[2],) * (many - after)
    return Plot(
        labels, values, centre=centre, unit=word, start=began if 0 < began < many else None,
        baseline=(0, began - 1) if began else None, early=(began, after - 1) if began < after else None,
    )  # fmt: skip


def _periods(measure: Any, unit: UnitRow, is_share: bool) -> tuple[PeriodTold, ...]:
    names = (_("Before the start"), _("The first 12 months"), _("After those"))
    if unit.periods is None or unit.is_few:
        return tuple(PeriodTold(name) for name in names)
    return tuple(
        _period(name, period, measure.unit_word, 100 if is_share else 1, unit.row.step)
        for name, period in zip(names, unit.periods, strict=True)
    )


def _period(name: str, period: Period, word: str, times: int, step: int) -> PeriodTold:
    if period.mean is None:
        return PeriodTold(name)
    mean = mean_words(period, word, times)
    return PeriodTold(name, mean, _of(period, step), round(times * period.mean, 2), period.months)


def _of(period: Period, step: int) -> str:
    if step == 3:
        return ngettext("%(n)d quarter", "%(n)d quarters", period.months) % {"n": period.months}
    return ngettext("%(n)d month", "%(n)d months", period.months) % {"n": period.months}


def _told(measure: Any, unit: UnitRow, start: date | None, is_share: bool) -> str:
    """Say what the picture shows to those who do not see it, with the caveat."""
    began = [_("The scheme began %(day)s.") % {"day": long_date(start)}] if start else []
    periods = _periods(measure, unit, is_share)
    means = [f"{period.name}: {period.mean} ({period.of})." for period in periods if period.mean]
    return " ".join((*began, *means, chart_caveat()))


def units_document(shown: UnitsSideBySide, *, place: str, today: date) -> Document:
    """Return the picture with its table and its caveat, to print."""
    return framed(title=shown.title, subtitle=place, blocks=tuple(_blocks(shown)), today=today)


def _blocks(shown: UnitsSideBySide) -> Iterator[Block]:
    alt = " ".join(f"{panel.name}: {panel.description}" for panel in shown.panels)
    for svg in sheets_of(shown.panels, title=shown.title, description=alt, decimal_mark=decimal_mark()):
        yield Picture(svg.encode(), alt=alt, caption=f"{shown.title}. {shown.what}")
    yield paragraph(legend())
    yield _table(shown)
    yield Note(f"{never_ranked()} {shown.caveat}", "warning")


def legend() -> str:
    """Return what the parts of each picture are."""
    return _(
        "All charts have the same axes. The field on the left is the time before the unit began, the upright line its "
        "start, and the field after the line its first 12 months. The lines across are the mean of each period."
    )


def never_ranked() -> str:
    """Return why the units stand as they do."""
    return _(
        "The units stand in the order of the alphabet. Units differ in size and in whom they care for: hold each one "
        "against itself, not against the others."
    )


def _titles() -> tuple[str, ...]:
    return (_("Unit"), _("Began"), _("Before the start"), _("The first 12 months"), _("After those"))


def _table(shown: UnitsSideBySide) -> Table:
    return Table(
        caption=_("%(name)s: before, during and after") % {"name": shown.title},
        columns=tuple(Column(title, width_weight=1.3 if at == 0 else 1) for at, title in enumerate(_titles())),
        rows=tuple(row(unit.name, unit.began or MISSING, *map(_cell, unit.periods)) for unit in shown.units),
        note=shown.what,
    )


def _cell(period: PeriodTold) -> str:
    return f"{period.mean}\n{period.of}" if period.mean else MISSING


def units_sheet(shown: UnitsSideBySide) -> Sheet:
    """Return the table as a sheet; the caveat is its last row, so that it follows the figures."""
    name, began, *periods = _titles()
    titles = [name, began]
    for title in periods:
        titles += [title, _("%(period)s: of") % {"period": title}]
    lines = [[unit.name, unit.start, *_numbers(unit)] for unit in shown.units]
    return Sheet(shown.title[:30], tuple(titles), [*lines, [shown.caveat, *([None] * (len(titles) - 1))]])


def _numbers(unit: UnitShown) -> Iterator[Plain]:
    for period in unit.periods:
        yield _("too few") if unit.few else period.number
        yield period.many
