"""Periods of hire that are long enough to be told: longer periods come before hidden figures.

Half-years are put together, in the order of time, until the figures of all hires may be told; what is left over waits
for the next release. A table that divides the hires puts such periods together until it too may be told. So whatever
two releases tell apart is a period that was told itself, and nothing can be found by taking one from the other. That a
period waits tells that some figure of it is small, which is what a hidden figure tells as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mentornett.measurement.rules.cohorts import LEFT, STAYED, Hire
from mentornett.statistics.disclosure.primary import LEAST_GROUP, is_small

Told = Callable[[Sequence["Period"]], bool]


@dataclass(frozen=True, slots=True)
class Count:
    """So many hires of one unit, profession, side of the start, and outcome after a year."""

    unit: str
    profession: str
    side: str
    outcome: str
    number: int


@dataclass(frozen=True, slots=True)
class Period:
    """Hires of some half-years, as they were counted in the release of `until`. Nothing in it changes afterwards."""

    first: str
    last: str
    until: date
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Periods from one to another that a table counts together; `until` is the release that told it first."""

    table: str
    first: int
    last: int
    until: date

    @property
    def label(self) -> str:
        """What the stretch is called among figures; the same in all tables."""
        return f"{self.first}" if self.first == self.last else f"{self.first}-{self.last}"


def new_periods(hires: Iterable[Hire], after: str, until: date) -> list[Period]:
    """Return the periods that can be told of hires since a half-year; those who are left over wait."""
    by_half: dict[str, list[Hire]] = {}
    for hire in hires:
        if hire.half > after:
            by_half.setdefault(hire.half, []).append(hire)
    found, waiting, first = [], Counter[tuple[str, str, str, str]](), ""
    for half in sorted(by_half):
        first = first or half
        waiting.update((hire.unit, hire.profession, hire.side, hire.outcome) for hire in by_half[half])
        period = Period(first, half, until, tuple(Count(*key, number) for key, number in sorted(waiting.items())))
        if may_be_told(*hired_and_stayed([period])):
            found.append(period)
            waiting, first = Counter(), ""
    return found


def new_stretches(
    table: str, done: Sequence[Stretch], periods: Sequence[Period], told: Told, until: date
) -> list[Stretch]:
    """Return the further stretches of a table that can be told; periods that are left over wait."""
    start = max((one.last + 1 for one in done if one.table == table), default=0)
    found = []
    for end in range(start, len(periods)):
        if told(periods[start : end + 1]):
            found.append(Stretch(table, start, end, until))
            start = end + 1
    return found


def may_be_told(hired: int, stayed: int) -> bool:
    """Tell whether so many of so many may be told: enough people, and neither few who stayed nor few who left."""
    return hired >= LEAST_GROUP and not is_small(stayed) and not is_small(hired - stayed)


def hired_and_stayed(periods: Iterable[Period]) -> tuple[int, int]:
    """Return how many hires there are, and how many of them were still here after a year."""
    rows = [count for period in periods for count in period.counts]
    return sum(row.number for row in rows), sum(row.number for row in rows if row.outcome == STAYED)


def by_label(periods: Iterable[Period], label: Callable[[Count], str]) -> dict[str, tuple[int, int]]:
    """Return how many hires there are and how many stayed, by what each is called."""
    hired, stayed = Counter[str](), Counter[str]()
    for count in (count for period in periods for count in period.counts):
        hired[label(count)] += count.number
        stayed[label(count)] += count.number * (count.outcome == STAYED)
    return {name: (hired[name], stayed[name]) for name in sorted(hired) if hired[name]}


def all_told(label: Callable[[Count], str], *, least: int = 1) -> Told:
    """Return the rule that every group that has hires may be told, and that there are at least so many groups."""

    def told(periods: Sequence[Period]) -> bool:
        groups = by_label(periods, label)
        return len(groups) >= least and all(may_be_told(*group) for group in groups.values())

    return told


def small_units(units: Mapping[str, tuple[int, int]]) -> tuple[str, ...]:
    """Return the units to be told of together: those too small by themselves, and as many more as that takes."""
    small = [unit for unit, group in units.items() if not may_be_told(*group)]
    others = sorted((unit for unit in units if unit not in small), key=lambda unit: (units[unit][0], unit))
    while small and others and not (len(small) > 1 and may_be_told(*_together(units[unit] for unit in small))):
        small.append(others.pop(0))
    return tuple(sorted(small, key=int))


def _together(groups: Iterable[tuple[int, int]]) -> tuple[int, int]:
    rows = list(groups)
    return sum(hired for hired, _stayed in rows), sum(stayed for _hired, stayed in rows)


def units_told(periods: Sequence[Period]) -> bool:
    """Tell whether at least half of the units, and two of them, can be told of by themselves."""
    units = by_label(periods, lambda count: count.unit)
    return 2 * (len(units) - len(small_units(units))) >= max(4, len(units))


def quarters_told(periods: Sequence[Period]) -> bool:
    """Tell whether it may be told in which quarter of the first year people left."""
    left = Counter[str]()
    for count in (count for period in periods for count in period.counts):
        left[count.outcome] += count.number
    return sum(left.values()) >= LEAST_GROUP and not any(is_small(left[one]) for one in LEFT)
