"""Permutation: how often chance alone, with no effect, gives a statistic as large as the one that was seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mentornett.statistics.arrays import Floats
from mentornett.statistics.effect.answering import Index, Reason, Unanswered
from mentornett.statistics.effect.cells import Cells
from mentornett.statistics.effect.score import Scores, Tables

SAME = 1e-9  # statistics closer than this are equal
ORDERS = 999


@dataclass(frozen=True, slots=True)
class Permutation:
    """A two-sided p-value with its statistic, the number of orders, and the smallest p that they could have given.

    `drawn` tells whether the order was drawn from those orders. When it was not, p only says how unusual the order's
    result is among other orders of the same starts; it proves nothing.
    """

    p: float
    statistic: float
    orders: int
    smallest: float
    drawn: bool


def p_value(seen: float, others: Floats, *, among: bool = False) -> float:
    """Return the share of statistics at least as far from 0 as the one seen, in (0, 1].

    `among`: the others are the whole set of possible ones and hold the seen one too; otherwise they are a sample, and
    the seen one is counted with them (Phipson & Smyth 2010, «Permutation p-values should never be zero», Statistical
    Applications in Genetics and Molecular Biology 9, 39).
    """
    as_far = int((np.abs(others) >= abs(seen) - SAME * (1 + abs(seen))).sum())
    return max(as_far, 1) / max(len(others), 1) if among else (1 + as_far) / (1 + len(others))


def shuffled(start: Index, *, orders: int, seed: int) -> Index:
    """Return so many random rearrangements of the units' starts: orders × units."""
    chance = np.random.Generator(np.random.PCG64(seed))
    return np.asarray(start[np.argsort(chance.random((orders, len(start))), axis=1)])


def permutation_of_starts(cells: Cells, *, orders: int = ORDERS, seed: int = 0) -> Permutation | Unanswered:
    """Return the permutation p of an order that was not drawn: the same starts dealt anew among all units."""
    if len(np.unique(cells.start)) == 1:
        return Unanswered(Reason.NO_COMPARISON)
    scores = Scores.of(Tables.of(cells))
    seen = float(scores.of_orders(cells.start[None])[0])
    p = p_value(seen, scores.of_orders(shuffled(cells.start, orders=orders, seed=seed)))
    return Permutation(p, seen, orders, 1 / (1 + orders), drawn=False)
