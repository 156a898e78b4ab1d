"""What a release may tell, read out of the gate's decision: nothing else reaches the words and the tables."""

from __future__ import annotations

from dataclasses import dataclass

from mentornett.measurement.rules.cohorts import AFTER, BEFORE
from mentornett.measurement.rules.lattice import (
    GONE,
    KNOWN_LATER,
    LATER,
    OTHER,
    QUARTER,
    SAME,
    SIDE,
    SMALL_UNITS,
    UNIT,
    YES,
    Kept,
    key_of,
)
from mentornett.statistics.disclosure.gate import Decision

QUARTERS = {3: "here3", 6: "here6", 9: "here9", 12: YES}


@dataclass(frozen=True, slots=True)
class Group:
    """So many hires of whom so many were still here, of those who began from one half-year to another."""

    hired: int
    stayed: int
    first: str
    last: str

    def __add__(self, other: Group) -> Group:
        """Return both together."""
        return Group(
            self.hired + other.hired, self.stayed + other.stayed, min(self.first, other.first),
            max(self.last, other.last),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Telling:
    """What went out up to a release and what it may tell."""

    kept: Kept
    decision: Decision

    def shown(self, **labels: str) -> int | None:
        """Return a figure, or None when it is not there or may not be told."""
        key = key_of(**labels)
        return self.decision.shown(key) if key in self.decision.figures.place else None

    def periods(self) -> list[Group]:
        """Return all hires of each period."""
        found = [self._group(at, at, str(at)) for at in range(len(self.kept.periods))]
        return [group for group in found if group is not None]

    def everybody(self) -> Group | None:
        """Return all hires of all periods that were told."""
        return _together(self.periods())

    def sides(self) -> tuple[Group | None, Group | None]:
        """Return those hired before and from their unit's start on; none where nobody was, or too few yet."""
        before, after = (_together(self.along(SIDE, side)) for side in (BEFORE, AFTER))
        return before, after

    def along(self, table: str, label: str) -> list[Group]:
        """Return a group of a table in each of its stretches that tells of it, the oldest first."""
        rows = [one for one in self.kept.stretches if one.table == table]
        found = [self._group(one.first, one.last, one.label, **{table: label}) for one in rows]
        return [group for group in found if group is not None and group.hired]

    def unit(self, unit: str) -> Group | None:
        """Return the newest count of a unit by itself."""
        return next(iter(self.along(UNIT, unit)[::-1]), None)

    def newest_units(self) -> dict[str, Group]:
        """Return the units of the newest count of units, and the small ones together."""
        rows = [one for one in self.kept.stretches if one.table == UNIT]
        found = {}
        for one in rows[-1:]:
            units = {count.unit for period in self.kept.periods[one.first : one.last + 1] for count in period.counts}
            for unit in [*sorted(units, key=int), SMALL_UNITS]:
                if group := self._group(one.first, one.last, one.label, unit=unit):
                    found[unit] = group
        return found

    def after_two_years(self) -> Group | None:
        """Return who was here after two years, of those of whom it is known."""
        found = []
        for one in self.kept.stretches:
            if one.table == LATER:
                hired = self.shown(period=one.label, here=KNOWN_LATER)
                stayed = self.shown(period=one.label, here="stay24")
                if hired is not None and stayed is not None:
                    found.append(Group(hired, stayed, self._first(one.first), self._last(one.last)))
        return _together(found)

    def quarters(self) -> tuple[Group, tuple[int, ...]] | None:
        """Return whose first year is told by quarters: how many there were, and were still here after each quarter."""
        total, rows = [0] * (1 + len(QUARTERS)), []
        for one in self.kept.stretches:
            if one.table == QUARTER:
                labels = ({}, *({"here": name} for name in QUARTERS.values()))
                known = [count for label in labels if (count := self.shown(period=one.label, **label)) is not None]
                if len(known) == len(total):
                    total = [mine + more for mine, more in zip(total, known, strict=True)]
                    rows.append(one)
        if not rows:
            return None
        return Group(total[0], total[-1], self._first(rows[0].first), self._last(rows[-1].last)), tuple(total)

    def december(self, year: int) -> dict[str, int | None]:
        """Return a year's national count: of so many, in the same place, elsewhere here, and gone."""
        labels = {"there": {}, **{one: {"where": one} for one in (SAME, OTHER, GONE)}}
        return {name: self.shown(december=str(year), **label) for name, label in labels.items()}

    def baseline(self, pk: int) -> tuple[int, int] | None:
        """Return how many were counted before the start, and how many of them were still here."""
        hired, stayed = self.shown(baseline=str(pk)), self.shown(baseline=str(pk), here=YES)
        return None if hired is None or stayed is None else (hired, stayed)

    def _group(self, first: int, last: int, period: str, **labels: str) -> Group | None:
        hired = self.shown(period=period, **labels)
        stayed = self.shown(period=period, here=YES, **labels)
        return None if hired is None or stayed is None else Group(hired, stayed, self._first(first), self._last(last))

    def _first(self, at: int) -> str:
        return self.kept.periods[at].first

    def _last(self, at: int) -> str:
        return self.kept.periods[at].last


def _together(groups: list[Group]) -> Group | None:
    if not groups:
        return None
    total = groups[0]
    for group in groups[1:]:
        total += group
    return total
