"""A table of counts by unit and group, and which of its numbers can be shown so that nobody works out the others."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mentornett.statistics.disclosure.figures import Cell, Figures, Key, Sum
from mentornett.statistics.disclosure.gate import decide
from mentornett.statistics.disclosure.lattice import Dimension
from mentornett.statistics.disclosure.merging import suggest_merging
from mentornett.statistics.disclosure.primary import is_small

MOST_TRIED = 30
Counts = tuple[tuple[int, ...], ...]
Shown = tuple[tuple[int | None, ...], ...]


@dataclass(frozen=True, slots=True)
class CountTable:
    """Counts, a row per unit and a column per group, as they stand in a file.

    `total_row` and `total_column` are where the sums stand, None where there are none. The sums add up.
    """

    units: tuple[str, ...]
    groups: tuple[str, ...]
    counts: Counts
    total_row: int | None = None
    total_column: int | None = None


@dataclass(frozen=True, slots=True)
class Suppressed:
    """The same table with None where a number is not shown. Nothing here says which of those were small."""

    shown: Shown
    hidden: int
    numbers: int


def parts_of(places: int, total: int | None) -> list[int]:
    """Return the rows or columns that are not the sum of the others."""
    return [at for at in range(places) if at != total]


def suppress(table: CountTable) -> Suppressed | None:
    """Hide small numbers, and as many others as it takes; None when that is not enough, which should not happen."""
    cells = [
        Cell(_key(row, column), count, is_small(count))
        for row, counts in enumerate(table.counts)
        for column, count in enumerate(counts)
    ]
    decision = decide(Figures(tuple(cells), tuple(_sums(table))))
    if not decision.certificate.safe:
        return None
    shown = tuple(
        tuple(decision.shown(_key(row, column)) for column in range(len(table.groups)))
        for row in range(len(table.units))
    )
    return Suppressed(shown, len(decision.hidden), len(cells))


def to_merge(table: CountTable) -> tuple[str, ...]:
    """Return the smallest units that, put together, let more numbers be shown; none when nothing would.

    A large table is not tried: each try takes as long as hiding its numbers.
    """
    rows, columns = parts_of(len(table.units), table.total_row), parts_of(len(table.groups), table.total_column)
    if len(rows) > MOST_TRIED or len({table.units[row] for row in rows}) < len(rows) or not columns:
        return ()
    dimensions = [
        Dimension("unit", tuple(table.units[row] for row in rows), total=table.total_row is not None),
        Dimension("group", tuple(str(column) for column in columns), total=table.total_column is not None),
    ]
    counts = np.array([[table.counts[row][column] for column in columns] for row in rows])
    found = suggest_merging(dimensions, counts, along="unit")
    return found.labels if found else ()


def _sums(table: CountTable) -> list[Sum]:
    rows, columns = len(table.units), len(table.groups)
    found = []
    if (total := table.total_column) is not None:
        parts = parts_of(columns, total)
        found += [Sum(_key(row, total), tuple(_key(row, at) for at in parts)) for row in range(rows)]
    if (total := table.total_row) is not None:
        parts = parts_of(rows, total)
        found += [Sum(_key(total, column), tuple(_key(at, column) for at in parts)) for column in range(columns)]
    return found


def _key(row: int, column: int) -> Key:
    return (("group", str(column)), ("unit", str(row)))
