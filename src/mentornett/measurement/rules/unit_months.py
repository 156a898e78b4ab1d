"""Figures per unit and month: do they change when a unit starts, beside units that had not, or beside its own past?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import isfinite

import numpy as np

from mentornett.measurement.rules.grading import LEAST_UNITS, Grade
from mentornett.statistics.arrays import Floats
from mentornett.statistics.effect.answering import Index, Reason, Unanswered
from mentornett.statistics.effect.imputation import Pretrend, imputation_effect, pretrend_check
from mentornett.statistics.effect.interrupted import Interrupted, interrupted_count, interrupted_measure
from mentornett.statistics.effect.panel import NEVER, DifferenceInDifferences, Inference, Panel, SinceMonth
from mentornett.statistics.effect.staggered import staggered_effect

UNALIKE = 0.05
MOST_MONTHS = 600
OF_HUNDRED = 100
MISLEADS = 31  # of 100 series in which nothing happens seem to change: the worst of docs/proof.md
LEAST_FOR_LATER = 48  # months: with fewer, what is said of a year later misleads more often than that


class Method(StrEnum):
    """How it is looked at whether the scheme did it."""

    HAZARD = "hazard"  # employments: who leaves
    DID = "did"  # imputation
    CALLAWAY_SANTANNA = "callaway-santanna"
    INTERRUPTED = "interrupted"  # one series, with nothing beside it


# Where units chose their start: up to so many units, as with so many, in how many of 100 an effect is seen that is not
# there (docs/proof.md).
FALSE_ALARMS = {
    Method.DID: ((9, 6, 33), (20, 12, 90), (39, 30, 96), (10**6, 64, 100)),
    Method.CALLAWAY_SANTANNA: ((9, 6, 11), (20, 12, 30), (39, 30, 61), (10**6, 64, 94)),
}


@dataclass(frozen=True, slots=True)
class UnitMonth:
    """A row: a unit's figure in a month, out of how many when it is so many of so many, and when the unit started."""

    row: int
    group: str
    month: date
    value: float | None
    size: float | None
    unit_starts: date | None


class TooManyMonthsError(ValueError):
    """The first and the last month are too far apart to be right."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Rows as a table: units × months from `first` on, nan where nothing is known; `start` is a column, or NEVER."""

    units: tuple[str, ...]
    first: date
    values: Floats
    sizes: Floats | None
    start: Index

    @classmethod
    def of(cls, rows: Sequence[UnitMonth], starts: Mapping[str, date | None]) -> Figures:
        """Return the table; `starts` are by the unit's name in small letters. Raises TooManyMonthsError."""
        units = sorted({row.group.casefold() for row in rows})
        months = [_number(row.month) for row in rows]
        first, last = min(months, default=0), max(months, default=0)
        if last - first >= MOST_MONTHS:
            raise TooManyMonthsError
        values, sizes = np.full((2, len(units), last - first + 1), np.nan)
        place = {unit: at for at, unit in enumerate(units)}
        for row, month in zip(rows, months, strict=True):
            at = place[row.group.casefold()], month - first
            values[at] = np.nan if row.value is None else row.value
            sizes[at] = np.nan if row.size is None else row.size
        begun = [starts.get(unit) for unit in units]
        start = [NEVER if day is None else max(_number(day) - first, 0) for day in begun]
        has_sizes = any(row.size is not None for row in rows)
        return cls(tuple(units), _day(first), values, sizes if has_sizes else None, np.array(start, dtype=np.intp))

    @property
    def panel(self) -> Panel:
        """Return the figures to compare; so many of so many as of a hundred."""
        return Panel.of(self.values if self.sizes is None else OF_HUNDRED * self.values / self.sizes, self.start)

    def month(self, at: int) -> date:
        """Return the first day of a month by its column."""
        return _day(_number(self.first) + at)


@dataclass(frozen=True, slots=True)
class MonthsApart:
    """What units beside each other say. `reason` tells why there is no effect.

    Without either, units are too few, or the ways in which they could have started: the range would have no end.
    """

    grade: Grade
    method: Method
    units: int
    effect: DifferenceInDifferences | None = None
    reason: Reason | None = None
    pretrend: Pretrend | None = None

    @property
    def was_alike(self) -> bool | None:
        """Whether units moved alike before their starts; None when it cannot be seen."""
        if self.pretrend is None or not isfinite(self.pretrend.p) or not self.pretrend.leads:
            return None
        return self.pretrend.p > UNALIKE

    @property
    def steps(self) -> tuple[SinceMonth, ...]:
        """The difference by month since the start, and in the months before it that the check looks at."""
        after = () if self.effect is None else self.effect.by_month
        before = () if self.pretrend is None else self.pretrend.leads
        return (*before, *(step for step in after if step.month >= 0))


def months_apart(figures: Figures, method: Method, *, drawn: bool) -> MonthsApart:
    """Return the comparison. `drawn`: somebody says that the order was drawn; nothing here can check it."""
    panel, units = figures.panel, len(figures.units)
    if panel.reason or units < LEAST_UNITS:
        return MonthsApart(Grade.TOO_FEW, method, units, reason=panel.reason)
    effect = (imputation_effect if method == Method.DID else staggered_effect)(panel)
    if isinstance(effect, Unanswered):
        return MonthsApart(Grade.TOO_FEW, method, units, reason=effect.reason)
    if not (isfinite(effect.effect.low) and isfinite(effect.effect.high)):
        return MonthsApart(Grade.TOO_FEW, method, units)
    pretrend = pretrend_check(panel)
    told = None if isinstance(pretrend, Unanswered) else pretrend
    return MonthsApart(Grade.DRAWN if drawn else Grade.COMPARED, method, units, effect, None, told)


def is_permuted(found: MonthsApart) -> bool:
    """Whether the range comes from other orders of the starts."""
    return found.effect is not None and found.effect.inference == Inference.PERMUTATION


@dataclass(frozen=True, slots=True)
class Interruption:
    """What one series says of itself: the units' figures put together, and the column of the start.

    `expected` is what the months before the start say of each month. Numbers of `change` are log ratios for counts.
    """

    grade: Grade
    values: Floats
    start: int
    is_counted: bool
    change: Interrupted | None = None
    reason: Reason | None = None
    expected: Floats | None = None


def interruption(figures: Figures, *, is_counted: bool) -> Interruption:
    """Return what changed in the units together, at the start that all of them had. The time of year is fitted too.

    A month counts when every unit has its figure: otherwise the mix of units would change as well.
    """
    months = figures.values.shape[1]
    start = min(int(figures.start.min(initial=NEVER)), months)
    values = figures.values.sum(axis=0) if is_counted else figures.values.mean(axis=0)
    size = np.ones(months) if figures.sizes is None else figures.sizes.sum(axis=0)
    values = np.where(np.isnan(size), np.nan, values)
    scale = 1.0 if figures.sizes is None else OF_HUNDRED / size
    if start == months:
        return Interruption(Grade.TOO_FEW, values * scale, start, is_counted, reason=Reason.NEVER_STARTED)
    if is_counted:
        change = interrupted_count(values, start, exposure=size, seasonal=True)
    else:
        change = interrupted_measure(values, start, seasonal=True)
    if isinstance(change, Unanswered):
        return Interruption(Grade.TOO_FEW, values * scale, start, is_counted, reason=change.reason)
    return Interruption(Grade.BEFORE_AFTER, values * scale, start, is_counted, change, None, change.expected * scale)


def has_comparison(figures: Figures) -> bool:
    """Whether units started at different times, or some not at all, so that they can be compared."""
    return len(np.unique(figures.start)) > 1


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _day(number: int) -> date:
    return date(max(number, 12) // 12, number % 12 + 1, 1)
