"""From counts in a table with any number of dimensions to cells with all their margins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from mentornett.statistics.arrays import Ints
from mentornett.statistics.disclosure.figures import Cell, Figures, Key, State, Sum
from mentornett.statistics.disclosure.primary import is_small, tells_of_all

ALL = ""  # the label of «everything» in a dimension; a key leaves it out


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way of dividing the figures.

    `groups` are sums of labels that are shown too: areas of units, rolling years of months. With `total` the sum of all
    labels is shown. `beneath` says that only groups and total are offered, not the labels themselves.
    """

    name: str
    labels: tuple[str, ...]
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    total: bool = True
    beneath: bool = False

    def sums(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return each sum with the labels that it is made of."""
        return (*self.groups, (ALL, self.labels)) if self.total else self.groups


def lattice(dimensions: Sequence[Dimension], counts: Ints, *, sensitive: str | None = None) -> Figures:
    """Return the cells of a table with one axis per dimension, with every margin, and the sums between them.

    `sensitive` names the dimension that says something sensitive: there, «nobody» and «everybody» of a small group are
    hidden as well. Raises ValueError when the table does not fit the dimensions or a count is negative.
    """
    counts = np.asarray(counts, dtype=np.int64)
    if counts.shape != tuple(len(dimension.labels) for dimension in dimensions):
        raise ValueError("The table needs one axis per dimension, one place per label.")
    if (counts < 0).any():
        raise ValueError("A count is negative.")
    for axis, dimension in enumerate(dimensions):
        counts = _with_sums(counts, axis, dimension)
    names = [(*dimension.labels, *(name for name, _ in dimension.sums())) for dimension in dimensions]
    group = _groups(counts, dimensions, sensitive)
    cells = []
    for places in product(*(range(len(labels)) for labels in names)):
        count = int(counts[places])
        cells.append(
            Cell(
                _key(dimensions, [labels[at] for labels, at in zip(names, places, strict=True)]),
                count,
                is_small(count) or (group is not None and tells_of_all(count, int(group[places]))),
                _state(dimensions, places),
            )
        )
    return Figures(tuple(cells), tuple(_sums(dimensions, names)))


def _with_sums(counts: Ints, axis: int, dimension: Dimension) -> Ints:
    """Return the table with the sums of a dimension after its labels."""
    place = {label: at for at, label in enumerate(dimension.labels)}
    extra = [
        counts.take([place[label] for label in parts], axis=axis).sum(axis=axis, keepdims=True)
        for _, parts in dimension.sums()
    ]
    return np.concatenate([counts, *extra], axis=axis)


def _groups(counts: Ints, dimensions: Sequence[Dimension], sensitive: str | None) -> Ints | None:
    """Return, for each cell, how many people the sensitive thing is said of; None when nothing is sensitive."""
    axes = [axis for axis, dimension in enumerate(dimensions) if dimension.name == sensitive]
    if not axes:
        if sensitive is not None:
            raise ValueError("No dimension has the name of the sensitive one.")
        return None
    labels = len(dimensions[axes[0]].labels)
    size = counts.take(range(labels), axis=axes[0]).sum(axis=axes[0], keepdims=True)
    people = np.broadcast_to(size, counts.shape).copy()
    whole = [slice(None)] * counts.ndim
    if dimensions[axes[0]].total:  # everybody together says nothing about anybody
        whole[axes[0]] = slice(counts.shape[axes[0]] - 1, None)
        people[tuple(whole)] = 0
    return people


def _state(dimensions: Sequence[Dimension], places: Sequence[int]) -> State:
    beneath = any(
        dimension.beneath and at < len(dimension.labels) for dimension, at in zip(dimensions, places, strict=True)
    )
    return State.BENEATH if beneath else State.OPEN


def _sums(dimensions: Sequence[Dimension], names: Sequence[tuple[str, ...]]) -> Iterator[Sum]:
    """Yield each sum along each dimension, for every choice in the others."""
    for axis, dimension in enumerate(dimensions):
        others = [labels if at != axis else ("",) for at, labels in enumerate(names)]
        for chosen in product(*others):
            for name, parts in dimension.sums():
                yield Sum(
                    _key(dimensions, _swap(chosen, axis, name)),
                    tuple(_key(dimensions, _swap(chosen, axis, part)) for part in parts),
                )


def _swap(labels: Sequence[str], axis: int, label: str) -> list[str]:
    return [label if at == axis else other for at, other in enumerate(labels)]


def _key(dimensions: Sequence[Dimension], labels: Sequence[str]) -> Key:
    pairs = zip((dimension.name for dimension in dimensions), labels, strict=True)
    return tuple(sorted((name, label) for name, label in pairs if label != ALL))
