"""The proof that no better proposal exists, which anybody can check without solving anything.

The proposal solves the linear program max Σ w·x with at most one place per mentee and one mentee per place. Its dual
gives each mentee a gain u ≥ 0 and each place a price p ≥ 0 with u + p ≥ w for every allowed pair. Any such numbers
bound every possible total by Σu + Σp; when the proposal's total equals the bound, it is optimal (Egerváry's theorem;
Kuhn 1955, «The Hungarian method for the assignment problem», Naval Research Logistics Quarterly 2, 83-97).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from mentornett.matching.scoring import Points
from mentornett.matching.weighing import FORBIDDEN, Index, Table

NOBODY = -1

Offers = Callable[[Index, Points], Points]


class NotOptimalError(ArithmeticError):
    """A proposal was not the best one, or its numbers do not add up. It is never handed out."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """Whole numbers: each mentee's gain, each place's price, and the total that they prove to be the largest."""

    gain: Points
    price: Points
    total: int


def worth_of(table: Table, place: Index) -> Points:
    """Return what each mentee's place is worth; 0 for nobody."""
    own = np.zeros(len(place), dtype=np.int64)
    has = place != NOBODY
    own[has] = table.worth[has, table.owner[place[has]]] + table.extra[place[has]]
    return own


def prices(offers: Offers, own: Points, place: Index, *, places: int) -> Certificate:
    """Return the least prices that support an optimal proposal, and the gains that go with them.

    `own` is what each mentee's place is worth, and `offers(rows, gain)` the most that these mentees would give for each
    place. The least price of a place is what one more place like it would add to the total. It is the longest way
    through the alternating paths that begin at the mentees without a place, found by Bellman and Ford's method; a
    mentee whose gain did not change is not asked again. Raises NotOptimalError when a way has no end.
    """
    has = place != NOBODY
    price = np.zeros(places, dtype=np.int64)
    gain = own.copy()
    changed = np.arange(len(place))
    for _round in range(len(place) + 2):
        price = np.maximum(price, offers(changed, gain))
        now = np.zeros_like(own)
        now[has] = own[has] - price[place[has]]
        changed = np.flatnonzero(now != gain)
        gain = now
        if not len(changed):
            return Certificate(gain, price, int(own.sum()))
    raise NotOptimalError("prices never settle")


def certify(table: Table, place: Index) -> Certificate:
    """Return the proof that a proposal is optimal. Raises NotOptimalError when it is not."""
    certificate = prices(table.offers, worth_of(table, place), place, places=len(table.owner))
    check(table, place, certificate)
    return certificate


def check(table: Table, place: Index, certificate: Certificate) -> None:
    """Check a proof with nothing but comparisons and sums. Raises NotOptimalError with what is wrong."""
    rows = np.flatnonzero(place != NOBODY)
    taken = place[rows]
    if len(np.unique(taken)) != len(taken):
        raise NotOptimalError("a place is given twice")
    if (table.worth[rows, table.owner[taken]] == FORBIDDEN).any():
        raise NotOptimalError("a pair is not allowed")
    if (certificate.gain < 0).any() or (certificate.price < 0).any():
        raise NotOptimalError("a gain or a price is below nothing")
    if (table.offers(np.arange(len(place)), certificate.gain) > certificate.price).any():
        raise NotOptimalError("a pair is worth more than its gain and price")
    if int(worth_of(table, place).sum()) != certificate.total:
        raise NotOptimalError("the total is another")
    if int(certificate.gain.sum()) + int(certificate.price.sum()) != certificate.total:
        raise NotOptimalError("gains and prices do not add up to the total")
