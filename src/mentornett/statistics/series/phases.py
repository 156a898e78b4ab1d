"""Which points belong to which phase, and which of them its lines come from."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from mentornett.statistics.arrays import Floats
from mentornett.statistics.series.points import Line, Phase

Index = npt.NDArray[np.intp]
WHOLE = (Phase(),)


def as_numbers(values: Sequence[float | None]) -> Floats:
    """Return the values with nan for those that are missing. Raises ValueError for an infinite one."""
    numbers = np.array([np.nan if value is None else value for value in values], dtype=np.float64)
    if np.isinf(numbers).any():
        raise ValueError("A value is infinite.")
    return numbers


def as_line(numbers: Floats) -> Line:
    """Return the numbers with None for nan."""
    return tuple(None if np.isnan(number) else float(number) for number in numbers)


def stretches(phases: Sequence[Phase], length: int) -> list[tuple[Phase, int]]:
    """Return each phase with the index after its last point. Raises ValueError for phases that do not fit the series.

    The first phase starts at 0 and each later one after the one before it, inside the series.
    """
    if not phases or phases[0].start != 0:
        raise ValueError("The first phase must start at the first point.")
    if any(second.start <= first.start for first, second in pairwise(phases)) or phases[-1].start > length:
        raise ValueError("Phases must follow each other inside the series.")
    if any(phase.first is not None and phase.before is not None for phase in phases):
        raise ValueError("A baseline is either the first points or those before an index.")
    stops = [phase.start for phase in phases[1:]] + [length]
    return list(zip(phases, stops, strict=True))


def useful_points(numbers: Floats, phase: Phase, stop: int) -> Index:
    """Return the points of the phase that have a value."""
    return np.flatnonzero(~np.isnan(numbers[phase.start : stop])) + phase.start


def baseline_points(useful: Index, phase: Phase) -> Index:
    """Return those of the useful points that the lines come from."""
    if phase.first is not None:
        return useful[: max(0, phase.first)]
    return useful if phase.before is None else useful[useful < phase.before]
