"""Those hired in each year, and what became of them so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mentornett.measurement.choices import SpellEnd
from mentornett.measurement.rules.spells import DecemberCount, Work, december_count, municipality_spells, unit_spells


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
    spells, moves = municipality_spells(rows, today), Counter[int]()
    begun = {(spell.person, spell.starts): spell.starts.year for spell in spells}
    for part in unit_spells(rows, today):
        if part.end == SpellEnd.MOVED:  # told in the year when the whole time of work began
            first = max(starts for person, starts in begun if person == part.person and starts <= part.starts)
            moves[begun[part.person, first]] += 1
    found = []
    for year in sorted({spell.starts.year for spell in spells}, reverse=True):
        of_year = [spell for spell in spells if spell.starts.year == year]
        ends = Counter(spell.end for spell in of_year)
        later = sum(spell.entry > 1 for spell in of_year)
        found.append(
            HireYear(
                year, len(of_year), ends[SpellEnd.HERE], ends[SpellEnd.LEFT], ends[SpellEnd.PLANNED], moves[year], later
            )
        )
    return found


def december_years(works: Iterable[Work], today: date, *, most: int = 5) -> list[tuple[int, DecemberCount | None]]:
    """Return the national count of the last years whose second 1 December has come; None where it cannot be made."""
    rows = list(works)
    last = today.year - 1 if today >= date(today.year, 12, 1) else today.year - 2
    first = min((work.starts.year for work in rows), default=today.year)
    return [(year, december_count(rows, year, today)) for year in range(last, max(first, last - most + 1) - 1, -1)]
