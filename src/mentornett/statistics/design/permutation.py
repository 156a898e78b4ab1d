"""The test of a drawn roll-out: the order that was drawn, against every other order that could have been drawn.

The draw itself is the only assumption (Fisher 1935, «The Design of Experiments»; for stepped wedges Wang & De Gruttola
2017, «The use of permutation tests for the analysis of parallel and stepped-wedge cluster-randomized trials»,
Statistics in Medicine 36, 2831-2843). Units are analysed as drawn, whatever they did.
"""

from __future__ import annotations

import numpy as np

from mentornett.statistics.design.drawing import CandidateSet
from mentornett.statistics.effect.answering import Reason, Unanswered
from mentornett.statistics.effect.cells import Cells
from mentornett.statistics.effect.permutation import Permutation, p_value
from mentornett.statistics.effect.score import Scores, Tables


def permutation_of_draw(cells: Cells, among: CandidateSet) -> Permutation | Unanswered:
    """Return the exact permutation p of a drawn order.

    The units of `cells` are those of the plan, in its order, and `cells.dates` the days of its waves, so that the wave
    of a unit is its start - 1. Raises ValueError when the order is not one of those that could have been drawn.
    """
    if cells.start.shape != among.orders.shape[1:] or not (among.orders == cells.start - 1).all(axis=1).any():
        raise ValueError("the order of the cells is not among those that could have been drawn")
    if not cells.leavers.sum():
        return Unanswered(Reason.NOBODY_LEFT)
    scores = Scores.of(Tables.of(cells))
    seen = float(scores.of_orders(cells.start[None])[0])
    p = p_value(seen, scores.of_orders(np.asarray(among.orders + 1)), among=True)
    return Permutation(p, seen, len(among.orders), among.smallest_p, drawn=True)
