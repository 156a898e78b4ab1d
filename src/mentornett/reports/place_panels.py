"""One figure of several places as small charts with common axes: on the page, in Word and PDF, and as a table.

Places stand in the order that they are given, which is never that of their figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentornett.documents.blocks import Block, Column, Document, Heading, Note, Picture, Table, paragraph, row
from mentornett.documents.control_charts import Plot
from mentornett.documents.multiples import Panel, multiples, sheets_of
from mentornett.documents.sheets import Plain, Sheet
from mentornett.measurement.rules.multiples import UnitRow
from mentornett.measurement.rules.over_time import Period
from mentornett.reports.measure_chart import chart_caveat, mean_words
from mentornett.reports.series_words import short_words
from mentornett.reports.words import decimal_mark, framed, long_date
from mentornett.statistics.series.points import LEAST

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
class Place:
    """A place and its figures on the common axis."""

    key: int
    name: str
    start: date | None
    row: UnitRow


@dataclass(frozen=True, slots=True)
class Theme:
    """What all places have in common: title, what each number is, its word, the column of names, why this order."""

    title: str
    what: str
    word: str
    is_share: bool
    column: str
    order: str


@dataclass(frozen=True, slots=True)
class PlaceShown:
    """A place beside the others: its picture, when its scheme began, and its three stretches of time."""

    key: int
    name: str
    svg: str
    start: date | None
    began: str
    few: str
    periods: tuple[PeriodTold, ...]


@dataclass(frozen=True, slots=True)
class PlacesSideBySide:
    """All places that have a figure, ready to show."""

    theme: Theme
    panels: tuple[Panel, ...]
    places: tuple[PlaceShown, ...]
    caveat: str


def places_side_by_side(places: Sequence[Place], theme: Theme) -> PlacesSideBySide:
    """Return places in the order that they are given."""
    panels = [_panel(place, theme) for place in places]
    pictures = multiples(panels, decimal_mark=decimal_mark())
    shown = tuple(
        PlaceShown(
            place.key, place.name, svg, place.start, long_date(place.start) if place.start else "", panel.instead,
            _periods(place.row, theme),
        )
        for place, panel, svg in zip(places, panels, pictures, strict=True)
    )  # fmt: skip
    return PlacesSideBySide(theme, tuple(panels), shown, chart_caveat())


def _panel(place: Place, theme: Theme) -> Panel:
    row, told = place.row, _told(place, theme)
    labels = tuple(short_words(point.starts, row.row.step) for point in row.row.points)
    unit = " %" if theme.word == "%" or theme.is_share else ""
    if row.is_few:
        few = _("Too few to draw: %(known)d of %(least)d") % {"known": row.known, "least": LEAST}
        return Panel(place.name, Plot(labels, (None,) * len(labels), unit=unit), f"{few}. {told}", few)
    times, points = 100 if theme.is_share else 1, row.row.points
    values = tuple(None if one.value is None else times * one.value / (one.size or 1) for one in points)
    return Panel(place.name, _plot(labels, values, row, times, unit), told)


def _plot(labels: tuple[str, ...], values: tuple[float | None, ...], row: UnitRow, times: int, unit: str) -> Plot:
    many, began, after = len(labels), row.began, row.after
    if began is None or after is None or row.periods is None:
        return Plot(labels, values, unit=unit)
    means = [None if period.mean is None else times * period.mean for period in row.periods]
    centre = (means[0],) * began + (means[1],) * (after - began) + (means[2],) * (many - after)
    return Plot(
        labels, values, centre=centre, unit=unit, start=began if 0 < began < many else None,
        baseline=(0, began - 1) if began else None, early=(began, after - 1) if began < after else None,
    )  # fmt: skip


def _periods(row: UnitRow, theme: Theme) -> tuple[PeriodTold, ...]:
    names = (_("Before the start"), _("The first 12 months"), _("After those"))
    if row.periods is None or row.is_few:
        return tuple(PeriodTold(name) for name in names)
    return tuple(
        _period(name, period, theme.word, 100 if theme.is_share else 1, row.row.step)
        for name, period in zip(names, row.periods, strict=True)
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


def _told(place: Place, theme: Theme) -> str:
    """Say what the picture shows to those who do not see it, with the caveat."""
    began = [_("The scheme began %(day)s.") % {"day": long_date(place.start)}] if place.start else []
    periods = _periods(place.row, theme)
    means = [f"{period.name}: {period.mean} ({period.of})." for period in periods if period.mean]
    return " ".join((*began, *means, chart_caveat()))


def places_document(groups: Sequence[PlacesSideBySide], *, title: str, subtitle: str, today: date) -> Document:
    """Return the pictures with their tables and the caveat, to print."""
    blocks: list[Block] = []
    for group in groups:
        blocks += [*([Heading(group.theme.title, 2)] if len(groups) > 1 else []), *_blocks(group)]
    return framed(title=title, subtitle=subtitle, blocks=tuple(blocks), today=today)


def _blocks(shown: PlacesSideBySide) -> Iterator[Block]:
    alt = " ".join(f"{panel.name}: {panel.description}" for panel in shown.panels)
    for svg in sheets_of(shown.panels, title=shown.theme.title, description=alt, decimal_mark=decimal_mark()):
        yield Picture(svg.encode(), alt=alt, caption=f"{shown.theme.title}. {shown.theme.what}")
    yield paragraph(legend())
    yield _table(shown)
    yield Note(f"{shown.theme.order} {shown.caveat}", "warning")


def legend() -> str:
    """Return what the parts of each picture are."""
    return _(
        "All charts have the same axes. The field on the left is the time before the mentor scheme began there, the "
        "upright line its start, and the field after the line its first 12 months. The lines across are the mean of "
        "each period."
    )


def _titles(theme: Theme) -> tuple[str, ...]:
    return (theme.column, _("Began"), _("Before the start"), _("The first 12 months"), _("After those"))


def _table(shown: PlacesSideBySide) -> Table:
    return Table(
        caption=_("%(name)s: before, during and after") % {"name": shown.theme.title},
        columns=tuple(
            Column(title, width_weight=1.3 if at == 0 else 1) for at, title in enumerate(_titles(shown.theme))
        ),
        rows=tuple(row(place.name, place.began or MISSING, *map(_cell, place.periods)) for place in shown.places),
        note=shown.theme.what,
    )


def _cell(period: PeriodTold) -> str:
    return f"{period.mean}\n{period.of}" if period.mean else MISSING


def places_sheet(shown: PlacesSideBySide) -> Sheet:
    """Return the table as a sheet; the caveat is its last row, so that it follows the figures."""
    name, began, *periods = _titles(shown.theme)
    titles = [name, began]
    for title in periods:
        titles += [title, _("%(period)s: of") % {"period": title}]
    lines = [[place.name, place.start, *_numbers(place)] for place in shown.places]
    return Sheet(shown.theme.title[:30], tuple(titles), [*lines, [shown.caveat, *([None] * (len(titles) - 1))]])


def _numbers(place: PlaceShown) -> Iterator[Plain]:
    for period in place.periods:
        yield _("too few") if place.few else period.number
        yield period.many
