"""A line chart as SVG: how a score moved, for a few series that also differ without colour."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf, isfinite

from mentornett.documents.palette import ACCENT, HAIRLINE, INK, QUIET
from mentornett.documents.svg import picture, shortened, tag, words

WIDTH, HEIGHT = 480.0, 270.0
LEFT, RIGHT, TOP, BOTTOM = 40.0, 8.0, 46.0, 36.0
LEGEND_STEP = 170.0
MOST_LABELS = 12

# Colour, dashes and mark by place; all colours have at least 4.5 to 1 against white.
_COLOURS = (f"#{ACCENT}", "#A3420D", "#4B3A8C", "#3D5A1E")
_DASHES = ("none", "7 4", "2 3", "10 3 2 3")


@dataclass(frozen=True, slots=True)
class Series:
    """A named row of values, one per label; None where there is none (the line is broken there)."""

    name: str
    values: tuple[float | None, ...]


def line_chart(
    series: Sequence[Series],
    labels: Sequence[str],
    *,
    title: str,
    description: str,
    low: float = 0,
    high: float = 5,
    decimal_mark: str = ",",
) -> str:
    """The series as lines with marks, the value at each mark when there are few, and a legend.

    Values outside `low`–`high` are drawn at the edge. Raises ValueError when a series has another number of
    values than there are labels, or when `high` is not above `low`.
    """
    if any(len(line.values) != len(labels) for line in series):
        raise ValueError("Each series needs one value per label.")
    if not high > low:
        raise ValueError("high must be above low.")
    return _drawn(tuple(series), tuple(labels), title, description, low, high, decimal_mark)


@lru_cache(maxsize=256)  # by content: most charts are opened again as they were
def _drawn(
    series: tuple[Series, ...],
    labels: tuple[str, ...],
    title: str,
    description: str,
    low: float,
    high: float,
    decimal_mark: str,
) -> str:
    plot = _Plot(len(labels), low, high, decimal_mark)
    tops = [_highest(series, at) for at in range(len(labels))]
    parts = [*plot.grid(), *plot.labels(labels)]
    for at, line in enumerate(series):
        parts += [*plot.line(line, at, tops), *plot.legend(line, at)]
    return picture(WIDTH, HEIGHT, title, description, parts)


class _Plot:
    """The field inside the axes: from values to places."""

    def __init__(self, steps: int, low: float, high: float, decimal_mark: str) -> None:
        self.steps, self.low, self.high, self.decimal_mark = steps, low, high, decimal_mark

    def x(self, at: int) -> float:
        """The place of a label."""
        room = WIDTH - LEFT - RIGHT
        return LEFT + room * (at + 0.5) / max(self.steps, 1)

    def y(self, value: float) -> float:
        """The place of a value."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)

    def grid(self) -> Iterator[str]:
        """A line and a number for each fifth of the range, whole numbers from 0 to 5 as a rule."""
        for part in range(6):
            value = self.low + (self.high - self.low) * part / 5
            colour = f"#{QUIET}" if part == 0 else f"#{HAIRLINE}"
            yield tag("line", x1=LEFT, x2=WIDTH - RIGHT, y1=self.y(value), y2=self.y(value), stroke=colour)
            yield words(self._number(value), LEFT - 8, self.y(value) + 4, anchor="end", fill=f"#{QUIET}")

    def labels(self, labels: Sequence[str]) -> Iterator[str]:
        """The labels under the axis; every n-th when there are many."""
        every = -(-len(labels) // MOST_LABELS) or 1
        room = (WIDTH - LEFT - RIGHT) / max(len(labels), 1) * every - 6
        for at, label in enumerate(labels):
            if at % every == 0:
                yield words(shortened(label, room, 12), self.x(at), HEIGHT - BOTTOM + 20, anchor="middle")

    def line(self, line: Series, at: int, tops: Sequence[int]) -> Iterator[str]:
        """The line, broken where values lack, with its marks and numbers."""
        colour, dashes = _COLOURS[at % len(_COLOURS)], _DASHES[at % len(_DASHES)]
        for stretch in _stretches(line):
            points = " ".join(f"{self.x(step):.2f},{self.y(value):.2f}" for step, value in stretch)
            yield tag("polyline", points=points, fill="none", stroke=colour, stroke_width=2.5, stroke_dasharray=dashes)
            for step, value in stretch:
                x, y = self.x(step), self.y(value)
                yield _mark(x, y, at, colour)
                if self.steps <= MOST_LABELS:
                    y = self._beside(y, is_top=tops[step] == at)
                    yield words(self._number(value), x, y, size=12, anchor="middle", fill=colour)

    def legend(self, line: Series, at: int) -> Iterator[str]:
        """The name with the line as it is drawn."""
        x, colour = LEFT + at * LEGEND_STEP, _COLOURS[at % len(_COLOURS)]
        dashes = _DASHES[at % len(_DASHES)]
        yield tag("line", x1=x, x2=x + 34, y1=16, y2=16, stroke=colour, stroke_width=2.5, stroke_dasharray=dashes)
        yield _mark(x + 17, 16, at, colour)
        yield words(shortened(line.name, LEGEND_STEP - 50, 13), x + 42, 20.5, size=13, fill=f"#{INK}")

    def _beside(self, y: float, *, is_top: bool) -> float:
        """Over the mark for the highest of the series, under it for the others while there is room."""
        under = y + 19
        return y - 10 if is_top or under > HEIGHT - BOTTOM + 4 else under

    def _number(self, value: float) -> str:
        return f"{value:.1f}".removesuffix(".0").replace(".", self.decimal_mark)


def _highest(series: Sequence[Series], step: int) -> int:
    """Which series has the highest value at a step; the first of equals."""
    values = [line.values[step] for line in series]
    return max(range(len(values)), key=lambda at: -inf if values[at] is None else float(values[at] or 0), default=0)


def _stretches(line: Series) -> Iterator[list[tuple[int, float]]]:
    """The values with their steps, parted where one lacks."""
    stretch: list[tuple[int, float]] = []
    for step, value in enumerate(line.values):
        if value is not None and isfinite(value):
            stretch.append((step, value))
        elif stretch:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def _mark(x: float, y: float, at: int, colour: str) -> str:
    if at % 4 == 0:
        return tag("circle", cx=x, cy=y, r=5, fill=colour)
    if at % 4 == 1:
        return tag("rect", x=x - 5, y=y - 5, width=10, height=10, fill="#FFFFFF", stroke=colour, stroke_width=2.5)
    if at % 4 == 2:
        return tag("path", d=f"M{x:.2f} {y - 6:.2f}l6 11h-12z", fill=colour)
    return tag("path", d=f"M{x:.2f} {y - 6:.2f}l6 6l-6 6l-6-6z", fill="#FFFFFF", stroke=colour, stroke_width=2)
