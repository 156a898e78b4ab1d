"""Who a team needs, how large it is, and how steady: plain functions of plain values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

ASKED_FOR = frozenset({"required", "expected"})
_WEIGHT = {"block": 0, "warn": 1, "info": 2}


@dataclass(frozen=True)
class RoleNeed:
    """A role of the catalogue; `from_position` is the position of the phase from which it is called for."""

    key: str
    label: Mapping[str, str]
    level: str
    severity: str
    decides: bool = False
    from_position: int | None = None


@dataclass(frozen=True)
class Vacancy:
    """A role that is called for now and that nobody holds."""

    key: str
    label: Mapping[str, str]
    level: str
    severity: str
    decides: bool


def vacancies(needs: Iterable[RoleNeed], held: Collection[str], phase_position: int | None) -> list[Vacancy]:
    """Return the roles that are called for in the network's present phase and not held, the most serious first.

    `held` holds the keys of the roles that somebody has today. Without a phase, roles that wait for one are left out.
    """
    missing = [
        Vacancy(need.key, need.label, need.level, need.severity, need.decides)
        for need in needs
        if need.level in ASKED_FOR and need.key not in held and is_called_for(need.from_position, phase_position)
    ]
    return sorted(missing, key=lambda vacancy: (_WEIGHT[vacancy.severity], vacancy.level != "required"))


def is_called_for(from_position: int | None, phase_position: int | None) -> bool:
    """Tell whether a role that begins with one phase is called for in another."""
    return not from_position or (phase_position is not None and from_position <= phase_position)


def coming_roles(needs: Iterable[RoleNeed], held: Collection[str], phase_position: int | None) -> list[RoleNeed]:
    """Return the roles that a later phase calls for and that nobody holds yet (B07)."""
    return [
        need
        for need in needs
        if need.level in ASKED_FOR and need.key not in held and not is_called_for(need.from_position, phase_position)
    ]


@dataclass(frozen=True)
class SizeLimits:
    """How many people a team should have. The numbers are the network's settings (B01, B02, X05)."""

    minimum: int = 3
    maximum: int = 11
    ideal_minimum: int = 3
    ideal_maximum: int = 7
    severity: str = "info"


def size_remark(people: int, limits: SizeLimits) -> str:
    """Return what to say about a team's size: «few», «many», «outside_ideal», or nothing."""
    if people < limits.minimum:
        return "few"
    if people > limits.maximum:
        return "many"
    if not limits.ideal_minimum <= people <= limits.ideal_maximum:
        return "outside_ideal"
    return ""


def size_refused(people: int, limits: SizeLimits) -> bool:
    """Tell whether one more person is stopped by the network's own limit."""
    return limits.severity == "block" and people > limits.maximum


@dataclass(frozen=True)
class Spell:
    """One person's time in a team; `ends` is the last day."""

    person: int
    starts: date
    ends: date | None = None

    def covers(self, day: date) -> bool:
        """Tell whether the person was there on a day."""
        return self.starts <= day and (self.ends is None or day <= self.ends)


@dataclass(frozen=True)
class Continuity:
    """How many of those who began are there still (A12)."""

    still: int
    began: int
    left: int  # how many people have left altogether


def continuity(spells: Iterable[Spell], today: date) -> Continuity:
    """Return how many of those who began with the team are in it today; a change of role is not a departure."""
    every = list(spells)
    first = min((spell.starts for spell in every), default=today)
    began = {spell.person for spell in every if spell.starts == first}
    here = {spell.person for spell in every if spell.covers(today)}
    gone = {spell.person for spell in every if spell.starts <= today} - here
    return Continuity(still=len(began & here), began=len(began), left=len(gone))


def diversity_hint(units: Collection[int | None], professions: Collection[str]) -> str:
    """Return «one_unit» or «one_profession» where a whole team comes from one place (B03), or nothing.

    Both collections hold one value per person; unknown ones (None, "") are not held against the team.
    """
    if len(units) > 1 and None not in units and len(set(units)) == 1:
        return "one_unit"
    known = [profession.strip().casefold() for profession in professions]
    if len(known) > 1 and "" not in known and len(set(known)) == 1:
        return "one_profession"
    return ""
