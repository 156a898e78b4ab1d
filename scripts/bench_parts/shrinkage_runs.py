"""The hierarchical beta-binomial model, timed: returns the first unit's share."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np


def ours(number: int) -> Callable[[], float]:
    """Mentornett; units of 1 to 60 hires."""
    from mentornett.statistics.shrinkage import shrink  # noqa: PLC0415 -- each run loads only its own program

    draw = np.random.default_rng(1)
    of = draw.integers(1, 61, number)
    count = draw.binomial(of, draw.beta(6, 4, number))
    return lambda: float(shrink(count, of).mean[0])
