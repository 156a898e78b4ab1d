"""Audit by rank: which hidden cells can be worked out exactly.

A hidden cell follows from what is shown if and only if its unit vector lies in the row space of the sums, restricted to
the hidden cells (Hundepool et al. 2012, «Statistical Disclosure Control», chapter 4). The elimination is done in whole
numbers modulo a prime: nothing is rounded. It gives the same answer as fractions unless the prime divides a minor of
the system. The minors of a table with two dimensions, and of windows over months, are 0 and ±1: there it is exact; in
others the chance is about one in two thousand million.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mentornett.statistics.arrays import Flags, Ints

PRIME = 2**31 - 1
Index = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Reduced:
    """The sums, reduced over the hidden cells: row i gives the hidden cell `pivots[i]` from the others in that row."""

    rows: Ints
    hidden: Flags
    pivots: Index

    def leaks(self) -> dict[int, Index]:
        """Return each hidden cell that follows from what is shown, with the shown cells that give it away."""
        alone = np.count_nonzero(self.rows[: len(self.pivots)][:, self.hidden], axis=1) == 1
        return {
            int(self.pivots[row]): np.flatnonzero((self.rows[row] != 0) & ~self.hidden) for row in alone.nonzero()[0]
        }


def reduce(matrix: Ints, hidden: Flags) -> Reduced:
    """Eliminate the hidden cells from the sums, as far as it goes."""
    rows = matrix[(matrix[:, hidden] != 0).any(axis=1)] % PRIME
    pivots: list[int] = []
    for column in np.flatnonzero(hidden):
        top = len(pivots)
        found = np.flatnonzero(rows[top:, column])
        if not found.size:
            continue
        if found[0]:
            rows[[top, top + found[0]]] = rows[[top + found[0], top]]
        rows[top] = rows[top] * pow(int(rows[top, column]), -1, PRIME) % PRIME
        others = np.flatnonzero(rows[:, column])
        others = others[others != top]
        rows[others] = (rows[others] - rows[others, column][:, None] * rows[top]) % PRIME
        pivots.append(int(column))
    return Reduced(rows, hidden, np.array(pivots, dtype=np.intp))
