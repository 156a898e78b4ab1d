"""Names of the arrays that the figures are made of."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]


def sums(number: npt.NDArray[np.integer], values: Floats, length: int) -> Floats:
    """Return the sum of the values with each number 0 … length-1."""
    return np.bincount(number, weights=values, minlength=length).astype(np.float64, copy=False)
