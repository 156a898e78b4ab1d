"""What somebody who reads everything published can work out; other arithmetic than the gate's own.

Exactly: the null space of the sums over the hidden cells (singular values). Closely: integer programs.
"""

from __future__ import annotations

import numpy as np
from scipy.linalg import null_space
from scipy.optimize import Bounds, LinearConstraint, milp

from mentornett.statistics.arrays import Flags
from mentornett.statistics.disclosure.figures import Figures
from mentornett.statistics.disclosure.primary import LEAST


def follows(figures: Figures, hidden: Flags) -> Flags:
    """Mark the hidden cells that follow exactly from the others."""
    found = np.zeros_like(hidden)
    if hidden.any():
        ways = null_space(figures.matrix[:, hidden].astype(np.float64))
        found[hidden] = (np.abs(ways) < 1e-8).all(axis=1)
    return found


def closely(figures: Figures, hidden: Flags, aims: Flags) -> Flags:
    """Mark those of these hidden cells that whole numbers bound within five, unless 0 to 4 are all possible."""
    found = np.zeros_like(hidden)
    places = np.flatnonzero(hidden)
    sums = figures.matrix[:, hidden].astype(np.float64)
    right = sums @ figures.counts[hidden]
    for at in np.flatnonzero(aims[hidden]):
        low, high = (_bound(sums, right, int(at), way, most=float(figures.counts.sum())) for way in (1, -1))
        found[places[at]] = high - low < LEAST and not (low <= 0 and high >= LEAST - 1)
    return found


def _bound(sums: np.ndarray, right: np.ndarray, at: int, way: int, *, most: float) -> int:
    aim = np.zeros(sums.shape[1])
    aim[at] = way
    done = milp(
        aim, integrality=np.ones_like(aim), bounds=Bounds(0, most), constraints=LinearConstraint(sums, right, right)
    )
    return round(float(done.x[at]))
