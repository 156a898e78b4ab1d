"""A chart over time as SVG: points, the usual range, the baseline, what happened, and points that tell of a change.

Narrow, so that letters stay readable on a phone. What a point tells is said by shape and legend as well as colour. The
table with the same figures stands beside it on the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from math import ceil, floor, log10
from textwrap import wrap
from typing import Literal

from mentornett.documents.blocks import Language
from mentornett.documents.palette import ACCENT, ACCENT_LIGHT, HAIRLINE, INK, QUIET
from mentornett.documents.svg import WIDTH_OF_LETTER, picture, shortened, tag, width_of, words

Telling = Literal["ordinary", "better", "worse", "change"]
Line = tuple[float | None, ...]

WIDTH, PLOT_HEIGHT = 380.0, 200.0
PANEL_WIDTH, PANEL_HEIGHT = 290.0, 120.0
LEFT, RIGHT, UNDER = 46.0, 10.0, 26.0
ROW, SIZE = 19.0, 12.0
SPARE = 3.0  # a short label, such as «May 24», may be this much wider on each side than letters are on average
BETWEEN, BESIDE = 8.0, 5.0  # labels under the axis, and the numbers beside it
EARLY = "#F6EEDC"
STEPS = 5  # about so many lines across

COLOURS: dict[Telling, str] = {
    "ordinary": f"#{QUIET}",
    "better": f"#{ACCENT}",
    "worse": "#A3420D",
    "change": "#4B3A8C",
}


Stroke = Literal["centre", "limits", "target"]
Sample = Stroke | Literal["baseline"] | Telling
STROKES: dict[Stroke, dict[str, str | float]] = {
    "centre": {"stroke": f"#{INK}", "stroke_width": 1.5},
    "limits": {"stroke": f"#{INK}", "stroke_width": 1.25, "stroke_dasharray": "5 3"},
    "target": {"stroke": "#1E7A44", "stroke_width": 2, "stroke_dasharray": "2 4"},
}


@dataclass(frozen=True, slots=True)
class ChartWords:
    """The words of the legend."""

    centre: str
    limits: str
    baseline: str
    target: str
    better: str
    worse: str
    change: str


LABELS: dict[Language, ChartWords] = {
    "nb": ChartWords("Midten", "Vanlig variasjon", "Grunnlag", "Mål", "Bedre", "Dårligere", "Endring"),
    "nn": ChartWords("Midten", "Vanleg variasjon", "Grunnlag", "Mål", "Betre", "Dårlegare", "Endring"),
    "en": ChartWords("Middle", "Usual variation", "Baseline", "Target", "Better", "Worse", "Change"),
}


@dataclass(frozen=True, slots=True)
class Plot:
    """What is drawn: a value per label, None where there is none, and lines that may differ from point to point.

    `baseline` are the first and last point that the lines come from. `notes` are texts about points, which say
    themselves when it was: it need not have been on the day of the point. `centre_name` is what the middle line is,
    when it is not the middle. `start` is the first point of something new, whose first and last point of its first
    time are `early`. `ranges` are what a value lies between, drawn at its point. `caveat` stands below everything.
    """

    labels: tuple[str, ...]
    values: Line
    centre: Line = ()
    lower: Line = ()
    upper: Line = ()
    telling: tuple[Telling, ...] = ()
    baseline: tuple[int, int] | None = None
    notes: tuple[tuple[int, str], ...] = ()
    target: float | None = None
    unit: str = ""
    centre_name: str = ""
    start: int | None = None
    early: tuple[int, int] | None = None
    ranges: tuple[tuple[float, float] | None, ...] = ()
    caveat: str = ""

    def __post_init__(self) -> None:
        for line in (self.values, self.centre, self.lower, self.upper, self.telling, self.ranges):
            if line and len(line) != len(self.labels):
                raise ValueError("Each line needs one value per label.")

    def numbers(self) -> list[float]:
        """Return every number that must be inside the picture."""
        known = [*self.values, *self.centre, *self.lower, *self.upper, self.target]
        known += [end for ends in self.ranges if ends for end in ends]
        return [number for number in known if number is not None]


def control_chart(
    plot: Plot, *, title: str, description: str, language: Language = "nb", decimal_mark: str = ","
) -> str:
    """Draw the chart with its legend, and below it what was noted about points, lettered as in the chart."""
    return _drawn(plot, title, description, language, decimal_mark)


@lru_cache(maxsize=256)
def panel(plot: Plot, *, title: str, description: str, decimal_mark: str = ",") -> str:
    """Draw one small chart on its own scale. The page says its name, so the picture does not repeat it."""
    field = Field(plot, 8, PANEL_WIDTH, PANEL_HEIGHT, ticks(plot.numbers()), decimal_mark)
    return picture(PANEL_WIDTH, field.bottom + UNDER, title, description, field.draw())


@lru_cache(maxsize=256)  # by content: most charts are opened again as they were
def _drawn(plot: Plot, title: str, description: str, language: Language, decimal_mark: str) -> str:
    legend, top = _legend(plot, LABELS[language])
    field = Field(plot, top, WIDTH, PLOT_HEIGHT, ticks(plot.numbers()), decimal_mark)
    notes = list(_notes(plot, field.bottom + UNDER + ROW))
    parts = [*legend, *field.draw(), *field.letters(), *notes]
    return picture(WIDTH, field.bottom + UNDER + ROW * len(notes) + 4, title, description, parts)


class Field:
    """The field inside the axes: from values to places."""

    def __init__(
        self, plot: Plot, top: float, width: float, height: float, marks: tuple[float, ...], decimal_mark: str
    ) -> None:
        self.plot, self.top, self.bottom, self.width = plot, top, top + height, width
        self.marks, self.decimal_mark = marks, decimal_mark
        self.left = max(LEFT, *(width_of(self._number(mark), SIZE) + BESIDE for mark in marks))
        self.step = (width - self.left - RIGHT) / max(1, len(plot.labels))

    def x(self, at: float) -> float:
        """The place of a point."""
        return self.left + self.step * (at + 0.5)

    def y(self, value: float) -> float:
        """The place of a value."""
        low, high = self.marks[0], self.marks[-1]
        return self.bottom - (value - low) / ((high - low) or 1) * (self.bottom - self.top)

    def draw(self) -> Iterator[str]:
        """Everything inside the axes, from the back to the front."""
        yield from self._shade(self.plot.baseline, f"#{ACCENT_LIGHT}")
        yield from self._shade(self.plot.early, EARLY)
        yield from self._grid()
        yield from self._start()
        yield from self._labels()
        yield from self._level(self.plot.lower, "limits")
        yield from self._level(self.plot.upper, "limits")
        yield from self._level(self.plot.centre, "centre")
        yield from self._target()
        yield from self._ranges()
        yield from self._values()

    def letters(self) -> Iterator[str]:
        """The letter of each note, over its point, with a line down to it."""
        for letter, (at, _) in _lettered(self.plot):
            x, value = self.x(at), self.plot.values[at]
            down = self.bottom if value is None else self.y(value) - 6
            yield tag("line", x1=x, x2=x, y1=self.top - 3, y2=down, stroke=f"#{QUIET}", stroke_dasharray="1 3")
            yield words(letter, x, self.top - 6, size=SIZE, anchor="middle", font_weight="600")

    def _start(self) -> Iterator[str]:
        if self.plot.start is not None:
            x = self.x(self.plot.start) - self.step / 2
            yield tag("line", x1=x, x2=x, y1=self.top - 6, y2=self.bottom, stroke=f"#{INK}", stroke_width=1.5)

    def _shade(self, stretch: tuple[int, int] | None, fill: str) -> Iterator[str]:
        if stretch is not None:
            first, last = stretch
            yield tag(
                "rect",
                x=self.x(first) - self.step / 2,
                y=self.top,
                width=self.step * (last - first + 1),
                height=self.bottom - self.top,
                fill=fill,
            )

    def _grid(self) -> Iterator[str]:
        for number in self.marks:
            y, colour = self.y(number), f"#{QUIET}" if number == self.marks[0] else f"#{HAIRLINE}"
            yield tag("line", x1=self.left, x2=self.width - RIGHT, y1=y, y2=y, stroke=colour, stroke_width=0.75)
            yield words(self._number(number), self.left - BESIDE, y + 4, size=SIZE, anchor="end", fill=f"#{QUIET}")

    def _labels(self) -> Iterator[str]:
        """Every n-th label, as many as there is room for."""
        longest = max((width_of(label, SIZE) for label in self.plot.labels), default=0.0)
        every = max(1, ceil((min(longest, self.width / 2) + BETWEEN) / self.step))
        for at, label in enumerate(self.plot.labels):
            if at % every == 0:
                text = shortened(label, self.step * every, SIZE)
                room = width_of(text, SIZE) / 2 + SPARE
                x = min(max(self.x(at), room), self.width - room)
                yield words(text, x, self.bottom + 18, size=SIZE, anchor="middle")

    def _level(self, line: Line, stroke: Stroke) -> Iterator[str]:
        """A line across each point, with a step where it changes; broken where there is none."""
        for stretch in _stretches(line):
            path = ""
            for at, value in stretch:
                start = self.x(at) - self.step / 2
                path += f"{'L' if path else 'M'}{start:.2f} {self.y(value):.2f}h{self.step:.2f}"
            yield tag("path", d=path, fill="none", **STROKES[stroke])

    def _target(self) -> Iterator[str]:
        if self.plot.target is not None:
            y = self.y(self.plot.target)
            yield tag("line", x1=self.left, x2=self.width - RIGHT, y1=y, y2=y, **STROKES["target"])

    def _ranges(self) -> Iterator[str]:
        """An upright line with feet at each point that has a range."""
        for at, ends in enumerate(self.plot.ranges):
            if ends:
                x, low, high = self.x(at), self.y(ends[0]), self.y(ends[1])
                path = f"M{x - 6:.2f} {low:.2f}h12m-6 0V{high:.2f}m-6 0h12"
                yield tag("path", d=path, fill="none", stroke=f"#{INK}", stroke_width=1.5)

    def _values(self) -> Iterator[str]:
        for stretch in _stretches(self.plot.values):
            points = " ".join(f"{self.x(at):.2f},{self.y(value):.2f}" for at, value in stretch)
            yield tag("polyline", points=points, fill="none", stroke=COLOURS["ordinary"], stroke_width=1.25)
            for at, value in stretch:
                yield _mark(self.plot.telling[at] if self.plot.telling else "ordinary", self.x(at), self.y(value))

    def _number(self, value: float) -> str:
        text = f"{value:.3f}".rstrip("0").rstrip(".").replace(".", self.decimal_mark)
        return f"{text}{self.plot.unit}"


def _mark(telling: Telling, x: float, y: float) -> str:
    """A small dot for what is ordinary; a square, a diamond and a ring for what tells of a change."""
    colour = COLOURS[telling]
    if telling == "better":
        return tag("rect", x=x - 4.5, y=y - 4.5, width=9, height=9, fill=colour)
    if telling == "worse":
        return tag("path", d=f"M{x:.2f} {y - 6.5:.2f}l6.5 6.5l-6.5 6.5l-6.5 -6.5z", fill=colour)
    if telling == "change":
        return tag("circle", cx=x, cy=y, r=4.5, fill="#FFFFFF", stroke=colour, stroke_width=2.5)
    return tag("circle", cx=x, cy=y, r=3, fill=colour)


def _legend(plot: Plot, said: ChartWords) -> tuple[list[str], float]:
    """Return the legend in as many rows as it takes, and where the field begins."""
    parts, x, y = [], 0.0, 12.0
    for sample, text in _legend_items(plot, said):
        wide = 30 + width_of(text, SIZE)
        if x and x + wide > WIDTH:
            x, y = 0.0, y + ROW
        parts += [_sample(sample, x, y), words(text, x + 27, y + 4, size=SIZE)]
        x += wide + 12
    return parts, y + (ROW + 10 if plot.notes else ROW)


def _legend_items(plot: Plot, said: ChartWords) -> Iterator[tuple[Sample, str]]:
    """Yield what the picture holds, with its words."""
    if any(value is not None for value in plot.centre):
        yield "centre", plot.centre_name or said.centre
    if any(value is not None for value in (*plot.lower, *plot.upper)):
        yield "limits", said.limits
    if plot.baseline is not None:
        yield "baseline", said.baseline
    if plot.target is not None:
        yield "target", said.target
    named: dict[Telling, str] = {"better": said.better, "worse": said.worse, "change": said.change}
    yield from ((telling, text) for telling, text in named.items() if telling in plot.telling)


def _sample(sample: Sample, x: float, y: float) -> str:
    """Draw how something looks in the chart."""
    if sample == "baseline":
        return tag("rect", x=x, y=y - 7, width=22, height=14, fill=f"#{ACCENT_LIGHT}", stroke=f"#{HAIRLINE}")
    if sample == "centre" or sample == "limits" or sample == "target":
        return tag("line", x1=x, x2=x + 22, y1=y, y2=y, **STROKES[sample])
    return _mark(sample, x + 11, y)


def _notes(plot: Plot, y: float) -> Iterator[str]:
    """What was noted: letter and text, in as many rows as it takes; then the caveat."""
    noted = [f"{letter}: {text}" for letter, (_at, text) in _lettered(plot)]
    rows = [row for text in (*noted, plot.caveat) for row in wrap(text, int(WIDTH / (SIZE * WIDTH_OF_LETTER)))]
    for number, row in enumerate(rows):
        yield words(row, 0, y + ROW * number, size=SIZE)


def _lettered(plot: Plot) -> Iterator[tuple[str, tuple[int, str]]]:
    """Yield the notes with letters: A to Z, then AA."""
    for number, note in enumerate(sorted(plot.notes)):
        yield (chr(65 + number % 26) * (number // 26 + 1), note)


def _stretches(line: Line) -> Iterator[list[tuple[int, float]]]:
    """Yield the values with their places, parted where one lacks."""
    for known, group in groupby(enumerate(line), key=lambda pair: pair[1] is not None):
        if known:
            yield [(at, value) for at, value in group if value is not None]


def ticks(numbers: Sequence[float]) -> tuple[float, ...]:
    """Return round numbers from below all to above all; from 0 when the smallest is not far from it."""
    low, high = min(numbers, default=0.0), max(numbers, default=1.0)
    if 0 <= low <= high / 2:
        low = 0.0
    size = max(1.0, abs(low), abs(high))
    span = high - low if high - low > 1e-6 * size else size
    step = _round_step(span / STEPS)
    first, last = floor(low / step), ceil(high / step)
    return tuple(round(at * step, 10) for at in range(first, max(last, first + 1) + 1))


def _round_step(rough: float) -> float:
    """Return the smallest of 1, 2, 2.5, 5 and 10 times a power of ten that is not below."""
    power = 10.0 ** floor(log10(rough))
    return power * next(factor for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * 0.999)
