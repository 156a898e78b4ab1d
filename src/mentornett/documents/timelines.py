"""The course of a network as SVG: gatherings as marks, work periods as bands, one row per version of the plan."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mentornett.documents.blocks import Language
from mentornett.documents.palette import ACCENT, ACCENT_LIGHT, HAIRLINE, INK, QUIET
from mentornett.documents.svg import cross, in_two_lines, picture, shortened, tag, width_of, words

PointKind = Literal["physical", "digital", "cancelled", "undecided"]

WIDTH = 760.0
LEFT, RIGHT, TOP = 150.0, 20.0, 66.0
ROW_HEIGHT, BAND_HEIGHT, FOOT = 72.0, 18.0, 16.0
RADIUS = 8.0
MOST_MONTHS = 12
YEAR_ROOM = 36.0  # so that two years do not run into each other
TODAY = "#A3420D"
CANCELLED = "#7A1010"

# Keeps a label readable where a line crosses it.
_HALO: dict[str, str | float] = {"stroke": "#FFFFFF", "stroke_width": 4, "paint_order": "stroke"}

_NORWEGIAN_MONTHS = ["jan", "feb", "mars", "april", "mai", "juni", "juli", "aug", "sep", "okt", "nov", "des"]
_MONTHS: dict[Language, list[str]] = {
    "nb": _NORWEGIAN_MONTHS,
    "nn": _NORWEGIAN_MONTHS,
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}


@dataclass(frozen=True, slots=True)
class TimelineLabels:
    """The words of the legend."""

    physical: str
    digital: str
    cancelled: str
    work_period: str
    today: str
    undecided: str = ""


LABELS: dict[Language, TimelineLabels] = {
    "nb": TimelineLabels("Fysisk samling", "Digital samling", "Avlyst", "Arbeidsperiode", "I dag", "Ikke bestemt"),
    "nn": TimelineLabels("Fysisk samling", "Digital samling", "Avlyst", "Arbeidsperiode", "I dag", "Ikkje bestemt"),
    "en": TimelineLabels("Gathering in person", "Online gathering", "Cancelled", "Work period", "Today", "Not decided"),
}


@dataclass(frozen=True, slots=True)
class Point:
    """A gathering: filled when in person, a ring when online, crossed when cancelled, a small dot when undecided."""

    on: date
    label: str
    kind: PointKind = "physical"


@dataclass(frozen=True, slots=True)
class Band:
    """A work period, both days included."""

    start: date
    end: date
    label: str = ""


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One version of the plan, or what happened."""

    name: str
    points: tuple[Point, ...] = ()
    bands: tuple[Band, ...] = ()


def timeline_chart(
    rows: Sequence[TimelineRow],
    *,
    title: str,
    description: str,
    language: Language = "nb",
    today: date | None = None,
    labels: TimelineLabels | None = None,
) -> str:
    """The rows under a common line of months, with today marked when it falls inside, and a legend."""
    said = labels or LABELS[language]
    scale = _Scale(rows, today)
    height = TOP + ROW_HEIGHT * max(len(rows), 1) + FOOT
    kinds = {point.kind for row in rows for point in row.points}
    parts = [*_legend(said, kinds), *_months(scale, height, language), *_today(scale, height, today, said.today)]
    for number, row in enumerate(rows):
        parts += _row(row, TOP + ROW_HEIGHT * (number + 0.5), scale)
    return picture(WIDTH, height, title, description, parts)


class _Scale:
    """From days to places: whole months, from the first to the last day that anything happens."""

    def __init__(self, rows: Sequence[TimelineRow], today: date | None) -> None:
        days = [point.on for row in rows for point in row.points]
        days += [day for row in rows for band in row.bands for day in (band.start, band.end)]
        days = days or ([today] if today else [date(2000, 1, 1)])
        self.first = min(days).replace(day=1)
        self.last = _next_month(max(days))

    def x(self, day: date) -> float:
        """The place of the start of a day."""
        return LEFT + (WIDTH - LEFT - RIGHT) * ((day - self.first).days / (self.last - self.first).days)

    def months(self) -> Iterator[date]:
        """The first day of each month."""
        month = self.first
        while month < self.last:
            yield month
            month = _next_month(month)


def _next_month(day: date) -> date:
    if day.month == 12:
        return _next_year(day)
    return date(day.year, day.month + 1, 1)


def _next_year(day: date) -> date:
    return date(min(day.year + 1, date.max.year), 1, 1)


def _months(scale: _Scale, height: float, language: Language) -> Iterator[str]:
    months = list(scale.months())
    every = -(-len(months) // MOST_MONTHS)
    for number, month in enumerate(months):
        x, is_year = scale.x(month), month.month == 1
        colour = f"#{QUIET}" if is_year else f"#{HAIRLINE}"
        yield tag("line", x1=x, x2=x, y1=TOP - 6, y2=height - FOOT, stroke=colour, stroke_width=1 if is_year else 0.5)
        if number % every == 0:
            yield words(_MONTHS[language][month.month - 1], x + 3, TOP - 10, size=12, fill=f"#{QUIET}")
        if is_year or (number == 0 and scale.x(_next_year(month)) - x >= YEAR_ROOM):
            yield words(str(month.year), x + 3, TOP - 25, size=12, font_weight="600")


def _row(row: TimelineRow, y: float, scale: _Scale) -> Iterator[str]:
    yield tag("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, stroke=f"#{HAIRLINE}")
    name = in_two_lines(row.name, LEFT - 14, 13)
    for number, line in enumerate(name):
        yield words(line, 0, y + 4.5 + 16 * (number - (len(name) - 1) / 2), size=13, font_weight="600")
    for band in row.bands:
        yield from _band(band, y, scale)
    busy_until = 0.0
    for point in sorted(row.points, key=lambda point: point.on):
        x = scale.x(point.on)
        yield _mark(point.kind, x, y)
        label = shortened(point.label, 130, 12)
        reach = width_of(label, 12) / 2
        below = x - reach < busy_until
        middle = min(max(x, reach), WIDTH - reach)
        yield words(label, middle, y + 27 if below else y - 15, size=12, anchor="middle", **_HALO)
        busy_until = busy_until if below else x + reach + 4


def _band(band: Band, y: float, scale: _Scale) -> Iterator[str]:
    x, width = scale.x(band.start), max(scale.x(band.end) - scale.x(band.start), 2)
    yield tag(
        "rect",
        x=x,
        y=y - BAND_HEIGHT / 2,
        width=width,
        height=BAND_HEIGHT,
        rx=3,
        fill=f"#{ACCENT_LIGHT}",
        stroke="#7A9DB0",
    )
    if band.label and width_of(band.label, 11) < width - 2 * RADIUS:
        yield words(band.label, x + width / 2, y + 3.5, size=11, anchor="middle", fill=f"#{INK}")


def _mark(kind: PointKind, x: float, y: float) -> str:
    colour = f"#{ACCENT}"
    if kind == "physical":
        return tag("circle", cx=x, cy=y, r=RADIUS, fill=colour)
    if kind == "digital":
        return tag("circle", cx=x, cy=y, r=RADIUS - 1.25, fill="#FFFFFF", stroke=colour, stroke_width=2.5)
    if kind == "undecided":
        return tag("circle", cx=x, cy=y, r=RADIUS / 2, fill=f"#{QUIET}")
    ring = tag("circle", cx=x, cy=y, r=RADIUS - 1.25, fill="#FFFFFF", stroke=CANCELLED, stroke_width=1.5)
    return ring + cross(x, y, RADIUS - 2, CANCELLED)


def _legend(said: TimelineLabels, shown: set[PointKind]) -> Iterator[str]:
    x = LEFT
    kinds: list[tuple[PointKind, str]] = [
        ("physical", said.physical),
        ("digital", said.digital),
        ("cancelled", said.cancelled),
    ]
    if "undecided" in shown:
        kinds.append(("undecided", said.undecided))
    for kind, label in kinds:
        yield _mark(kind, x + RADIUS, 14)
        yield words(label, x + 22, 18.5, size=12)
        x += 40 + width_of(label, 12)
    yield tag("rect", x=x, y=6, width=26, height=16, rx=3, fill=f"#{ACCENT_LIGHT}", stroke="#7A9DB0")
    yield words(said.work_period, x + 34, 18.5, size=12)


def _today(scale: _Scale, height: float, today: date | None, label: str) -> Iterator[str]:
    if today is None or not scale.first <= today < scale.last:
        return
    x = scale.x(today)
    yield tag("line", x1=x, x2=x, y1=TOP - 4, y2=height - FOOT, stroke=TODAY, stroke_width=1.5, stroke_dasharray="5 3")
    anchor = "end" if x > WIDTH - 80 else "start"
    yield words(label, x, height - 3, size=12, anchor=anchor, fill=TODAY, font_weight="600")
