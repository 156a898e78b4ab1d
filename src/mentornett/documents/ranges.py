"""Numbers with the range in which each probably lies, one under the other on a common scale, as SVG.

Narrow, so that letters stay readable on a phone. The range is written in the same size as the number. What is not shown
is written as the caller writes it, and has no mark: nothing tells how large it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from textwrap import wrap

from mentornett.documents.palette import ACCENT, HAIRLINE, INK, QUIET
from mentornett.documents.svg import WIDTH_OF_LETTER, in_two_lines, picture, tag, words

WIDTH, EDGE = 380.0, 14.0
HEAD, SIZE, SMALL = 13.0, 12.0, 11.0
LINE, MARK, BETWEEN = 16.0, 14.0, 8.0  # heights: a line of text, a range, the room between rows
FIELD_GAP = 16.0
NUMBER = 112.0  # room for a number with its range
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500)
MOST_STEPS = 6
DASHED: dict[str, str | float] = {"stroke": f"#{INK}", "stroke_width": 1.5, "stroke_dasharray": "4 2"}


@dataclass(frozen=True, slots=True)
class Ranged:
    """A number with its range, and both as they are written; no number where it is not shown."""

    name: str
    told: str
    value: float | None = None
    low: float = 0
    high: float = 0


@dataclass(frozen=True, slots=True)
class Field:
    """Rows on one scale from `low` to `high`. `line` is a number with a line across, and `line_name` what it is."""

    name: str
    rows: tuple[Ranged, ...]
    low: float
    high: float
    line: float | None = None
    line_name: str = ""

    def __post_init__(self) -> None:
        if not self.high > self.low:
            raise ValueError("high must be above low.")


@lru_cache(maxsize=256)  # by content: most charts are opened again as they were
def range_chart(fields: tuple[Field, ...], *, title: str, description: str, note: str = "") -> str:
    """Draw the fields one under the other, and a note under them. What is beyond a scale ends in an arrow."""
    parts: list[str] = []
    top = 0.0
    for field in fields:
        drawn = _Drawn(field, top)
        parts += drawn.parts()
        top = drawn.bottom + FIELD_GAP
    for line in wrap(note, _letters(WIDTH - 2 * EDGE, SMALL)):
        parts.append(words(line, EDGE, top + SMALL, size=SMALL, fill=f"#{QUIET}"))
        top += LINE
    return picture(WIDTH, top + 4, title, description, parts)


def _letters(width: float, size: float) -> int:
    return int(width / (size * WIDTH_OF_LETTER))


class _Drawn:
    """A field at its place in the picture."""

    def __init__(self, field: Field, top: float) -> None:
        self.field, self.top = field, top
        self.head = in_two_lines(field.name, WIDTH - 2 * EDGE, HEAD)
        first = top + LINE * (len(self.head) + bool(field.line_name)) + BETWEEN
        self.names = [in_two_lines(row.name, WIDTH - 2 * EDGE - NUMBER, SIZE) for row in field.rows]
        self.tops = [first]
        for lines in self.names:
            self.tops.append(self.tops[-1] + LINE * len(lines) + MARK + BETWEEN)
        self.bottom = self.tops[-1] + SMALL

    def x(self, value: float) -> float:
        """Return the place of a number; beyond the scale it is at the end."""
        low, high = self.field.low, self.field.high
        return EDGE + (WIDTH - 2 * EDGE) * (min(max(value, low), high) - low) / (high - low)

    def parts(self) -> Iterator[str]:
        """Yield everything that is drawn."""
        for at, line in enumerate(self.head):
            yield words(line, EDGE, self.top + HEAD + LINE * at, size=HEAD, font_weight="600")
        if self.field.line_name:
            yield from self._line_name(self.top + LINE * len(self.head))
        for mark in _marks(self.field.low, self.field.high):
            yield words(
                _number(mark), self.x(mark), self.tops[-1] + BETWEEN, size=SMALL, anchor="middle", fill=f"#{QUIET}"
            )
        for row, lines, top in zip(self.field.rows, self.names, self.tops, strict=False):
            yield from self._scale(top + LINE * len(lines))
            yield from self._row(row, lines, top)

    def _line_name(self, top: float) -> Iterator[str]:
        y = top + LINE / 2 + 2
        yield tag("line", x1=EDGE, x2=EDGE + 22, y1=y, y2=y, **DASHED)
        yield words(self.field.line_name, EDGE + 28, top + SMALL + 2, size=SMALL, fill=f"#{QUIET}")

    def _scale(self, top: float) -> Iterator[str]:
        """Yield the scale beside a row's range only: lines through letters make them hard to read."""
        ends = {"y1": top + 2, "y2": top + MARK + 2}
        for mark in _marks(self.field.low, self.field.high):
            yield tag("line", x1=self.x(mark), x2=self.x(mark), stroke=f"#{HAIRLINE}", **ends)
        if self.field.line is not None:
            at = self.x(self.field.line)
            yield tag("line", x1=at, x2=at, **ends, **DASHED)

    def _row(self, row: Ranged, lines: Sequence[str], top: float) -> Iterator[str]:
        for at, line in enumerate(lines):
            yield words(line, EDGE, top + SIZE + LINE * at, size=SIZE)
        yield words(row.told, WIDTH - EDGE, top + SIZE, size=SIZE, anchor="end", font_weight="600")
        if row.value is None:
            return
        y, colour = top + LINE * len(lines) + MARK / 2 + 2, f"#{ACCENT}"
        low, high = self.x(row.low), self.x(row.high)
        yield tag("line", x1=low, x2=high, y1=y, y2=y, stroke=colour, stroke_width=3)
        yield _end(low, y, -1, colour, is_beyond=row.low < self.field.low)
        yield _end(high, y, 1, colour, is_beyond=row.high > self.field.high)
        if self.field.low <= row.value <= self.field.high:
            yield tag("circle", cx=self.x(row.value), cy=y, r=5.5, fill=colour)


def _end(x: float, y: float, way: int, colour: str, *, is_beyond: bool) -> str:
    """Return the end of a range: a stroke, or an arrow when it goes on."""
    if is_beyond:
        return tag("path", d=f"M{x + 8 * way:.2f} {y:.2f}l{-9 * way} -5v10z", fill=colour)
    return tag("line", x1=x, x2=x, y1=y - 5, y2=y + 5, stroke=colour, stroke_width=2)


def _marks(low: float, high: float) -> Iterator[float]:
    step = next((one for one in STEPS if (high - low) / one <= MOST_STEPS), STEPS[-1])
    mark = -(-low // step) * step
    while mark <= high:
        yield mark
        mark += step


def _number(value: float) -> str:
    return f"{value:.0f}".replace("-", "−")
