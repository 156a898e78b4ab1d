"""Do those hired after their unit's start stay longer, compared with units that had not started at the time?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from mentornett.measurement.rules.grading import SMALLEST, Grade
from mentornett.measurement.rules.spells import Spell
from mentornett.statistics.effect.answering import Days, Reason, Unanswered
from mentornett.statistics.effect.cells import Cells, Employments, count_cells
from mentornett.statistics.effect.hazard import HazardEffect, hazard_effect
from mentornett.statistics.effect.imputation import pretrend_check
from mentornett.statistics.effect.panel import NEVER, Panel
from mentornett.statistics.effect.permutation import permutation_of_starts
from mentornett.statistics.proportions import Estimate

HALF_YEARS_BEFORE = 3  # that are looked at for trends
UNALIKE = 0.05

Starts = Mapping[str, date | None]  # None: has not started


@dataclass(frozen=True, slots=True)
class UnitsApart:
    """What the comparison of units says. `reason` tells why there is no effect, None when there is one.

    `after` and `before` count hires from their unit's start on, and the others. `as_large` is the share of other
    orders of the same starts that give a difference as large; `was_alike` whether units moved alike before their
    starts, None when that cannot be seen.
    """

    grade: Grade
    units: int
    after: int
    before: int
    effect: HazardEffect | None = None
    reason: Reason | None = None
    as_large: float | None = None
    was_alike: bool | None = None

    @property
    def points(self) -> Estimate | None:
        """The difference in the share still employed after 12 months, as a share and not in percentage points."""
        if self.effect is None:
            return None
        points = self.effect.retention.points
        return Estimate(points.value / 100, points.low / 100, points.high / 100)


def units_apart(spells: Sequence[tuple[str, Spell]], starts: Starts, *, since: date | None, drawn: bool) -> UnitsApart:
    """Return the comparison; `since` is the day from which the register tells who was employed, if not from ever."""
    units = sorted({unit for unit, _spell in spells})
    after = sum(_is_after(starts.get(unit), spell) for unit, spell in spells)
    found = UnitsApart(Grade.TOO_FEW, len(units), after, len(spells) - after)
    if not units:
        return replace(found, reason=Reason.NO_DATA)
    days = np.array([starts.get(unit) or "NaT" for unit in units], dtype="datetime64[D]")
    cells = count_cells(_employments(spells, units, since), days)
    effect = hazard_effect(cells)
    if isinstance(effect, Unanswered):
        return replace(found, reason=effect.reason)
    if min(after, found.before) < SMALLEST:
        return found
    orders = permutation_of_starts(cells)
    return replace(
        found, grade=Grade.DRAWN if drawn else Grade.COMPARED, effect=effect,
        as_large=None if isinstance(orders, Unanswered) else orders.p, was_alike=_was_alike(cells, days),
    )  # fmt: skip


def _is_after(start: date | None, spell: Spell) -> bool:
    return start is not None and spell.starts >= start


def _employments(spells: Sequence[tuple[str, Spell]], units: Sequence[str], since: date | None) -> Employments:
    at = {unit: number for number, unit in enumerate(units)}
    entries = [max(spell.starts, since or spell.starts) for _unit, spell in spells]
    exits = [max(spell.stops, entry) for (_unit, spell), entry in zip(spells, entries, strict=True)]
    return Employments(
        unit=np.array([at[unit] for unit, _spell in spells], dtype=np.intp),
        hired=np.array([spell.starts for _unit, spell in spells], dtype="datetime64[D]"),
        entry=np.array(entries, dtype="datetime64[D]"),
        exit=np.array(exits, dtype="datetime64[D]"),
        left=np.array([spell.is_event for _unit, spell in spells], dtype=np.bool_),
    )


def _was_alike(cells: Cells, starts: Days) -> bool | None:
    """Return whether those who left, by unit and half-year, moved alike before the starts."""
    first = int(cells.half_year.min())
    shape = (len(starts), int(cells.half_year.max()) - first + 1)
    months, leavers = np.zeros(shape), np.zeros(shape)
    np.add.at(months, (cells.unit, cells.half_year - first), cells.months)
    np.add.at(leavers, (cells.unit, cells.half_year - first), cells.leavers)
    outcome = np.divide(leavers, months, out=np.full(shape, np.nan), where=months > 0)
    month = starts.astype("datetime64[M]").astype(np.int64)
    start = np.where(np.isnat(starts), NEVER, np.maximum(month // 6 - first, 0)).astype(np.intp)
    found = pretrend_check(Panel.of(outcome, start), leads=HALF_YEARS_BEFORE)
    return None if isinstance(found, Unanswered) or np.isnan(found.p) else found.p > UNALIKE
