"""Rows for researchers: one for each time of work, about nobody who can be picked out (J20).

Everybody hired in the same half-year is followed equally long, to the end of a half-year: otherwise the months of those
who are still here would tell the month in which they began. What would single out fewer than five, or say the same
about everybody in a group of fewer than ten, is made coarser step by step, and at last left out (k-anonymity with
local recoding: Samarati 2001; the same least numbers as `statistics.disclosure`).
"""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from mentornett.measurement.choices import SpellEnd
from mentornett.measurement.rules.baselines import may_be_told
from mentornett.measurement.rules.spells import Spell, Work, municipality_spells

HALF = 6  # months
OTHER_UNITS, ALL_GROUPS, NOT_TOLD = "samlet", "alle", ""
GROUPS = {"sykepleier": "sykepleier", "sjukepleiar": "sykepleier", "vernepleier": "vernepleier"}
OTHERS = "andre"
YEARS, STEPS = 4, 5  # units together, professions together, post not told, year for half-year, start not told

Starts = Mapping[int, date | None]  # of units; one that has not started has None, or is not there


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """A time of work as a researcher sees it.

    `started` is whether the unit had the scheme on the first day, `entry` the month from which it is seen.
    """

    pseudonym: str
    unit: str
    profession: str
    hired: str
    temporary: str
    started: str
    entry: int
    months: int
    left: int

    @property
    def group(self) -> tuple[str, ...]:
        """What somebody who knows a person might know of them already."""
        return self.unit, self.profession, self.hired, self.temporary, self.started


@dataclass(frozen=True, slots=True)
class Extract:
    """The rows, how many were made coarser, and how many could not be shown or were not seen long enough."""

    rows: tuple[Row, ...]
    coarser: int
    left_out: int
    unseen: int
    persons: frozenset[int]  # whose rows they are, for the log of readings; never for the file


@dataclass(frozen=True, slots=True)
class _Known:
    spell: Spell
    temporary: bool
    started: bool
    half: int  # half-years since the year 0


def half_of(day: date) -> int:
    """Return a day's half-year, counted from the year 0."""
    return day.year * 2 + (day.month > HALF)


def half_name(half: int) -> str:
    """Write a half-year: «2025-2»."""
    return f"{half // 2}-{half % 2 + 1}"


def first_day(half: int) -> date:
    """Return the first day of a half-year."""
    return date(half // 2, 1 + HALF * (half % 2), 1)


def last_half(today: date) -> int:
    """Return the newest half-year that is over."""
    return half_of(today) - 1


def profession_group(profession: str) -> str:
    """Return the group of a profession; special nurses are nurses."""
    plain = profession.casefold()
    return next((group for word, group in GROUPS.items() if word in plain), OTHERS)


def pseudonym(key: bytes, what: str, number: int) -> str:
    """Return a name that nobody can lead back without the key: 64 bits of HMAC-SHA256."""
    return hmac.new(key, f"{what} {number}".encode(), hashlib.sha256).hexdigest()[:16]


def extract(works: Iterable[Work], starts: Starts, *, first: int, last: int, until: int, key: bytes) -> Extract:
    """Return the rows of those hired in the half-years from `first` to `last`, followed to the end of `until`."""
    rows = list(works)
    data_day = date.fromordinal(first_day(until + 1).toordinal() - 1)
    begun = {(work.person, work.starts): work.temporary for work in rows}
    known = [
        _Known(spell, begun[spell.person, spell.starts], _had_started(spell, starts), half_of(spell.starts))
        for spell in municipality_spells(rows, data_day)
        if first <= half_of(spell.starts) <= min(last, until - 1)
    ]
    seen = [one for one in known if _row(one, 0, until, key) and _row(one, STEPS, until, key)]
    waiting, shown, coarser = seen, list[tuple[Row, int]](), 0
    for step in range(STEPS + 1):
        passed, waiting = _sorted_out(waiting, step, until, key)
        shown += passed
        coarser += len(passed) if step else 0
    found = tuple(sorted(row for row, _person in shown))
    people = frozenset(person for _row_, person in shown)
    return Extract(found, coarser, len(waiting), len(known) - len(seen), people)


def _had_started(spell: Spell, starts: Starts) -> bool:
    start = starts.get(spell.unit)
    return start is not None and start <= spell.starts


def _sorted_out(known: list[_Known], step: int, until: int, key: bytes) -> tuple[list[tuple[Row, int]], list[_Known]]:
    """Return the rows of groups that may be shown at this step, and what must be made coarser."""
    groups = defaultdict[tuple[str, ...], list[tuple[Row, _Known]]](list)
    for one in known:
        if row := _row(one, step, until, key):
            groups[row.group].append((row, one))
    passed, waiting = list[tuple[Row, int]](), list[_Known]()
    for members in groups.values():
        if _may_be_shown(row for row, _one in members):
            passed += [(row, one.spell.person) for row, one in members]
        else:
            waiting += [one for _row_, one in members]
    return passed, waiting


def _may_be_shown(rows: Iterable[Row]) -> bool:
    """Tell whether a group is of enough persons, and does not say the same about all of a small one."""
    people = {row.pseudonym: row.left for row in rows}
    left = Counter(people.values())[1]
    return may_be_told(len(people), left)


def _row(one: _Known, step: int, until: int, key: bytes) -> Row | None:
    """Return the row as it is told at a step; None when it was not seen in the time that is told."""
    by_year = step >= YEARS
    last = min(one.half | 1, until - 1) if by_year else one.half  # the half-year of the group that is followed shortest
    limit, spell = (until - last) * HALF, one.spell
    band = 2 * HALF if by_year else HALF
    entry = 0 if spell.entry <= 1 else -int(-spell.entry // band) * band
    months = min(int(spell.months), limit)
    if entry and entry >= months:
        return None
    return Row(
        pseudonym=f"P-{pseudonym(key, 'person', spell.person)}",
        unit=OTHER_UNITS if step >= 1 else f"E-{pseudonym(key, 'unit', spell.unit)[:6]}",
        profession=ALL_GROUPS if step >= 2 else profession_group(spell.profession),
        hired=str(one.half // 2) if by_year else half_name(one.half),
        temporary=NOT_TOLD if step >= 3 else str(int(one.temporary)),
        started=NOT_TOLD if step >= STEPS else str(int(one.started)),
        entry=entry, months=months, left=int(spell.end == SpellEnd.LEFT and int(spell.months) < limit),
    )  # fmt: skip
