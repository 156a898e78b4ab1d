"""What somebody got along the way, as a mentor, without the time before it counting as theirs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mentornett.statistics.arrays import Flags, Floats, Ints
from mentornett.statistics.spells import STAYED, Spells, SpellsError


@dataclass(frozen=True, slots=True)
class Part:
    """Spells made from others: `row` is the place each had there, `after` whether it lies after the moment."""

    spells: Spells
    row: Ints
    after: Flags


def landmark(spells: Spells, at: float, moment: npt.ArrayLike) -> Part:
    """Return those under observation at `at` (as 3 months), the clock started anew there.

    `moment` has shape (n,): when each got it, infinite for never; `after` tells who had it by the landmark. Whoever
    left before is not in the comparison, so nobody seems to have stayed because they lived to get it. Anderson, Cain &
    Gelber 1983, J Clin Oncol 1:710-719. Raises SpellsError for another shape, or what is not a number.
    """
    when = _moments(moment, len(spells))
    row = np.flatnonzero((spells.entry <= at) & (spells.exit > at))
    kept = spells.chosen(row)
    anew = Spells(np.zeros(len(row)), kept.exit - at, kept.kind, kept.weight, kept.cluster)
    return Part(anew, row, when[row] <= at)


def split_at(spells: Spells, moment: npt.ArrayLike) -> Part:
    """Return each spell cut in two at its moment, the time before as (entry, moment], the time after as (moment, exit].

    `moment` has shape (n,), infinite for never. The two parts of one person have the same cluster. Andersen & Gill
    1982, Ann Stat 10:1100-1120. Raises SpellsError for another shape, or what is not a number.
    """
    when = _moments(moment, len(spells))
    before = np.flatnonzero(spells.entry < when)
    after = np.flatnonzero(when < spells.exit)
    until = np.minimum(spells.exit[before], when[before])
    cut = until < spells.exit[before]
    row = np.concatenate([before, after])
    everyone = spells.chosen(row)
    parts = Spells(
        np.concatenate([spells.entry[before], np.maximum(spells.entry[after], when[after])]),
        np.concatenate([until, spells.exit[after]]),
        np.concatenate([np.where(cut, STAYED, spells.kind[before]), spells.kind[after]]),
        everyone.weight,
        row if spells.cluster is None else everyone.cluster,
    )
    return Part(parts, row, np.arange(len(row)) >= len(before))


def _moments(values: npt.ArrayLike, length: int) -> Floats:
    moments = np.asarray(values, dtype=np.float64)
    if moments.shape != (length,):
        raise SpellsError(f"moment has shape {moments.shape}, not ({length},)")
    if np.isnan(moments).any():
        raise SpellsError("moment is not a number", np.flatnonzero(np.isnan(moments)))
    return moments
