"""Small tables to look through."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from mentornett.statistics.arrays import Ints
from mentornett.statistics.disclosure.figures import Figures, Key
from mentornett.statistics.disclosure.lattice import Dimension, lattice

UNIT, GROUP = "unit", "group"


def labels(prefix: str, many: int) -> tuple[str, ...]:
    return tuple(f"{prefix}{at}" for at in range(many))


def table(rows: list[list[int]], *, sensitive: str | None = None) -> Figures:
    """Units u0, u1, … by groups g0, g1, …, with totals."""
    counts = np.array(rows)
    return lattice(
        [Dimension(UNIT, labels("u", counts.shape[0])), Dimension(GROUP, labels("g", counts.shape[1]))],
        counts,
        sensitive=sensitive,
    )


def at(unit: int | None = None, group: int | None = None) -> Key:
    """The key of a cell; None is the total."""
    key = [] if group is None else [(GROUP, f"g{group}")]
    return tuple(key if unit is None else [*key, (UNIT, f"u{unit}")])


@st.composite
def tables(draw: st.DrawFn, *, most: int = 12, large: bool = False) -> list[list[int]]:
    """Draw counts of up to five units in up to four groups."""
    units, groups = draw(st.integers(2, 3 if most < 5 else 5)), draw(st.integers(2, 3 if most < 5 else 4))
    count = st.integers(0, most) if not large else st.integers(0, most) | st.integers(0, 100)
    return draw(st.lists(st.lists(count, min_size=groups, max_size=groups), min_size=units, max_size=units))


def completions(figures: Figures, hidden: list[int]) -> Ints:
    """Every way of filling in the hidden cells that agrees with what is shown, one per row, by trying them all.

    For tables whose sums bound every hidden cell.
    """
    matrix, counts = figures.matrix, figures.counts
    found: list[list[int]] = []
    caps = [_cap(figures, cell, hidden) for cell in hidden]

    def fill(values: list[int], place: int) -> None:
        if place == len(hidden):
            if not (matrix @ np.array(values)).any():
                found.append([values[cell] for cell in hidden])
            return
        for value in range(caps[place] + 1):
            values[hidden[place]] = value
            if _may(matrix, values, hidden[place + 1 :]):
                fill(values, place + 1)

    fill(counts.tolist(), 0)
    return np.array(found)


def _cap(figures: Figures, cell: int, hidden: list[int]) -> int:
    """Return the smallest shown total that the cell is a part of."""
    totals = [
        figures.place[linked.total] for linked in figures.sums if figures.cells[cell].key in linked.parts
    ]  # fmt: skip
    return int(min((figures.counts[total] for total in totals if total not in hidden), default=figures.counts.max()))


def _may(matrix: Ints, values: list[int], still: list[int]) -> bool:
    """Tell whether no sum without cells still to fill is wrong."""
    done = ~(matrix[:, still] != 0).any(axis=1)
    return not (matrix[done] @ np.array(values)).any()
