"""Audit by intervals: how closely a hidden cell can be bounded by what is shown.

Source: Hundepool et al. 2012, «Statistical Disclosure Control», chapter 4 (feasibility intervals). Hidden counts are
not negative and the sums hold; the least and the greatest value come from a linear program (HiGHS). What lies between
whole numbers is cut off. Systems whose corners are not whole numbers can be bounded a little closer than this by
integer programming; tables with two dimensions and windows over months have no such corners.

The programs of many cells are solved in one call, side by side: a call costs far more than a program.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, eye_array, kron
from scipy.sparse.csgraph import connected_components

from mentornett.statistics.arrays import Flags, Floats, Ints
from mentornett.statistics.disclosure.exact import Index
from mentornett.statistics.disclosure.figures import Figures
from mentornett.statistics.disclosure.primary import LEAST

NEARLY = 1e-6
LARGEST = 20_000  # unknowns in one call
PUSHES = 4  # ways, and their opposites, in which all cells are pushed at once


@dataclass(frozen=True, slots=True)
class Narrow:
    """A hidden cell known too closely: the least and greatest it can be, and the shown cells that say so."""

    cell: int
    low: int
    high: int
    because: Index


def narrow(figures: Figures, hidden: Flags, protected: Flags) -> list[Narrow]:
    """Return the protected cells that can be bounded too closely.

    Hidden cells that no sum links, however indirectly, are looked at apart: earlier releases of other periods.
    """
    places = np.flatnonzero(hidden)
    links = csr_array((figures.matrix[:, hidden] != 0).astype(np.int64))
    many, part = connected_components(links.T @ links, directed=False)
    found = [each for at in range(many) for each in _narrow(figures, hidden, places[part == at], protected)]
    return sorted(found, key=lambda each: each.cell)


def _narrow(figures: Figures, hidden: Flags, places: Index, protected: Flags) -> Iterator[Narrow]:
    """Yield those of the cells at these places."""
    rows = figures.matrix[(figures.matrix[:, places] != 0).any(axis=1)]
    shown = np.where(hidden, 0, rows)
    system = System(figures.counts[places], csr_array(rows[:, places].astype(np.float64)))
    unsure = _unsure(system, np.flatnonzero(protected[places]))
    at_once = max(1, LARGEST // (2 * len(places)))
    for start in range(0, len(unsure), at_once):
        some = unsure[start : start + at_once]
        cells = np.arange(len(some))
        aims = np.zeros((len(some), 2, len(places)))
        aims[cells, :, some] = (1, -1)
        values, prices = system.solve(aims.reshape(-1, len(places)))
        ends = values.reshape(aims.shape)[cells, :, some]
        for at, low, high, stops in zip(some, *_whole(ends.T), prices.reshape(len(some), 2, -1), strict=True):
            if not _wide(low, high):
                because = np.flatnonzero((np.abs(stops @ shown) > NEARLY).any(axis=0))
                yield Narrow(int(places[at]), int(low), int(high), because)


def _unsure(system: System, asked: Index) -> Index:
    """Return those of the cells that are not seen wide when all are pushed at once, each up or down at random.

    What is reached that way is possible, so a cell seen wide is wide. Large tables have few others.
    """
    random = np.random.default_rng(len(asked))
    low = high = system.counts.astype(np.float64)
    while len(asked):
        ways = random.choice([-1.0, 1.0], (PUSHES, len(asked)))
        aims = np.zeros((2 * PUSHES, len(low)))
        aims[:, asked] = np.concatenate([ways, -ways])
        values, _ = system.solve(aims)
        least, most = _whole(np.stack([values.min(axis=0), values.max(axis=0)]))
        low, high = np.minimum(low, least), np.maximum(high, most)
        left = asked[~_wide(low, high)[asked]]
        if 2 * len(left) > len(asked):
            return left
        asked = left
    return asked


def _whole(ends: Floats) -> tuple[Floats, Floats]:
    """Return whole numbers from the first row up and from the second row down."""
    return np.ceil(ends[0] - NEARLY), np.floor(ends[1] + NEARLY)


def _wide(low: Floats, high: Floats) -> Flags:
    """Tell where a cell is uncertain enough: by five, or anything from nobody to four."""
    enough: Flags = (high - low >= LEAST) | ((low <= 0) & (high >= LEAST - 1))
    return enough


@dataclass(frozen=True, slots=True)
class System:
    """Hidden cells that are linked: what they are, and the sums between them. What is shown is on the other side."""

    counts: Ints
    sums: csr_array

    def solve(self, aims: Floats) -> tuple[Floats, Floats]:
        """Return, for each row of aims, the values where it is least, and the prices of the sums there.

        A cell that nothing bounds stops above everything.
        """
        copies = len(aims)
        system: Any = kron(eye_array(copies), self.sums)  # sparse: scipy takes that, its stubs do not say so
        done = linprog(
            aims.ravel(),
            A_eq=system,
            b_eq=np.tile(self.sums @ self.counts, copies),
            bounds=(0, self.counts.sum() + 2 * LEAST),
            method="highs",
        )
        if not done.success:
            raise RuntimeError(f"The linear program failed: {done.message}")
        return np.asarray(done.x).reshape(aims.shape), np.asarray(done.eqlin.marginals).reshape(copies, -1)
