"""Cell counts: person-months and leavers by unit, half-year, tenure and when people were hired.

They are all that the hazard model and its permutation test need, so that municipalities can put their figures together
without any person leaving the municipality. When somebody was hired is kept only as a *window* between the days on
which units start: a person is exposed when hired on or after the unit's start, which is known on day 0 and therefore
cannot contain immortal time (Suissa 2008, «Immortal time bias in pharmacoepidemiology», American Journal of
Epidemiology 167, 492-499).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from mentornett.statistics.arrays import Flags, Floats, sums
from mentornett.statistics.effect.answering import Days, Index

# Months after hire; nobody is followed beyond the last. The question is whether people stay their first year, and what
# the scheme does later may be another thing; (0, 3, 6, 12, 24) asks for the first two.
BANDS = (0.0, 3.0, 6.0, 12.0)
MONTH = 365.25 / 12  # days
SAME_DAY = 0.5  # days of a person who came and went on one day
HALF_YEAR = 6  # months


@dataclass(frozen=True, slots=True)
class Employments:
    """Employments, one row each.

    `unit` is the unit's number from 0. `entry` is the day from which the person is observed: the hire, or later when
    the file began later (delayed entry). `exit` is the day they left or were last known to be there; `left` tells
    which. Days are `datetime64[D]`.
    """

    unit: Index
    hired: Days
    entry: Days
    exit: Days
    left: Flags

    def __post_init__(self) -> None:
        """Raise ValueError for arrays of unequal length, negative units and days in the wrong order."""
        if len({len(part) for part in (self.unit, self.hired, self.entry, self.exit, self.left)}) != 1:
            raise ValueError("the columns of employments have unequal lengths")
        if (self.unit < 0).any():
            raise ValueError("a unit's number is below 0")
        for wrong, words in (
            (self.entry < self.hired, "observed before hired"),
            (self.exit < self.entry, "exit before entry"),
        ):
            if wrong.any():
                raise ValueError(f"row {int(np.argmax(wrong))}: {words}")
        if np.isnat(self.hired).any() or np.isnat(self.entry).any() or np.isnat(self.exit).any():
            raise ValueError("a day is missing")


@dataclass(frozen=True, slots=True)
class Cells:
    """Cell counts. The first six are columns of equal length, one row per cell.

    `half_year` counts half-years from 1970. `tenure` is the band of months since hire. `window` is 0 for those hired
    before `dates[0]`, 1 from that day on, and so on. `start` has one entry per unit: the window from which its hires
    are exposed; `len(dates) + 1` means never. `bands` are the ends of the tenure bands, in months.
    """

    unit: Index
    half_year: Index
    tenure: Index
    window: Index
    months: Floats
    leavers: Floats
    start: Index
    dates: Days
    bands: tuple[float, ...] = BANDS

    def __post_init__(self) -> None:
        """Raise ValueError for columns of unequal length, unknown units and windows, and impossible counts."""
        columns = (self.unit, self.half_year, self.tenure, self.window, self.months, self.leavers)
        if len({len(column) for column in columns}) != 1:
            raise ValueError("the columns of cells have unequal lengths")
        if len(self.unit) and not 0 <= self.unit.min() <= self.unit.max() < len(self.start):
            raise ValueError("a cell's unit has no start")
        if ((self.months <= 0) | (self.leavers < 0)).any():
            raise ValueError("a cell needs person-months above 0 and leavers of at least 0")
        if ((self.start < 1) | (self.start > self.never)).any():
            raise ValueError("a unit's start is no window")

    @property
    def never(self) -> int:
        """The start of a unit that never starts."""
        return len(self.dates) + 1

    @property
    def exposed(self) -> Flags:
        """Whether each cell's people were hired on or after their unit's start."""
        return np.asarray(self.window >= self.start[self.unit])

    @property
    def since(self) -> Index:
        """Whole half-years from the unit's start to each cell; 0 where it never starts."""
        dates = np.append(half_year_of(self.dates), np.iinfo(np.int32).max)
        since = np.maximum(self.half_year - dates[self.start - 1][self.unit], 0)
        return np.where((self.start < self.never)[self.unit], since, 0)

    def where(self, keep: Flags) -> Cells:
        """Return only some rows, with the same units."""
        names = ("unit", "half_year", "tenure", "window", "months", "leavers")
        return replace(self, **{name: getattr(self, name)[keep] for name in names})


def half_year_of(days: Days) -> Index:
    """Return the half-year of each day, counted from the first of 1970."""
    return np.asarray(days.astype("datetime64[M]").astype(np.int64) // HALF_YEAR, dtype=np.intp)


def first_days_of(half_years: Index) -> Days:
    """Return the first day of each half-year."""
    return (half_years * HALF_YEAR).astype("datetime64[M]").astype("datetime64[D]")


def count_cells(
    jobs: Employments, starts: Days, *, dates: Days | None = None, bands: tuple[float, ...] = BANDS
) -> Cells:
    """Return the cell counts of employments.

    `starts` is each unit's start (`NaT`: never). `dates` are all days on which a unit of the whole network starts;
    municipalities that pool their cells give the same. Time at risk is (entry, exit], cut at half-years, at the ends
    of the tenure bands and after the last band; a person who came and went on one day counts half a day.
    Raises ValueError for a unit without a start in the list and for a start that is not among `dates`.
    """
    known = np.unique(starts[~np.isnat(starts)]) if dates is None else np.unique(dates)
    if len(jobs.unit) and jobs.unit.max() >= len(starts):
        raise ValueError("an employment's unit is not among the starts")
    start = _windows_of_starts(starts, known)
    window = np.searchsorted(known, jobs.hired, side="right")
    keys, months, leavers = _split(jobs, window, bands)
    least = keys.min(axis=1, initial=0)[:, None]
    shape = tuple(int(most) + 1 for most in (keys - least).max(axis=1, initial=0))
    cells, where = np.unique(np.ravel_multi_index(tuple(keys - least), shape), return_inverse=True)
    unit, half_year, tenure, hired = np.stack(np.unravel_index(cells, shape)) + least
    time, events = sums(where, months, len(cells)), sums(where, leavers, len(cells))
    return Cells(unit, half_year, tenure, hired, time, events, start, known, bands)


def _windows_of_starts(starts: Days, dates: Days) -> Index:
    started = ~np.isnat(starts)
    if not np.isin(starts[started], dates).all():
        raise ValueError("a unit starts on a day that is not among the dates")
    start = np.full(len(starts), len(dates) + 1, dtype=np.intp)
    start[started] = np.searchsorted(dates, starts[started]) + 1
    return start


def _split(jobs: Employments, window: Index, bands: tuple[float, ...]) -> tuple[Index, Floats, Floats]:
    """Return (unit, half-year, tenure, window), months and leavers of each piece of each employment."""
    pieces = [
        (np.stack([jobs.unit[rows], np.full(len(rows), half), np.full(len(rows), band), window[rows]]), months, gone)
        for band, half, rows, months, gone in _pieces(jobs, bands)
    ]
    if not pieces:
        return np.zeros((4, 0), dtype=np.intp), np.zeros(0), np.zeros(0)
    keys, months, leavers = zip(*pieces, strict=True)
    return np.concatenate(keys, axis=1), np.concatenate(months), np.concatenate(leavers)


def _pieces(jobs: Employments, bands: tuple[float, ...]) -> Iterator[tuple[int, int, Index, Floats, Floats]]:
    """Give each tenure band and half-year with the rows that were there, their months in it, and whether they left."""
    hired, entry, leave = (_day_numbers(part) for part in (jobs.hired, jobs.entry, jobs.exit))
    leave = np.maximum(leave, entry + SAME_DAY)
    for band, (begins, ends) in enumerate(pairwise(bands)):
        low, high = np.maximum(entry, hired + begins * MONTH), np.minimum(leave, hired + ends * MONTH)
        inside = np.flatnonzero(high > low)
        first, last = _half_years(low[inside]), _half_years(high[inside])
        for half in range(int(first.min()), int(last.max()) + 1) if len(inside) else ():
            rows = inside[(first <= half) & (last >= half)]
            opens, closes = _day_numbers(first_days_of(np.array([half, half + 1])))
            begin, end = np.maximum(low[rows], opens), np.minimum(high[rows], closes)
            real = end > begin
            rows, begin, end = rows[real], begin[real], end[real]
            gone = jobs.left[rows] & (leave[rows] > begin) & (leave[rows] <= end)
            yield band, half, rows, (end - begin) / MONTH, gone.astype(np.float64)


def _day_numbers(days: Days) -> Floats:
    return days.astype("datetime64[D]").astype(np.float64)


def _half_years(day: Floats) -> Index:
    return half_year_of(day.astype(np.int64).astype("datetime64[D]"))


def pool(parts: Sequence[Cells]) -> Cells:
    """Return the cells of several municipalities as one, their units numbered one after another.

    Raises ValueError when they were counted with different dates or tenure bands.
    """
    first = parts[0]
    if any(not np.array_equal(part.dates, first.dates) or part.bands != first.bands for part in parts):
        raise ValueError("cells were counted with different dates or tenure bands")
    before = np.cumsum([0, *(len(part.start) for part in parts)])
    unit = np.concatenate([part.unit + at for part, at in zip(parts, before, strict=False)])
    names = ("half_year", "tenure", "window", "months", "leavers", "start")
    rest = {name: np.concatenate([getattr(part, name) for part in parts]) for name in names}
    return Cells(unit=unit, dates=first.dates, bands=first.bands, **rest)
