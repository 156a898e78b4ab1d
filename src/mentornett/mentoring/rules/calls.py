"""What a call for mentors asks for, and how far somebody meets it. A human decides; this only shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Asked:
    """What a call asks for."""

    least_months: int | None
    professions: Sequence[str]
    guidance: bool


@dataclass(frozen=True, slots=True)
class Met:
    """Whether somebody meets each thing that was asked for; None where it was not asked for or is not known."""

    months: bool | None
    profession: bool | None
    guidance: bool | None

    @property
    def all(self) -> bool:
        """Whether nothing that is asked for is missing."""
        return False not in (self.months, self.profession)


def months_between(since: date, today: date) -> int:
    """Return the whole months from a day until another; never below none."""
    months = (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)
    return max(0, months)


def met(asked: Asked, *, since: date | None, profession: str, guidance: bool, today: date) -> Met:
    """Return how far somebody meets a call. Education in guidance counts for somebody, and is never missing."""
    wanted = {name.casefold().strip() for name in asked.professions}
    return Met(
        months=months_between(since, today) >= asked.least_months if asked.least_months and since else None,
        profession=profession.casefold().strip() in wanted if wanted else None,
        guidance=True if asked.guidance and guidance else None,
    )
