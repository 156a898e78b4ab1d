"""The gate: hide what is small, and as much else as it takes that nobody can work it out.

Sources: Hundepool et al. 2012, «Statistical Disclosure Control», chapters 4 and 5; Federal Committee on Statistical
Methodology, «Statistical Policy Working Paper 22». What is hidden beside the small cells is chosen greedily: the
cheapest cell in the combination that gives one away.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from mentornett.statistics.arrays import Flags
from mentornett.statistics.disclosure.exact import reduce
from mentornett.statistics.disclosure.figures import Cell, Figures, Key, State
from mentornett.statistics.disclosure.intervals import narrow

ZERO_COST = 20  # hiding «nobody» protects little where everybody knows that there is nobody: others go first


@dataclass(frozen=True, slots=True)
class Bounds:
    """A hidden cell that can be bounded too closely."""

    key: Key
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the two audits found when they looked at everything together.

    `exact` are hidden cells that follow exactly; `close` those bounded too closely. Both empty: the figures are safe.
    """

    cells: int
    sums: int
    hidden: int
    exact: tuple[Key, ...]
    close: tuple[Bounds, ...]

    @property
    def safe(self) -> bool:
        """Whether neither audit found anything."""
        return not self.exact and not self.close


@dataclass(frozen=True)
class Decision:
    """Which cells are shown. Hidden ones are all alike: nothing here says which were small.

    `certificate` is about everything that was looked at together, earlier releases too.
    """

    figures: Figures
    hidden: frozenset[Key]
    certificate: Certificate

    def shown(self, key: Key) -> int | None:
        """Return the count of a cell, or None when it is not shown."""
        return None if key in self.hidden else self.figures.cells[self.figures.place[key]].count

    def released(self) -> Figures:
        """Return the figures as an earlier release, to be joined with the next one."""
        return Figures(tuple(map(self._released, self.figures.cells)), self.figures.sums)

    def _released(self, cell: Cell) -> Cell:
        if cell.state is not State.OPEN:
            return cell
        return replace(cell, state=State.HELD if cell.key in self.hidden else State.OUT)


def decide(figures: Figures) -> Decision:
    """Hide small cells, then others until both audits find nothing.

    What earlier releases give away stays given away: nothing that is hidden now helps, and the certificate says so.
    """
    hidden = figures.small | figures.where(State.HELD, State.BENEATH)
    hidden &= ~figures.where(State.OUT)
    while True:
        hidden = _close_leaks(figures, hidden)
        found = narrow(figures, hidden, _protected(figures, hidden))
        more = _cheapest(figures, hidden, (each.because for each in found))
        if not more.any():
            break
        hidden = hidden | more
    keys = frozenset(cell.key for cell, is_hidden in zip(figures.cells, hidden, strict=True) if is_hidden)
    return Decision(figures, keys, audit(figures, keys))


def audit(figures: Figures, hidden: frozenset[Key]) -> Certificate:
    """Look at figures of which these are hidden, as an attacker would; nothing else is taken for granted."""
    mask = np.array([cell.key in hidden for cell in figures.cells], dtype=np.bool_)
    protected = _protected(figures, mask)
    exact = [at for at in reduce(figures.matrix, mask).leaks() if protected[at]]
    close = [each for each in narrow(figures, mask, protected) if each.cell not in exact]
    return Certificate(
        cells=len(figures.cells),
        sums=len(figures.sums),
        hidden=int(mask.sum()),
        exact=tuple(figures.cells[at].key for at in sorted(exact)),
        close=tuple(Bounds(figures.cells[each.cell].key, each.low, each.high) for each in close),
    )


def _protected(figures: Figures, hidden: Flags) -> Flags:
    """Mark what must not be worked out: every hidden cell; of those beneath, the ones too small to be offered."""
    protected: Flags = hidden & (figures.small | ~figures.where(State.BENEATH))
    return protected


def _close_leaks(figures: Figures, hidden: Flags) -> Flags:
    """Hide more until no protected cell follows exactly from what is shown, or nothing more can be hidden."""
    while True:
        protected = _protected(figures, hidden)
        leaks = reduce(figures.matrix, hidden).leaks()
        more = _cheapest(figures, hidden, (shown for at, shown in leaks.items() if protected[at]))
        if not more.any():
            return hidden
        hidden = hidden | more


def _cheapest(figures: Figures, hidden: Flags, reasons: Iterable[npt.NDArray[np.intp]]) -> Flags:
    """Mark the cheapest open cell of each reason, unless the reason already holds one that was marked."""
    open_ = figures.where(State.OPEN) & ~hidden
    cost = np.where(figures.counts == 0, ZERO_COST, figures.counts)
    more = np.zeros_like(hidden)
    for shown in reasons:
        candidates = shown[open_[shown]]
        if candidates.size and not more[shown].any():
            more[candidates[np.argmin(cost[candidates])]] = True
    return more
