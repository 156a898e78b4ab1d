"""How many are still employed, month by month, as SVG: a line and the range around it for each group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mentornett.documents.palette import ACCENT, HAIRLINE, INK, QUIET
from mentornett.documents.svg import picture, shortened, tag, words

WIDTH, HEIGHT = 720.0, 360.0
LEFT, RIGHT, TOP, BOTTOM = 52.0, 16.0, 50.0, 84.0
MOST_CURVES = 4
MOST_LABELS = 11
NOTE_LETTERS = 105

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
    parts = [*_grid(months), words(axis, WIDTH - RIGHT, HEIGHT - BOTTOM + 38, anchor="end", fill=f"#{QUIET}")]
    for at, curve in enumerate(curves):
        parts += _band(curve, at, months)
    for at, curve in enumerate(curves):
        parts += [*_line(curve, at, months), *_legend(curve, at, (WIDTH - LEFT - RIGHT) / len(curves))]
    parts += [words(line, LEFT, HEIGHT - 26 + 16 * at, size=11) for at, line in enumerate(_wrapped(note))]
    return picture(WIDTH, HEIGHT, title, description, parts)


def _x(month: int, months: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * month / max(months, 1)


def _y(share: float) -> float:
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def _grid(months: int) -> Iterator[str]:
    for fifth in range(6):
        y, colour = _y(fifth / 5), f"#{HAIRLINE}" if fifth else f"#{QUIET}"
        yield tag("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, stroke=colour)
        yield words(f"{20 * fifth} %", LEFT - 8, y + 4, anchor="end", fill=f"#{QUIET}")
    apart = next((step for step in (6, 12, 24, 60) if months <= step * MOST_LABELS), 120)
    for month in range(0, months + 1, apart):
        yield words(str(month), _x(month, months), HEIGHT - BOTTOM + 20, anchor="middle")


def _band(curve: Curve, at: int, months: int) -> Iterator[str]:
    if not curve.share:
        return
    there = [(_x(month, months), _y(bound)) for month, bound in enumerate(curve.high)]
    back = [(_x(month, months), _y(bound)) for month, bound in enumerate(curve.low)][::-1]
    points = " ".join(f"{x:.2f},{y:.2f}" for x, y in there + back)
    yield tag("polygon", points=points, fill=_COLOURS[at], fill_opacity=0.14, stroke=_COLOURS[at], stroke_opacity=0.4)


def _line(curve: Curve, at: int, months: int) -> Iterator[str]:
    points = " ".join(f"{_x(month, months):.2f},{_y(share):.2f}" for month, share in enumerate(curve.share))
    yield tag(
        "polyline", points=points, fill="none", stroke=_COLOURS[at], stroke_width=2.5, stroke_dasharray=_DASHES[at]
    )


def _legend(curve: Curve, at: int, room: float) -> Iterator[str]:
    x, colour = LEFT + at * room, _COLOURS[at]
    yield tag("line", x1=x, x2=x + 34, y1=18, y2=18, stroke=colour, stroke_width=2.5, stroke_dasharray=_DASHES[at])
    yield words(shortened(curve.name, room - 50, 13), x + 42, 22.5, size=13, fill=f"#{INK}")


def _wrapped(note: str) -> list[str]:
    lines = [""]
    for word in note.split():
        if len(lines[-1]) + len(word) > NOTE_LETTERS:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines[:2] if note else []
