"""Merge before hiding: which labels to put together, «small units together», so that less must be hidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from mentornett.statistics.arrays import Ints
from mentornett.statistics.disclosure.gate import decide
from mentornett.statistics.disclosure.lattice import Dimension, lattice


@dataclass(frozen=True, slots=True)
class Merging:
    """Labels to put together, and how many cells are shown without and with that."""

    labels: tuple[str, ...]
    shown_before: int
    shown_after: int


def suggest_merging(
    dimensions: Sequence[Dimension], counts: Ints, *, along: str, sensitive: str | None = None
) -> Merging | None:
    """Return the smallest labels of a dimension to put together; None when nothing is hidden or that shows no more.

    The fewest that show the most are chosen. Raises ValueError for a dimension with groups: they are merged already.
    """
    axis = [dimension.name for dimension in dimensions].index(along)
    if dimensions[axis].groups:
        raise ValueError("A dimension with groups cannot be merged.")
    counts = np.asarray(counts, dtype=np.int64)
    labels = dimensions[axis].labels
    size = np.moveaxis(counts, axis, 0).reshape(len(labels), -1).sum(axis=1)
    order = np.argsort(size, kind="stable")
    before, hidden = _shown(dimensions, counts, sensitive)
    if not hidden:
        return None
    best = Merging((), before, before)
    for many in range(2, len(labels)):
        chosen = np.sort(order[:many])
        shown, hidden = _shown(*_merged(dimensions, counts, axis, chosen.tolist()), sensitive)
        if shown > best.shown_after:
            best = Merging(tuple(labels[at] for at in chosen), before, shown)
        if not hidden:
            break  # more would only show less
    return best if best.labels else None


def _merged(
    dimensions: Sequence[Dimension], counts: Ints, axis: int, chosen: list[int]
) -> tuple[list[Dimension], Ints]:
    """Return the table with these places of an axis as one, the last."""
    labels = dimensions[axis].labels
    together = "+".join(labels[at] for at in chosen)
    kept = tuple(label for at, label in enumerate(labels) if at not in chosen)
    sums = counts.take(chosen, axis=axis).sum(axis=axis, keepdims=True)
    changed = [*dimensions]
    changed[axis] = replace(dimensions[axis], labels=(*kept, together))
    return changed, np.concatenate([np.delete(counts, chosen, axis=axis), sums], axis=axis)


def _shown(dimensions: Sequence[Dimension], counts: Ints, sensitive: str | None) -> tuple[int, int]:
    """Return how many cells are shown, and how many hidden."""
    decision = decide(lattice(dimensions, counts, sensitive=sensitive))
    return len(decision.figures.cells) - len(decision.hidden), len(decision.hidden)
