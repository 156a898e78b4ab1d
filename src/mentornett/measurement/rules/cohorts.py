"""New hires as a release counts them: when and where they began, and whether they were still here a year later.

Only those of half-years that are followed to the end are counted, so that a share is a count of people and nothing has
to be estimated. Whoever came into the register long after they began is left out: those like them who had left are not
seen. So is whoever had a temporary post that ended as planned.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from mentornett.core.text import search_key
from mentornett.measurement.choices import StillHere
from mentornett.measurement.rules.half_years import half_year_of, is_followed
from mentornett.measurement.rules.spells import Spell, still_here_after

QUARTERS = (3, 6, 9, 12)
LEFT = ("q1", "q2", "q3", "q4")  # left in the first, second, third or fourth quarter
STAYED = "stay"
LEFT_LATER, STAYED_LATER, LOST_LATER = "left24", "stay24", "rest24"
BEFORE, AFTER = "before", "after"
YEAR, TWO_YEARS = 12, 24
SEEN = 1.0  # months after the first day within which somebody must have come into the register
PROFESSIONS = ("sykepleier", "vernepleier", "other")


@dataclass(frozen=True, slots=True)
class Hire:
    """Somebody newly hired. `later` is what became of them after two years, "" when that is too early to know."""

    half: str
    unit: str
    profession: str
    side: str
    outcome: str
    later: str = ""

    @property
    def stayed(self) -> bool:
        """Whether they were still employed after a year."""
        return self.outcome == STAYED


def hires_of(spells: Iterable[Spell], starts: Mapping[int, date | None], until: date) -> list[Hire]:
    """Return those who can be counted on the last day of a half-year, from times of work as they were on that day."""
    found = []
    for spell in spells:
        half = half_year_of(spell.starts)
        outcome = _outcome(spell, until) if is_followed(half, YEAR, until) and spell.entry < SEEN else ""
        if outcome:
            start = starts.get(spell.unit)
            side = AFTER if start is not None and start <= spell.starts else BEFORE
            later = _later(spell, outcome, until) if is_followed(half, TWO_YEARS, until) else ""
            found.append(Hire(half, str(spell.unit), profession_of(spell.profession), side, outcome, later))
    return found


def _outcome(spell: Spell, until: date) -> str:
    for left, months in zip(LEFT, QUARTERS, strict=True):
        here = still_here_after(spell, months, until)
        if here != StillHere.YES:
            return left if here == StillHere.NO else ""
    return STAYED


def _later(spell: Spell, outcome: str, until: date) -> str:
    if outcome != STAYED:
        return outcome
    here = still_here_after(spell, TWO_YEARS, until)
    return {StillHere.YES: STAYED_LATER, StillHere.NO: LEFT_LATER}.get(here or StillHere.UNKNOWN, LOST_LATER)


def profession_of(name: str) -> str:
    """Return the group of a profession: nurses, social educators, all others."""
    key = search_key(name)
    return next((group for group in PROFESSIONS[:-1] if search_key(group) in key), PROFESSIONS[-1])


def of_professions(spells: Iterable[Spell], wanted: Collection[str]) -> list[Spell]:
    """Return the times of work in these professions; with none named, in all."""
    keys = {search_key(name) for name in wanted}
    return [spell for spell in spells if not keys or search_key(spell.profession) in keys]


def start_of(unit: int, starts: Mapping[int, date], parents: Mapping[int, int | None]) -> date | None:
    """Return when a unit started: its own first step, or else that of the nearest unit above it."""
    seen: set[int] = set()
    at: int | None = unit
    while at is not None and at not in seen:
        if at in starts:
            return starts[at]
        seen.add(at)
        at = parents.get(at)
    return None
