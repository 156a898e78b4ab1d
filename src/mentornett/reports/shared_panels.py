"""Figures by month that municipalities share with a network, side by side: only what came through the gate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from mentornett.documents.sheets import Plain, Sheet
from mentornett.measurement.choices import CountedAs, MeasureKey
from mentornett.measurement.queries.series_rows import MonthsInRow
from mentornett.measurement.queries.shared_series import SharedMeasure, as_it_was_shared
from mentornett.measurement.rules.multiples import side_by_side
from mentornett.measurement.rules.over_time import Point
from mentornett.reports.measure_chart import chart_caveat, figure_words, what_is_told
from mentornett.reports.place_panels import Place, PlacesSideBySide, Theme, places_side_by_side
from mentornett.reports.series_words import short_words
from mentornett.reports.unit_panels import kind_of
from mentornett.reports.words import long_date

HIDDEN, MISSING = ":", "–"


@dataclass(frozen=True, slots=True)
class SharedCopy:
    """A copy and whose it is."""

    key: int
    name: str
    day: date  # of its figures
    measure: SharedMeasure


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A month or quarter with what each municipality has there."""

    when: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SharedGroup:
    """Municipalities that count the same thing."""

    shown: PlacesSideBySide
    copies: tuple[SharedCopy, ...]
    days: tuple[str, ...]  # of each municipality's figures
    lines: tuple[MonthLine, ...]
    has_hidden: bool


def shared_side_by_side(rows: Iterable[Any]) -> list[SharedGroup]:
    """Return what is shared, by what is counted. The rows come in the order in which municipalities shall stand."""
    copies = [
        SharedCopy(row.pk, row.municipality.name, timezone.localdate(row.shared_at), as_it_was_shared(row.content))
        for row in rows
    ]
    groups: dict[tuple[str, ...], list[SharedCopy]] = {}
    for copy in copies:
        groups.setdefault(_same(copy.measure), []).append(copy)
    made = [group_of(group) for group in groups.values()]
    return sorted(made, key=lambda group: group.shown.theme.title.casefold())


def _same(measure: SharedMeasure) -> tuple[str, ...]:
    name = measure.name if measure.key == MeasureKey.OWN else ""
    texts = (name, measure.unit_word, measure.of_word)
    units = "units" if measure.units else ""  # a mean of units does not stand beside a whole
    return (measure.key, measure.counted_as, units, *(" ".join(text.casefold().split()) for text in texts))


def group_of(copies: Sequence[SharedCopy]) -> SharedGroup:
    """Return copies that count the same thing, ready to show."""
    first = copies[0].measure
    starts = {copy.key: copy.measure.start for copy in copies if copy.measure.start}
    placed = side_by_side({copy.key: copy.measure.row for copy in copies}, starts, is_counted=False, is_share=False)
    theme = Theme(
        title=first.name if first.key == MeasureKey.OWN else str(MeasureKey(first.key).label),
        what=what_is_told(first, MonthsInRow(first.row, first.units, kind_of(first)), ""), word=first.unit_word,
        is_share=first.counted_as == CountedAs.SHARE, column=_("Municipality"), order=order_words(),
    )  # fmt: skip
    places = [Place(copy.key, copy.name, copy.measure.start, placed[copy.key]) for copy in copies]
    axis = placed[copies[0].key].row
    cells = [[_cell(point, copy) for point in placed[copy.key].row.points] for copy in copies]
    lines = tuple(
        MonthLine(short_words(point.starts, axis.step), tuple(column[at] for column in cells))
        for at, point in enumerate(axis.points)
    )
    return SharedGroup(
        places_side_by_side(places, theme), tuple(copies), tuple(long_date(copy.day) for copy in copies), lines,
        has_hidden=any(copy.measure.hidden for copy in copies),
    )  # fmt: skip


def _cell(point: Point, copy: SharedCopy) -> str:
    if point.starts in copy.measure.hidden:
        return HIDDEN
    number = _number(point, copy.measure)
    if number is None:
        return MISSING
    return f"{figure_words(round(number))} %" if copy.measure.counted_as == CountedAs.SHARE else figure_words(number)


def _number(point: Point, measure: SharedMeasure) -> float | None:
    if point.value is None:
        return None
    times = 100 if measure.counted_as == CountedAs.SHARE else 1
    return round(times * point.value / (point.size or 1), 2)


def order_words() -> str:
    """Return why the municipalities stand as they do."""
    return _(
        "The municipalities stand in the order of the alphabet. They differ in size and count in their own way: hold "
        "each one against itself, not against the others."
    )


def few_words() -> str:
    """Return what is not shown and why."""
    return _("«:» is not shown: fewer than 5 stand behind it, or fewer than 10 in all. It is not in the means either.")


def shared_sheet(groups: Sequence[SharedGroup]) -> Sheet:
    """Return every month as a sheet; the caveat is its last row, so that it follows the figures."""
    titles = (_("Measure"), _("Municipality"), _("Month"), _("Number"), _("Figures of"))
    lines: list[list[Plain]] = [
        [group.shown.theme.title, copy.name, f"{point.starts:%Y-%m}", _plain(point, copy), copy.day]
        for group in groups for copy in group.copies for point in copy.measure.row.points
    ]  # fmt: skip
    return Sheet(_("Municipality by municipality")[:30], titles, [*lines, [chart_caveat(), None, None, None, None]])


def _plain(point: Point, copy: SharedCopy) -> Plain:
    return HIDDEN if point.starts in copy.measure.hidden else _number(point, copy.measure)
