"""Audit by intervals: how closely a hidden cell can be bounded by what is shown.

Source: Hundepool et al. 2012, «Statistical Disclosure Control», section 4.4 (feasibility intervals). Hidden counts are
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
    sums, shown = csr_array(rows[:, places].astype(np.float64)), np.where(hidden, 0, rows)
    asked = np.flatnonzero(protected[places])
    at_once = max(1, LARGEST // (2 * len(places)))
    for start in range(0, len(asked), at_once):
        some = asked[start : start + at_once]
        bounds, prices = _solve(figures.counts[places], sums, some)
        for at, (least, most), stops in zip(some, bounds, prices, strict=True):
            if most - least < LEAST and not (least <= 0 and most >= LEAST - 1):
                because = np.flatnonzero((np.abs(stops @ shown) > NEARLY).any(axis=0))
                yield Narrow(int(places[at]), int(least), int(most), because)


def _solve(counts: Ints, sums: csr_array, asked: Index) -> tuple[Floats, Floats]:
    """Return the least and the greatest value of each cell asked for, and the prices of the sums at both.

    A cell that nothing bounds stops above everything.
    """
    copies, cells = len(asked), len(counts)
    aim = np.zeros((copies, 2, cells))
    aim[np.arange(copies), :, asked] = (1, -1)
    system: Any = kron(eye_array(2 * copies), sums)  # sparse: scipy takes that, its stubs do not say so
    done = linprog(
        aim.ravel(),
        A_eq=system,
        b_eq=np.tile(sums @ counts, 2 * copies),
        bounds=(0, counts.sum() + 2 * LEAST),
        method="highs",
    )
    if not done.success:
        raise RuntimeError(f"The linear program failed: {done.message}")
    value = np.asarray(done.x).reshape(copies, 2, cells)[np.arange(copies), :, asked]
    whole = np.column_stack([np.ceil(value[:, 0] - NEARLY), np.floor(value[:, 1] + NEARLY)])
    return whole, np.asarray(done.eqlin.marginals).reshape(copies, 2, sums.shape[0])
