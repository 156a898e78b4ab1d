"""Do those hired after their unit's start stay longer, compared with units that had not started at the time?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from mentornett.measurement.rules.counted_cells import Counted, Hires, Starts, count
from mentornett.measurement.rules.grading import SMALLEST, Doubt, Grade, doubt_about
from mentornett.statistics.design.drawing import Draw, candidate_set, repeats
from mentornett.statistics.design.permutation import permutation_of_draw
from mentornett.statistics.effect.answering import Reason, Unanswered
from mentornett.statistics.effect.cells import Cells
from mentornett.statistics.effect.hazard import HazardEffect, SinceStart, hazard_effect, hazard_since_start
from mentornett.statistics.effect.imputation import pretrend_check
from mentornett.statistics.effect.panel import NEVER, Panel
from mentornett.statistics.effect.permutation import permutation_of_starts
from mentornett.statistics.proportions import Estimate

HALF_YEARS_BEFORE = 3  # that are looked at for trends
UNALIKE = 0.05


@dataclass(frozen=True, slots=True)
class UnitsApart:
    """What the comparison of units says. `reason` tells why there is no effect, None when there is one.

    `after` and `before` count hires from their unit's start on, and the others. `as_large` is the share of other
    orders that give a difference as large; `was_alike` whether units moved alike before their starts, None when that
    cannot be seen. `by_time` is the effect by half-years since the start. `orders` is out of how many the order was
    drawn, when that could be repeated; `broken` tells that it was said to be drawn, and could not. `missing` units were
    drawn and have given no counts. `doubt` tells why an effect is too uncertain to be told.
    """

    grade: Grade
    units: int
    after: int
    before: int
    effect: HazardEffect | None = None
    reason: Reason | None = None
    as_large: float | None = None
    was_alike: bool | None = None
    by_time: tuple[SinceStart, ...] = ()
    orders: int | None = None
    broken: bool = False
    missing: int = 0
    doubt: Doubt | None = None

    @property
    def points(self) -> Estimate | None:
        """The difference in the share still employed after 12 months, as a share and not in percentage points."""
        if self.effect is None:
            return None
        points = self.effect.retention.points
        return Estimate(points.value / 100, points.low / 100, points.high / 100)


def units_apart(spells: Hires, starts: Starts, *, since: date | None, drawn: bool) -> UnitsApart:
    """Return the comparison; `since` is the day from which the register tells who was employed, if not from ever.

    `drawn`: somebody says that the order was drawn; nothing here can check it.
    """
    own = {unit: starts.get(unit) for unit, _spell in spells}
    if not own:
        return UnitsApart(Grade.TOO_FEW, 0, 0, 0, reason=Reason.NO_DATA)
    dates = [start for start in own.values() if start]
    until = max(spell.stops for _unit, spell in spells)
    return _graded(_compared(count(spells, own, dates=dates, until=until, since=since)), drawn=drawn)


def of_counts(counted: Counted) -> UnitsApart:
    """Return the comparison from counts alone, of one municipality or of several, put together."""
    return _graded(_compared(counted), drawn=False)


def _graded(found: UnitsApart, *, drawn: bool) -> UnitsApart:
    """Give a comparison its grade; one that is too uncertain gets the lowest."""
    points = found.points
    if found.effect is None or points is None:
        return found
    doubt = doubt_about(found.effect.units_with_leavers, points.low, points.high, drawn=drawn)
    grade = Grade.TOO_FEW if doubt else Grade.DRAWN if drawn else Grade.COMPARED
    return replace(found, grade=grade, doubt=doubt)


def _compared(counted: Counted) -> UnitsApart:
    """Return the comparison without a grade yet."""
    cells = counted.cells
    found = UnitsApart(Grade.TOO_FEW, len(np.unique(cells.unit)), counted.after, counted.before)
    effect = hazard_effect(cells)
    if isinstance(effect, Unanswered):
        return replace(found, reason=effect.reason)
    if min(counted.after, counted.before) < SMALLEST:
        return found
    orders, by_time = permutation_of_starts(cells), hazard_since_start(cells)
    return replace(
        found, effect=effect,
        as_large=None if isinstance(orders, Unanswered) else orders.p, was_alike=_was_alike(cells),
        by_time=() if isinstance(by_time, Unanswered) else by_time,
    )  # fmt: skip


def of_drawn(counted: Counted, draw: Draw, *, locked_before: bool) -> UnitsApart:
    """Return the comparison of units as drawn. It is graded as drawn only when the draw stands up to being repeated.

    `counted` has the starts that were drawn, whatever the units did; units that gave no counts are left out of every
    order. `locked_before`: the plan stood unchanged from before the draw. Raises ValueError when the counts are of
    other units or days than the plan's.
    """
    found = _compared(counted)
    if not (locked_before and repeats(draw)):
        return replace(_graded(found, drawn=False), broken=True)
    keys = [unit.key for unit in draw.plan.units]
    given = [keys.index(key) for key in counted.keys]
    found = replace(found, missing=len(keys) - len(given))
    among = candidate_set(draw.plan, seed=draw.seed)
    orders = permutation_of_draw(counted.cells, replace(among, orders=among.orders[:, given]))
    if isinstance(orders, Unanswered):
        return _graded(found, drawn=False)
    return _graded(replace(found, as_large=orders.p, orders=orders.orders), drawn=True)


def starts_of(draw: Draw) -> dict[str, date]:
    """Return the day on which each unit was drawn to start."""
    return {unit.key: start for unit, start in zip(draw.plan.units, draw.start, strict=True)}


def _was_alike(cells: Cells) -> bool | None:
    """Return whether those who left, by unit and half-year, moved alike before the starts."""
    starts = np.append(cells.dates, np.datetime64("NaT", "D"))[cells.start - 1]
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
