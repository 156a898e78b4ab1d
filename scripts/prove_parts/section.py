"""What a part hands back, and how it becomes text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that the product says of itself, and whether the simulation bears it out."""

    text: str
    kept: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, what was done, a table of what came out, and the promises that it was held against."""

    heading: str
    text: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    promises: tuple[Promise, ...] = ()

    def as_markdown(self) -> str:
        """Return the section as Markdown; the first column is words, the others figures."""
        lines = [f"## {self.heading}", "", self.text, ""]
        lines += [_row(self.columns), _row(["---", *["---:"] * (len(self.columns) - 1)])]
        lines += [_row(row) for row in self.rows]
        if self.promises:
            lines += [
                "",
                *(f"- {'Kept' if promise.kept else '**Broken**'}: {promise.text}" for promise in self.promises),
            ]
        return "\n".join(lines)


# A part takes whether to be short (a few seconds, for the tests) and has its seeds fixed.
Part = Callable[[bool], Section]


def percent(share: float) -> str:
    """Return a share as text with one decimal."""
    return f"{100 * share:.1f} %"


def _row(cells: list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
