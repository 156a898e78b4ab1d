"""Figures that hang together: cells, and the sums that link them, as one linear system.

A cell is the same cell in every table and release that has its key. That is how tables are linked: a total per unit
that stands in two tables is one cell in two sums.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

import numpy as np

from mentornett.statistics.arrays import Flags, Ints

# What a cell is about: pairs of dimension and label, in the order of dimensions' names. Totals leave a dimension out.
Key = tuple[tuple[str, str], ...]


class State(StrEnum):
    """What may become of a cell."""

    OPEN = "open"  # is to be shown if that is safe
    OUT = "out"  # was shown in an earlier release
    HELD = "held"  # was hidden in an earlier release
    BENEATH = "beneath"  # never offered, but others are made from it: the months beneath a rolling year


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure. `small` says that it may not be shown by itself."""

    key: Key
    count: int
    small: bool
    state: State = State.OPEN


@dataclass(frozen=True, slots=True)
class Sum:
    """A cell that is the sum of others."""

    total: Key
    parts: tuple[Key, ...]


@dataclass(frozen=True)
class Figures:
    """Cells and sums. Raises ValueError when a sum does not add up or names a cell that is not there."""

    cells: tuple[Cell, ...]
    sums: tuple[Sum, ...]

    def __post_init__(self) -> None:
        if len(self.place) != len(self.cells):
            raise ValueError("A cell stands there twice.")
        try:
            wrong = np.flatnonzero(self.matrix @ self.counts)
        except KeyError as missing:
            raise ValueError(f"A sum names a cell that is not there: {missing}") from missing
        if wrong.size:
            raise ValueError(f"A sum does not add up: {self.sums[wrong[0]].total}")

    @cached_property
    def place(self) -> dict[Key, int]:
        """Where each cell stands."""
        return {cell.key: at for at, cell in enumerate(self.cells)}

    @cached_property
    def counts(self) -> Ints:
        """The counts, in the order of the cells."""
        return np.array([cell.count for cell in self.cells], dtype=np.int64)

    @cached_property
    def matrix(self) -> Ints:
        """One row per sum: 1 at its parts, -1 at its total."""
        matrix = np.zeros((len(self.sums), len(self.cells)), dtype=np.int64)
        for row, linked in enumerate(self.sums):
            matrix[row, self.place[linked.total]] -= 1
            for part in linked.parts:
                matrix[row, self.place[part]] += 1
        return matrix

    def where(self, *states: State) -> Flags:
        """Mark the cells in one of these states."""
        return np.array([cell.state in states for cell in self.cells], dtype=np.bool_)

    @cached_property
    def small(self) -> Flags:
        """Mark the cells that may not be shown by themselves."""
        return np.array([cell.small for cell in self.cells], dtype=np.bool_)


def join(figures: Iterable[Figures]) -> Figures:
    """Return tables and releases as one system. What an earlier release did with a cell stands.

    Raises ValueError when a cell has two counts: a corrected figure would say what the hidden ones are.
    """
    cells: dict[Key, Cell] = {}
    sums: dict[Sum, None] = {}
    for each in figures:
        for cell in each.cells:
            cells[cell.key] = _both(cells[cell.key], cell) if cell.key in cells else cell
        sums.update(dict.fromkeys(each.sums))
    return Figures(tuple(cells.values()), tuple(sums))


_STRONGEST = (State.OUT, State.HELD, State.OPEN, State.BENEATH)


def _both(one: Cell, other: Cell) -> Cell:
    if one.count != other.count:
        raise ValueError(f"A cell has two counts: {one.key}")
    state = min(one.state, other.state, key=_STRONGEST.index)
    return replace(one, state=state, small=one.small or other.small)
