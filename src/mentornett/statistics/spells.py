"""Spells of employment: from when to when each was observed, and how it ended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from mentornett.statistics.arrays import Flags, Floats, Ints, sums

MOST_ROWS_NAMED = 10
STAYED = 0


class SpellsError(ValueError):
    """Spells that cannot be: says what is wrong; `rows` holds which ones, counted from 0."""

    def __init__(self, problem: str, rows: Iterable[int] = ()) -> None:
        self.problem, self.rows = problem, tuple(int(row) for row in rows)
        named = ", ".join(str(row) for row in self.rows[:MOST_ROWS_NAMED])
        more = f" and {len(self.rows) - MOST_ROWS_NAMED} more" if len(self.rows) > MOST_ROWS_NAMED else ""
        super().__init__(f"{problem}: rows {named}{more}" if self.rows else problem)


@dataclass(frozen=True, slots=True)
class Spells:
    """Employment of n people, counted from the day of hire, in one unit of time (days or months).

    Each is observed in (entry, exit]: `entry` above 0 is delayed entry, as in a register that holds only those who were
    employed at some date. `kind` is 0 for those who were still there when observation ended (censored), and 1, 2, …
    for the ways of leaving. `weight` counts a row as so many; `cluster` numbers the group each belongs to. Make them
    with `Spells.of`, which checks them.
    """

    entry: Floats
    exit: Floats
    kind: Ints
    weight: Floats | None = None
    cluster: Ints | None = None

    @classmethod
    def of(
        cls,
        exit: npt.ArrayLike,
        kind: npt.ArrayLike,
        *,
        entry: npt.ArrayLike | None = None,
        weight: npt.ArrayLike | None = None,
        cluster: npt.ArrayLike | None = None,
        shortest: float | None = None,
    ) -> Spells:
        """Return checked spells; all arguments have shape (n,).

        `kind` may be flags (left or not). A spell of no length (hired and left the same day) is nobody's risk set: give
        `shortest`, the length it counts with (half a day), or leave such rows out. Raises SpellsError for other
        shapes, what is not a number, negative times, exit before entry, no length, and weights that are not above 0.
        """
        last = _numbers(exit, "exit")
        first = np.zeros_like(last) if entry is None else _numbers(entry, "entry", len(last))
        heavy = None if weight is None else _numbers(weight, "weight", len(last))
        if heavy is not None:
            _refuse(heavy <= 0, "A weight must be above 0")
        _refuse(first < 0, "Entry is before the day of hire")
        _refuse(last < first, "Exit is before entry")
        if shortest is not None:
            last = np.where(last == first, first + shortest, last)
        _refuse(last == first, "A spell has no length")
        group = None if cluster is None else _numbered(cluster, len(last))
        return cls(first, last, _kinds(kind, len(last)), heavy, group)

    def __len__(self) -> int:
        return len(self.exit)

    @property
    def left(self) -> Flags:
        """Whether each left, in whatever way."""
        return np.not_equal(self.kind, STAYED)

    @property
    def is_delayed(self) -> bool:
        """Whether anyone came under observation after the day of hire."""
        return bool(self.entry.any())

    def chosen(self, who: Flags | Ints | slice) -> Spells:
        """Return the spells of some, by flags, places or slice."""
        weight = None if self.weight is None else self.weight[who]
        cluster = None if self.cluster is None else self.cluster[who]
        return Spells(self.entry[who], self.exit[who], self.kind[who], weight, cluster)

    def only(self, kind: int) -> Spells:
        """Return the spells with one way of leaving; who left in another way is censored there."""
        return replace(self, kind=np.where(self.kind == kind, 1, STAYED))


@dataclass(frozen=True, slots=True)
class AtRisk:
    """How many are under observation at any time: those with entry < time ≤ exit.

    `entries` and `exits` are sorted; `entered` and `gone` hold the weight of the first 0, 1, … n of them, or nothing
    when each counts as one.
    """

    entries: Floats
    exits: Floats
    entered: Floats | None
    gone: Floats | None

    @classmethod
    def of(cls, spells: Spells) -> AtRisk:
        """Return who is at risk among spells."""
        if spells.weight is None:
            entries = np.sort(spells.entry) if spells.is_delayed else spells.entry
            return cls(entries, np.sort(spells.exit), None, None)
        first, last = np.argsort(spells.entry), np.argsort(spells.exit)
        entered, gone = _running(spells.weight[first]), _running(spells.weight[last])
        return cls(spells.entry[first], spells.exit[last], entered, gone)

    def at(self, times: npt.ArrayLike) -> Floats:
        """Return the number (or weight) at risk at each time; at 0, those observed from the day of hire."""
        when = np.maximum(np.asarray(times, dtype=np.float64), np.finfo(np.float64).tiny)
        came, went = self._entered(when), np.searchsorted(self.exits, when)
        if self.entered is None or self.gone is None:
            return (came - went).astype(np.float64)
        return np.asarray(self.entered[came] - self.gone[went])

    def _entered(self, when: Floats) -> npt.NDArray[np.intp]:
        if not len(self.entries) or self.entries[-1] == 0:
            return np.full(when.shape, len(self.entries))
        return np.searchsorted(self.entries, when)


def distinct_sums(times: Floats, weight: Floats | None) -> tuple[Floats, Floats]:
    """Return the distinct times in order, and how many (or what weight) there are at each."""
    if weight is None:
        ordered = np.sort(times)
        first = _is_first(ordered)
        places = np.flatnonzero(first)
        return ordered[places], np.diff(places, append=len(ordered)).astype(np.float64)
    order = np.argsort(times)
    ordered = times[order]
    first = _is_first(ordered)
    return ordered[first], sums(np.cumsum(first) - 1, weight[order], int(first.sum()))


def _is_first(ordered: Floats) -> Flags:
    first = np.ones(len(ordered), dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return first


def _running(weight: Floats) -> Floats:
    return np.concatenate([[0.0], np.cumsum(weight)])


def _numbers(values: npt.ArrayLike, name: str, length: int | None = None) -> Floats:
    try:
        numbers = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as problem:
        raise SpellsError(f"{name} is not numbers") from problem
    if numbers.ndim != 1 or (length is not None and len(numbers) != length):
        raise SpellsError(f"{name} has shape {numbers.shape}" + (f", not ({length},)" if length is not None else ""))
    _refuse(~np.isfinite(numbers), f"{name} is not a number")
    return numbers


def _kinds(values: npt.ArrayLike, length: int) -> Ints:
    numbers = _numbers(values, "kind", length)
    _refuse((numbers < 0) | (numbers != np.floor(numbers)), "kind is not 0, 1, 2, …")
    return numbers.astype(np.int64)


def _numbered(values: npt.ArrayLike, length: int) -> Ints:
    labels = np.asarray(values)
    if labels.shape != (length,):
        raise SpellsError(f"cluster has shape {labels.shape}, not ({length},)")
    if labels.dtype.kind == "f":
        _refuse(np.isnan(labels), "cluster is not a number")
    return np.unique(labels, return_inverse=True)[1].astype(np.int64)


def _refuse(wrong: Flags, problem: str) -> None:
    if wrong.any():
        raise SpellsError(problem, np.flatnonzero(wrong))
