"""Times of work in a unit or in a municipality, for counting who stays; and the national count from 1 December.

Time begins on the first day of work. A temporary post that ended as planned, and what has not ended yet, are known up
to their last day and no longer (censored). Whoever came into the register after they began counts from that day on
(delayed entry), because those who left before it are not seen.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from mentornett.core.time import add_months
from mentornett.measurement.choices import SpellEnd, StillHere

GAP = timedelta(days=31)  # work in the municipality so soon after the last is the same time of work
DAY = timedelta(days=1)


class Work(NamedTuple):
    """A row of the register: one person in one unit. `kind` is the unit's kind, `ends` the last day."""

    person: int
    unit: int
    starts: date
    ends: date | None = None
    reason: str = ""  # as the register has it; "planned", "moved" and "other" mean something here
    temporary: bool = False
    planned_end: date | None = None
    known_from: date | None = None
    profession: str = ""
    kind: str = ""


class Spell(NamedTuple):
    """A time of work, from its first day to `stops`; the register has seen it from `seen_from` on."""

    person: int
    unit: int
    profession: str
    starts: date
    stops: date
    end: SpellEnd
    seen_from: date

    @property
    def months(self) -> float:
        """How long it has lasted, as far as it is known."""
        return months_between(self.starts, self.stops + DAY)

    @property
    def entry(self) -> float:
        """After how many months somebody would have been seen leaving (delayed entry)."""
        return months_between(self.starts, self.seen_from) if self.seen_from > self.starts else 0.0

    @property
    def is_event(self) -> bool:
        """Whether somebody left; otherwise no more is known."""
        return self.end == SpellEnd.LEFT or self.end == SpellEnd.MOVED


# From a tuple with all its parts: a register has thousands, and these take half the time of Work(...) and Spell(...).
work_of: Callable[[tuple[Any, ...]], Work] = partial(tuple.__new__, Work)
_spell_of: Callable[[tuple[Any, ...]], Spell] = partial(tuple.__new__, Spell)


def municipality_spells(works: Iterable[Work], today: date) -> list[Spell]:
    """Return the times of work in the municipality: moves between units, and short gaps, are within one."""
    return _known([_spell(chain, today, moves=False) for chain in _chains(works, today)])


def unit_spells(works: Iterable[Work], today: date) -> list[Spell]:
    """Return the times of work in each unit; whoever goes on in another unit has left the unit alone."""
    found = []
    for chain in _chains(works, today):
        parts = [list(rows) for _unit, rows in groupby(chain, key=lambda work: work.unit)]
        found += [_spell(part, today, moves=True) for part in parts[:-1]]
        found.append(_spell(parts[-1], today, moves=False))
    return _known(found)


def single_spell(work: Work, today: date) -> Spell | None:
    """Return the time of work of one row by itself; None when it was over before the register could see it."""
    return _spell([work], today, moves=False)


def _chains(works: Iterable[Work], today: date) -> list[list[Work]]:
    """Return each person's rows in order, cut where they were away from the municipality."""
    by_person: dict[int, list[Work]] = {}
    for work in works:
        if work.starts <= today:
            by_person.setdefault(work.person, []).append(work)
    chains: list[list[Work]] = []
    for person in sorted(by_person):
        rows = by_person[person]
        if len(rows) == 1:  # nearly everybody
            chains.append(rows)
        else:
            chains += _cut(sorted(rows, key=attrgetter("starts")))
    return chains


def _cut(rows: Sequence[Work]) -> list[list[Work]]:
    first, *later = rows
    chains, until = [[first]], first.ends or date.max
    for work in later:
        if until < work.starts - GAP:
            chains.append([])
        chains[-1].append(work)
        until = max(until, work.ends or date.max)
    return chains


def _spell(rows: Sequence[Work], today: date, *, moves: bool) -> Spell | None:
    first = last = rows[0]
    seen_from = _seen(first) if first.known_from else first.starts
    if len(rows) > 1:  # posts may run beside each other
        last = max(rows, key=lambda work: work.ends or date.max)
        seen_from = min(_seen(work) for work in rows)
    stops, end = _stop(last, today)
    if moves:
        stops, end = min(last.ends or today, today), SpellEnd.MOVED
    if seen_from > stops:  # they had left before the register could see it
        return None
    return _spell_of((first.person, first.unit, first.profession, first.starts, stops, end, seen_from))


def _seen(work: Work) -> date:
    return max(work.starts, work.known_from) if work.known_from else work.starts


def _stop(work: Work, today: date) -> tuple[date, SpellEnd]:
    if work.ends is None or work.ends > today:
        if work.temporary and work.planned_end and work.planned_end < today:
            return max(work.planned_end, work.starts), SpellEnd.PLANNED  # nobody has said what came after
        return today, SpellEnd.HERE
    return work.ends, SpellEnd.PLANNED if _as_planned(work) else SpellEnd.LEFT


def _as_planned(work: Work) -> bool:
    """Tell whether it ended as planned: it says so, or a temporary post ran its time and nothing else is said."""
    if work.reason == SpellEnd.PLANNED:
        return True
    ran_out = work.planned_end is None or (work.ends is not None and work.ends >= work.planned_end)
    return work.temporary and work.reason in {"", "other"} and ran_out


def _known(spells: Iterable[Spell | None]) -> list[Spell]:
    return [spell for spell in spells if spell is not None]


def months_between(first: date, second: date) -> float:
    """Return the time between two days in months, whole on the same day of the month (or its last)."""
    month = second.year * 12 + second.month - 1
    if second.day < min(first.day, _days_in(month)):
        month -= 1
    here, following = min(first.day, _days_in(month)), min(first.day, _days_in(month + 1))
    length = _days_in(month) - here + following
    days = second.day - here + (0 if month % 12 == second.month - 1 else _days_in(month))
    return month - (first.year * 12 + first.month - 1) + days / length


@cache
def _days_in(month: int) -> int:
    """Return how many days a month has; months are counted from the year 0."""
    year, number = divmod(month, 12)
    return monthrange(year, number + 1)[1]


def still_here_after(spell: Spell, months: int, today: date) -> StillHere | None:
    """Tell whether somebody was still employed so long after they began; None as long as it is too early to know."""
    mark = add_months(spell.starts, months)
    if spell.stops >= mark:
        return StillHere.YES
    if spell.end == SpellEnd.LEFT:
        return StillHere.NO
    return None if mark > today and spell.end == SpellEnd.HERE else StillHere.UNKNOWN


@dataclass(frozen=True, slots=True)
class DecemberCount:
    """The national count (PAI) of a year's 1 December to the next: so many there, and where they were a year later.

    Who left for another municipality and who left the sector are one number: our register sees neither.
    """

    there: int
    same: int
    other_service: int
    gone: int


def register_begins(works: Iterable[Work], first: date, last: date) -> date | None:
    """Return the day before which those hired in a time, and gone again, are not seen; None when the register has them.

    Somebody who was registered within a month of beginning hides nobody.
    """
    late = [work.known_from for work in works if first <= work.starts <= last and work.known_from and _is_late(work)]
    return max(late, default=None)


def _is_late(work: Work) -> bool:
    return work.known_from is not None and work.known_from > work.starts + GAP


def december_count(works: Iterable[Work], year: int, today: date) -> DecemberCount | None:
    """Count those registered on 1 December of a year, and one year later by the kind of the unit.

    None when the day has not come, or when somebody came into the register later than the first day without those who
    had left: then the ones who left are not seen.
    """
    rows = list(works)
    return december_counted(at_work_in_december(rows, year), at_work_in_december(rows, year + 1), year, today)


def december_counted(then: Mapping[int, Work], now: Mapping[int, Work], year: int, today: date) -> DecemberCount | None:
    """Do the same from those who were at work on both days."""
    first, second = date(year, 12, 1), date(year + 1, 12, 1)
    if (
        second > today
        or not then
        or any(work.known_from > first and _is_late(work) for work in then.values() if work.known_from)
    ):
        return None
    # Most are where they were, in the same row.
    moved = [(work, later) for work, later in zip(then.values(), map(now.get, then), strict=True) if later is not work]
    gone = sum(later is None for _work, later in moved)
    other = sum(later is not None and later.kind != work.kind for work, later in moved)
    return DecemberCount(len(then), len(then) - gone - other, other, gone)


def at_work_in_december(rows: Iterable[Work], year: int) -> dict[int, Work]:
    """Return those at work on 1 December of a year, by person."""
    day = date(year, 12, 1)
    return {work.person: work for work in rows if work.starts <= day and (work.ends is None or work.ends >= day)}
