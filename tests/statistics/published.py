"""Data that was published with its answers."""

from __future__ import annotations

import numpy as np

from mentornett.statistics.spells import Spells

# Freireich et al. 1963, Blood 21:699-716: weeks of remission with 6-MP and with placebo
SIX_MP = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
SIX_MP_RELAPSED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]


def six_mp() -> Spells:
    """The 21 who were treated."""
    return Spells.of(SIX_MP, SIX_MP_RELAPSED)


def placebo() -> Spells:
    """The 21 who were not."""
    return Spells.of(PLACEBO, np.ones(21))


def remission() -> tuple[Spells, np.ndarray]:
    """All 42, and who had placebo."""
    spells = Spells.of([*SIX_MP, *PLACEBO], [*SIX_MP_RELAPSED, *[1] * 21])
    return spells, np.repeat([0, 1], 21)


def invented(number: int, *, seed: int = 1, ties: bool = False, delayed: bool = True) -> Spells:
    """Return invented spells with censoring, two ways of leaving, delayed entry, and ties when asked for."""
    draw = np.random.default_rng(seed)
    until, entry = draw.exponential(20, number) + 0.01, draw.uniform(0, 8, number) * (draw.random(number) < 0.3)
    exit_ = np.minimum(until, draw.uniform(4, 40, number))
    if ties:
        exit_, entry = np.ceil(exit_), np.floor(entry)
    seen = exit_ > entry
    kind = np.where(exit_ >= until if not ties else draw.random(number) < 0.6, draw.integers(1, 3, number), 0)
    return Spells.of(exit_[seen], kind[seen], entry=entry[seen] if delayed else None)
