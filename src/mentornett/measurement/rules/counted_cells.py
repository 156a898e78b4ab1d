"""What a municipality counts for an answer that is worked out elsewhere: cells and sums, never a person or a day.

Each municipality counts by itself, with the days on which units of the whole network start. Put together, the counts
are the same as if all employments had lain in one file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np

from mentornett.core.time import add_months
from mentornett.measurement.choices import StillHere
from mentornett.measurement.rules.spells import GAP, Spell, still_here_after
from mentornett.statistics.arrays import Floats
from mentornett.statistics.effect.answering import Days, Index
from mentornett.statistics.effect.cells import BANDS, MONTH, Cells, Employments, count_cells, half_year_of, pool

FOLLOWED = 12  # months; cells hold no more, and whoever came into the register later tells nothing

Starts = Mapping[str, date | None]  # None: has not started
Hires = Sequence[tuple[str, Spell]]  # each with its unit's key
Cohorts = Mapping[tuple[int, int], tuple[int, int]]  # (half-year from 1970, window): (known, stayed)


@dataclass(frozen=True, slots=True)
class Counted:
    """Counts of the units with these keys, in the order in which the cells number them.

    `after` and `before` are hires from their unit's start on, and the others. `cohorts` has, for each half-year and
    window of hire, how many are known to have stayed 12 months or not, and how many of them stayed.
    """

    keys: tuple[str, ...]
    cells: Cells
    after: int
    before: int
    cohorts: Cohorts


def count(hires: Hires, starts: Starts, *, dates: Sequence[date], until: date, since: date | None = None) -> Counted:
    """Count hires in the units of `starts`; those in other units are left out.

    `dates` are all days on which a unit of the whole network starts. `until` is the last day that is known, and `since`
    the first from which the register tells who was employed, if not from ever.
    """
    keys = tuple(sorted(starts))
    at = {key: number for number, key in enumerate(keys)}
    seen = [(at[key], spell) for key, spell in hires if key in at and _entry(spell, since) < _followed_to(spell)]
    days = np.array([starts[key] or "NaT" for key in keys], dtype="datetime64[D]")
    known_days = np.unique(np.array(dates, dtype="datetime64[D]"))
    after = sum(_is_after(starts[keys[unit]], spell) for unit, spell in seen)
    cohorts = _cohorts([spell for _unit, spell in seen], known_days, until, since)
    cells = count_cells(_employments(seen, since), days, dates=known_days)
    return Counted(keys, cells, after, len(seen) - after, cohorts)


def _is_after(start: date | None, spell: Spell) -> bool:
    return start is not None and spell.starts >= start


def _entry(spell: Spell, since: date | None) -> date:
    """Return the day from which somebody is observed."""
    if spell.seen_from <= spell.starts:  # nearly everybody
        return max(spell.starts, since) if since else spell.starts
    late = spell.starts + timedelta(days=round(spell.entry * MONTH))
    return max(spell.starts, late, since or spell.starts)


def _followed_to(spell: Spell) -> date:
    return add_months(spell.starts, FOLLOWED)


def _employments(hires: Sequence[tuple[int, Spell]], since: date | None) -> Employments:
    entries = [_entry(spell, since) for _unit, spell in hires]
    exits = [max(spell.stops, entry) for (_unit, spell), entry in zip(hires, entries, strict=True)]
    return Employments(
        unit=np.array([unit for unit, _spell in hires], dtype=np.intp),
        hired=np.array([spell.starts for _unit, spell in hires], dtype="datetime64[D]"),
        entry=np.array(entries, dtype="datetime64[D]"),
        exit=np.array(exits, dtype="datetime64[D]"),
        left=np.array([spell.is_event for _unit, spell in hires], dtype=np.bool_),
    )


def _cohorts(spells: Sequence[Spell], dates: Days, until: date, since: date | None) -> Cohorts:
    told = [(spell.starts, answer) for spell in spells if (answer := _told(spell, until, since))]
    hired = np.array([day for day, _answer in told], dtype="datetime64[D]")
    windows = np.searchsorted(dates, hired, side="right")
    at = list(zip(half_year_of(hired).tolist(), windows.tolist(), strict=True))
    known = Counter(at)
    stayed = Counter(where for where, (_day, answer) in zip(at, told, strict=True) if answer == StillHere.YES)
    return {where: (number, stayed[where]) for where, number in known.items()}


def _told(spell: Spell, until: date, since: date | None) -> StillHere | None:
    """Return whether somebody stayed; None when it is not known, or when only those who left would be."""
    if _followed_to(spell) > until or _entry(spell, since) > spell.starts + GAP:
        return None
    answer = still_here_after(spell, FOLLOWED, until)
    return answer if answer in {StillHere.YES, StillHere.NO} else None


def put_together(parts: Sequence[Counted]) -> Counted:
    """Return the counts of several municipalities as one, units sorted by key.

    Raises ValueError when two parts count the same unit, or were counted with different days.
    """
    keys = tuple(key for part in parts for key in part.keys)
    if len(set(keys)) < len(keys):
        raise ValueError("a unit was counted twice")
    order = np.argsort(np.array(keys), kind="stable")
    cells = pool([part.cells for part in parts])
    place = np.empty(len(keys), dtype=np.intp)
    place[order] = np.arange(len(keys))
    return Counted(
        keys=tuple(sorted(keys)),
        cells=replace(cells, unit=place[cells.unit], start=cells.start[order]),
        after=sum(part.after for part in parts),
        before=sum(part.before for part in parts),
        cohorts=_added([part.cohorts for part in parts]),
    )


def _added(parts: Sequence[Cohorts]) -> Cohorts:
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for at, (known, stayed) in (row for part in parts for row in part.items()):
        before = found.get(at, (0, 0))
        found[at] = (before[0] + known, before[1] + stayed)
    return found


COLUMNS = ("unit", "half_year", "tenure", "window", "months", "leavers")


def as_values(counted: Counted) -> dict[str, Any]:
    """Return counts as plain values that can be stored; `from_values` reads them again."""
    cells = counted.cells
    return {
        "keys": list(counted.keys), "start": cells.start.tolist(), "dates": [str(day) for day in cells.dates],
        "after": counted.after, "before": counted.before, "bands": list(cells.bands),
        "cohorts": [[*at, *number] for at, number in sorted(counted.cohorts.items())],
        "cells": {name: getattr(cells, name).tolist() for name in COLUMNS},
    }  # fmt: skip


def from_values(values: Mapping[str, Any]) -> Counted:
    """Return counts as they were stored."""
    columns = values["cells"]
    cells = Cells(
        **{name: _whole(columns[name]) for name in COLUMNS[:4]},
        months=_number(columns["months"]), leavers=_number(columns["leavers"]), start=_whole(values["start"]),
        dates=np.array(values["dates"], dtype="datetime64[D]"), bands=tuple(values.get("bands", BANDS)),
    )  # fmt: skip
    cohorts = {(half, window): (known, stayed) for half, window, known, stayed in values["cohorts"]}
    return Counted(tuple(values["keys"]), cells, values["after"], values["before"], cohorts)


def _whole(values: Sequence[int]) -> Index:
    return np.array(values, dtype=np.intp)


def _number(values: Sequence[float]) -> Floats:
    return np.array(values, dtype=np.float64)
