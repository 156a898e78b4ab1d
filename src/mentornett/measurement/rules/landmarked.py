"""Those with a mentor beside those without, from some months after the first day of work on (a landmark).

From the first day on it is never compared: whoever leaves in the first weeks gets no mentor. At the landmark both
groups are still here. Units, years and wishes still differ between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from mentornett.measurement.rules.employed import Comparison, compare, follow, spells_of
from mentornett.measurement.rules.spells import Spell, months_between
from mentornett.statistics.landmark import Part, landmark, split_at

USUAL = 3  # months
MISLEADS = 11  # of 100 networks of 12 units in which the scheme does nothing (docs/proof.md)


@dataclass(frozen=True, slots=True)
class Landmarked:
    """The two groups from `at` months on; `gone` were not here any more, or not seen so long.

    `part` are the spells that are compared. `split` are those of everybody, cut in two on the day the mentor came.
    """

    at: int
    gone: int
    comparison: Comparison
    part: Part
    split: Part


def landmarked(
    rows: Sequence[tuple[Spell, date | None]], names: tuple[str, str], *, at: int, months: Sequence[int]
) -> Landmarked | None:
    """Return the comparison, `rows` with the day each one's mentor came; None when one of the groups is empty.

    `names` are of those with a mentor and those without. Months are counted from the landmark.
    """
    works = [work for work, _came in rows]
    spells = spells_of(works)
    moment = [np.inf if came is None else months_between(work.starts, came) for work, came in rows]
    part = landmark(spells, at, moment)
    sides = [np.flatnonzero(part.after), np.flatnonzero(~part.after)]
    if not all(map(len, sides)):
        return None
    mine, others = (
        follow(name, part.spells.chosen(side), min(works[row].starts for row in part.row[side]), months)
        for name, side in zip(names, sides, strict=True)
    )
    return Landmarked(at, len(rows) - len(part.row), compare(mine, others), part, split_at(spells, moment))
