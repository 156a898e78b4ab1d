"""The same thing in several places as small charts with common axes, in the order that they are given: never ranked.

They have no legend of their own: the page has it, or what stands under the whole picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mentornett.documents.control_charts import PANEL_HEIGHT, PANEL_WIDTH, UNDER, Field, Plot, ticks
from mentornett.documents.palette import INK, QUIET
from mentornett.documents.svg import picture, shortened, tag, words

HEAD, GAP, SIZE = 26.0, 14.0, 14.0
COLUMNS, ON_A_PAGE = 2, 6
ABOVE = 8.0


@dataclass(frozen=True, slots=True)
class Panel:
    """One place: its name, what is drawn, and that in words. `instead` stands where too little is known to draw."""

    name: str
    plot: Plot
    description: str
    instead: str = ""


def multiples(panels: Sequence[Panel], *, decimal_mark: str = ",") -> list[str]:
    """Draw a picture for each place, for a page to lay out side by side. The page says their names."""
    marks = _marks(panels)
    return [_alone(panel, marks, decimal_mark) for panel in panels]


def sheets_of(panels: Sequence[Panel], *, title: str, description: str, decimal_mark: str = ",") -> list[str]:
    """Draw all places under their names, in as few pictures as pages of a document have room for."""
    marks = _marks(panels)
    return [
        _sheet(panels[at : at + ON_A_PAGE], marks, title, description, decimal_mark)
        for at in range(0, len(panels), ON_A_PAGE)
    ]


def _sheet(panels: Sequence[Panel], marks: tuple[float, ...], title: str, description: str, decimal_mark: str) -> str:
    high, wide = HEAD + PANEL_HEIGHT + UNDER + GAP, PANEL_WIDTH + GAP
    parts = []
    for at, panel in enumerate(panels):
        line, column = divmod(at, COLUMNS)
        place = f"translate({column * wide:g} {line * high:g})"
        parts.append(tag("g", *_named(panel, marks, decimal_mark), transform=place))
    lines = -(-len(panels) // COLUMNS)
    return picture(min(len(panels), COLUMNS) * wide - GAP, lines * high - GAP, title, description, parts)


def _marks(panels: Sequence[Panel]) -> tuple[float, ...]:
    numbers = [number for panel in panels if not panel.instead for number in panel.plot.numbers()]
    return ticks(numbers) if numbers else (0.0,)  # nobody knows the scale of what is not drawn


@lru_cache(maxsize=256)  # by content, as other charts
def _alone(panel: Panel, marks: tuple[float, ...], decimal_mark: str) -> str:
    parts = _drawn(panel, ABOVE, marks, decimal_mark)
    return picture(PANEL_WIDTH, ABOVE + PANEL_HEIGHT + UNDER, panel.name, panel.description, parts)


def _named(panel: Panel, marks: tuple[float, ...], decimal_mark: str) -> Iterator[str]:
    yield words(shortened(panel.name, PANEL_WIDTH, SIZE), 0, 14, size=SIZE, font_weight="600", fill=f"#{INK}")
    yield from _drawn(panel, HEAD, marks, decimal_mark)


def _drawn(panel: Panel, top: float, marks: tuple[float, ...], decimal_mark: str) -> Iterator[str]:
    field = Field(panel.plot, top, PANEL_WIDTH, PANEL_HEIGHT, marks, decimal_mark)
    yield from field.draw()
    if panel.instead:
        middle = (field.left + PANEL_WIDTH) / 2
        room = PANEL_WIDTH - field.left
        text = shortened(panel.instead, room, SIZE)
        yield words(text, middle, top + PANEL_HEIGHT / 2, size=SIZE, anchor="middle", fill=f"#{QUIET}")
