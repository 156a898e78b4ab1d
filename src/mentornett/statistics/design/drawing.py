"""Restricted randomisation: candidate orders, the best of them, and the one that is drawn.

Candidates respect who must be first and last, and deal each stratum out over the waves as evenly as the places allow.
From the best share of them, by imbalance, one is drawn with equal chances (Moulton 2004, «Covariate-based constrained
randomization of group-randomized trials», Clinical Trials 1, 297-305). The analysis must use the same set: that is
`mentornett.statistics.design.permutation`.

Random numbers are raw 64-bit words of numpy's PCG64, whose stream numpy promises never to change; sorting and choosing
are done here with whole numbers. So the same plan and seed give the same draw anywhere.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from mentornett.statistics.arrays import Floats
from mentornett.statistics.design.rollout import AT_LEAST, Place, Rollout
from mentornett.statistics.effect.answering import Index

Words = NDArray[np.uint64]
DIGITS = 9  # decimals of the imbalance that count


@dataclass(frozen=True, slots=True)
class CandidateSet:
    """The orders from which one is drawn: distinct, sorted, one row each with every unit's wave from 0.

    `imbalance` has a number per order, 0 (best) and up. `candidates` tells how many distinct orders were compared.
    """

    orders: Index
    imbalance: Floats
    candidates: int

    @property
    def digest(self) -> str:
        """The SHA-256 of the orders, in hexadecimal: rows of 16-bit numbers, lowest byte first."""
        return hashlib.sha256(self.orders.astype("<u2").tobytes()).hexdigest()

    @property
    def smallest_p(self) -> float:
        """The smallest p-value that the permutation test over this set can give."""
        return 1 / len(self.orders)


@dataclass(frozen=True, slots=True)
class Draw:
    """All that a protocol needs, besides who pressed the button and when.

    `wave` is each unit's wave from 0, in the order of `plan.units`; `start` the day. `chosen` is the row of the set.
    """

    plan: Rollout
    seed: int
    plan_digest: str
    set_digest: str
    candidates: int
    kept: int
    chosen: int
    imbalance: float
    worst_kept: float
    wave: tuple[int, ...]
    start: tuple[date, ...]
    surest: float  # the largest chance that a unit with an open place had of one wave


def candidate_set(plan: Rollout, *, seed: int) -> CandidateSet:
    """Return the best candidate orders of a plan. Raises ValueError for a seed below 0.

    At least 100 orders are kept (all, when there are fewer), and those as good as the last kept one too.
    """
    if seed < 0:
        raise ValueError("a seed is a whole number of at least 0")
    orders = np.unique(_candidates(plan, _stream(seed, 0)), axis=0)
    score = imbalance(plan, orders)
    kept = min(len(orders), max(AT_LEAST, int(np.ceil(plan.best * len(orders)))))
    good = score <= np.sort(score)[kept - 1]
    return CandidateSet(orders[good], score[good], len(orders))


def draw(plan: Rollout, *, seed: int) -> Draw:
    """Draw a start order. The same plan and seed always give the same result."""
    among = candidate_set(plan, seed=seed)
    chosen = _below(len(among.orders), _stream(seed, 1))
    wave = among.orders[chosen]
    return Draw(
        plan=plan,
        seed=seed,
        plan_digest=plan.digest,
        set_digest=among.digest,
        candidates=among.candidates,
        kept=len(among.orders),
        chosen=chosen,
        imbalance=float(among.imbalance[chosen]),
        worst_kept=float(among.imbalance.max()),
        wave=tuple(int(at) for at in wave),
        start=tuple(plan.dates[wave].tolist()),
        surest=_surest(plan, among.orders),
    )


def repeats(drawn: Draw) -> bool:
    """Return whether the plan and seed of a draw give the same draw again."""
    return draw(drawn.plan, seed=drawn.seed) == drawn


def imbalance(plan: Rollout, orders: Index) -> Floats:
    """Return how unevenly size and baseline retention fall in each order; 0: as even as can be.

    For each of the two: the share of its variance that lies between waves, plus its squared correlation with the wave's
    number; the mean of both (an l² metric as in Raab & Butcher 2001, «Balance in cluster randomized trials», Statistics
    in Medicine 20, 351-365). A thing that is the same in all units counts as balanced.
    """
    values = plan.balanced - plan.balanced.mean(axis=1, keepdims=True)
    whole = (values**2).sum(axis=1)
    values, whole = values[whole > 0], whole[whole > 0]
    total = np.zeros((len(orders), len(values)))
    for wave, size in enumerate(plan.sizes):
        total += ((orders == wave) @ values.T) ** 2 / size
    number = orders - orders.mean(axis=1, keepdims=True)
    total += (number @ values.T) ** 2 / (number**2).sum(axis=1, keepdims=True)
    return np.asarray(np.round((total / whole).sum(axis=1) / (2 * len(plan.balanced)), DIGITS))


def _stream(seed: int, which: int) -> np.random.PCG64:
    return np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(which,)))


def _words(stream: np.random.PCG64, *shape: int) -> Words:
    return np.asarray(stream.random_raw(int(np.prod(shape))), dtype=np.uint64).reshape(shape)


def _below(count: int, stream: np.random.PCG64) -> int:
    """Return a number from 0 to count - 1 with equal chances: words of an incomplete last round are drawn again."""
    fair = 2**64 - 2**64 % count
    while True:
        word = int(_words(stream, 1)[0])
        if word < fair:
            return word % count


def _candidates(plan: Rollout, stream: np.random.PCG64) -> Index:
    """Return random orders within the restrictions: candidates × units."""
    places = [unit.place for unit in plan.units]
    waves, count = len(plan.sizes), plan.candidates
    orders = np.zeros((count, len(places)), dtype=np.intp)
    orders[:, [place is Place.LAST for place in places]] = waves - 1
    open_units = np.flatnonzero([place is Place.ANYWHERE for place in places])
    free = np.array(plan.sizes)
    free[0] -= places.count(Place.FIRST)
    free[-1] -= places.count(Place.LAST)
    turn = _shuffle(_words(stream, count, waves))
    slots = np.concatenate([np.stack([np.arange(left), np.full(left, wave)]) for wave, left in enumerate(free)], axis=1)
    dealt = slots[1][np.argsort(slots[0] * waves + turn[:, slots[1]], axis=1, kind="stable")]
    np.put_along_axis(orders, open_units[_by_stratum(plan.strata[open_units], count, stream)], dealt, axis=1)
    return orders


def _by_stratum(strata: Index, count: int, stream: np.random.PCG64) -> Index:
    """Return random rows of units in which those of a stratum stand together, strata and units in random order."""
    shuffled = _shuffle(_words(stream, count, len(strata)))
    turn = _shuffle(_words(stream, count, int(strata.max()) + 1))
    own = np.take_along_axis(turn, strata[shuffled], axis=1)
    return np.take_along_axis(shuffled, np.argsort(own, axis=1, kind="stable"), axis=1)


def _shuffle(words: Words) -> Index:
    return np.asarray(np.argsort(words, axis=1, kind="stable"))


def _surest(plan: Rollout, orders: Index) -> float:
    open_units = [unit.place is Place.ANYWHERE for unit in plan.units]
    return float(max((orders[:, open_units] == wave).mean(axis=0).max() for wave in range(len(plan.sizes))))
