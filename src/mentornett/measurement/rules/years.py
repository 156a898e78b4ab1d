"""Those hired in each year, and what became of them so far."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from mentornett.measurement.choices import SpellEnd
from mentornett.measurement.rules.spells import (
    DecemberCount,
    Spell,
    Work,
    at_work_in_december,
    december_counted,
    municipality_spells,
    unit_spells,
)


@dataclass(frozen=True, slots=True)
class HireYear:
    """Those who began in a year: each is still here, has left, or is not followed further. `moved` among them all."""

    year: int
    began: int
    here: int
    left: int
    planned: int
    moved: int
    seen_later: int  # came into the register after they began: those who left before it are not among them


def hire_years(works: Iterable[Work], today: date) -> list[HireYear]:
    """Return the years in which somebody began, the newest first."""
    rows = list(works)
    by_year: dict[int, list[Spell]] = defaultdict(list)
    moved = _moved(rows, today)
    begun: dict[int, list[date]] = {part.person: [] for part in moved}
    for spell in municipality_spells(rows, today):
        by_year[spell.starts.year].append(spell)
        if spell.person in begun:
            begun[spell.person].append(spell.starts)
    moves = Counter(  # told in the year when the whole time of work began
        max(starts for starts in begun[part.person] if starts <= part.starts).year for part in moved
    )
    found = []
    for year, of_year in sorted(by_year.items(), reverse=True):
        ends = Counter(map(attrgetter("end"), of_year))
        later = sum(spell.entry > 1 for spell in of_year if spell.seen_from > spell.starts)
        found.append(
            HireYear(
                year, len(of_year), ends[SpellEnd.HERE], ends[SpellEnd.LEFT], ends[SpellEnd.PLANNED], moves[year], later
            )
        )
    return found


def _moved(rows: Sequence[Work], today: date) -> list[Spell]:
    """Return the times in a unit that ended because somebody went on in another; that takes two rows."""
    posts = Counter(map(attrgetter("person"), rows))
    several = {person for person, number in posts.items() if number > 1}
    parts = unit_spells([work for work in rows if work.person in several], today)
    return [part for part in parts if part.end == SpellEnd.MOVED]


def december_years(works: Iterable[Work], today: date, *, most: int = 5) -> list[tuple[int, DecemberCount | None]]:
    """Return the national count of the last years whose second 1 December has come; None where it cannot be made."""
    rows = list(works)
    last = today.year - 1 if today >= date(today.year, 12, 1) else today.year - 2
    first = min(map(attrgetter("starts"), rows), default=today).year
    years = range(last, max(first, last - most + 1) - 1, -1)
    there = {year: at_work_in_december(rows, year) for year in {*years, *(year + 1 for year in years)}}
    return [(year, december_counted(there[year], there[year + 1], year, today)) for year in years]
