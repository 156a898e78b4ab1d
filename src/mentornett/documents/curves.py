"""How many are still employed, month by month, as SVG: a line and the range around it for each group.

Narrow, so that letters stay readable on a phone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from mentornett.documents.palette import ACCENT, HAIRLINE, INK, QUIET
from mentornett.documents.svg import WIDTH_OF_LETTER, picture, shortened, tag, words

WIDTH, PLOT_HEIGHT = 380.0, 180.0
LEFT, RIGHT, UNDER = 44.0, 12.0, 46.0
LEGEND, LINE = 20.0, 15.0  # heights of a line
MOST_CURVES = 4
MOST_LABELS = 8
NOTE_SIZE = 12.0

# Colour and dashes by place; all colours have at least 4.5 to 1 against white.
_COLOURS = (f"#{ACCENT}", "#A3420D", "#4B3A8C", "#3D5A1E")
_DASHES = ("none", "7 4", "2 3", "10 3 2 3")


@dataclass(frozen=True, slots=True)
class Curve:
    """A group's share (0 to 1) after 0, 1, 2 … months with the bounds of its range, all of one length."""

    name: str
    share: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


def share_curves(curves: Sequence[Curve], *, title: str, description: str, axis: str, note: str = "") -> str:
    """Return up to four curves in one picture, with a name for the axis of months and a note that stands under it.

    Raises ValueError when there are more curves, or one whose bounds are of another length.
    """
    if len(curves) > MOST_CURVES:
        raise ValueError(f"At most {MOST_CURVES} curves can be told apart.")
    if any(not len(one.share) == len(one.low) == len(one.high) for one in curves):
        raise ValueError("A curve needs both bounds at each month.")
    months = max((len(one.share) for one in curves), default=1) - 1
    top = LEGEND * len(curves) + 10
    plot = _Plot(months, top, top + PLOT_HEIGHT)
    parts = [*plot.grid(), words(axis, WIDTH - RIGHT, plot.bottom + 38, anchor="end", fill=f"#{QUIET}")]
    for at, curve in enumerate(curves):
        parts += plot.band(curve, at)
    for at, curve in enumerate(curves):
        parts += [*plot.line(curve, at), *_legend(curve, at)]
    lines = wrap(note, int((WIDTH - RIGHT) / (NOTE_SIZE * WIDTH_OF_LETTER)))
    under = plot.bottom + UNDER
    parts += [words(line, 4, under + LINE * (at + 1), size=NOTE_SIZE) for at, line in enumerate(lines)]
    return picture(WIDTH, under + LINE * (len(lines) + 1) - 6, title, description, parts)


@dataclass(frozen=True, slots=True)
class _Plot:
    """The field inside the axes: from months and shares to places."""

    months: int
    top: float
    bottom: float

    def x(self, month: int) -> float:
        """Return the place of a month."""
        return LEFT + (WIDTH - LEFT - RIGHT) * month / max(self.months, 1)

    def y(self, share: float) -> float:
        """Return the place of a share."""
        return self.bottom - share * (self.bottom - self.top)

    def grid(self) -> Iterator[str]:
        """Yield a line for each fifth, and months under the axis."""
        for fifth in range(6):
            y, colour = self.y(fifth / 5), f"#{HAIRLINE}" if fifth else f"#{QUIET}"
            yield tag("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, stroke=colour)
            yield words(f"{20 * fifth} %", LEFT - 6, y + 4, anchor="end", fill=f"#{QUIET}")
        apart = next((step for step in (3, 6, 12, 24, 60) if self.months <= step * MOST_LABELS), 120)
        for month in range(0, self.months + 1, apart):
            yield words(str(month), self.x(month), self.bottom + 18, anchor="middle")

    def band(self, curve: Curve, at: int) -> Iterator[str]:
        """Yield the field around a line."""
        if not curve.share:
            return
        there = [(self.x(month), self.y(bound)) for month, bound in enumerate(curve.high)]
        back = [(self.x(month), self.y(bound)) for month, bound in enumerate(curve.low)][::-1]
        points = " ".join(f"{x:.2f},{y:.2f}" for x, y in there + back)
        yield tag(
            "polygon", points=points, fill=_COLOURS[at], fill_opacity=0.14, stroke=_COLOURS[at], stroke_opacity=0.4
        )

    def line(self, curve: Curve, at: int) -> Iterator[str]:
        """Yield a group's line."""
        points = " ".join(f"{self.x(month):.2f},{self.y(share):.2f}" for month, share in enumerate(curve.share))
        dashes = _DASHES[at]
        yield tag(
            "polyline", points=points, fill="none", stroke=_COLOURS[at], stroke_width=2.5, stroke_dasharray=dashes
        )


def _legend(curve: Curve, at: int) -> Iterator[str]:
    y, colour = LEGEND * (at + 0.5), _COLOURS[at]
    yield tag("line", x1=4, x2=36, y1=y, y2=y, stroke=colour, stroke_width=2.5, stroke_dasharray=_DASHES[at])
    yield words(shortened(curve.name, WIDTH - RIGHT - 44, 13), 44, y + 4.5, size=13, fill=f"#{INK}")
