"""What the programme asks of a pair: hard rules, and the weight of each criterion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mentornett.matching.choices import Criterion, First

FULL_POINTS = 10
HEAVIEST = 10
ANY_SHIFT = "rotation"

DEFAULT_WEIGHTS: Mapping[Criterion, int] = {
    Criterion.UNIT: 5,
    Criterion.SHIFT: 4,
    Criterion.SPECIALITY: 3,
    Criterion.EXPERIENCE: 3,
    Criterion.LANGUAGE: 2,
    Criterion.MENTEE_WISH: 6,
    Criterion.MENTOR_WISH: 4,
    Criterion.LOAD: 4,
}


class RulesError(ValueError):
    """The rules contradict themselves or name what is not there; `where` tells the setting."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why


@dataclass(frozen=True, slots=True)
class Rules:
    """The programme's rules.

    `professions` maps a mentee's profession to the mentor professions that fit; a profession that is not there fits
    itself alone. `near` holds pairs of units that count as neighbours. A criterion in `must` has to earn points, or the
    pair is not allowed.
    """

    first: First = First.MOST_MATCHED
    weights: Mapping[Criterion, int] = field(default_factory=lambda: dict(DEFAULT_WEIGHTS))
    must: frozenset[Criterion] = frozenset()
    professions: Mapping[str, frozenset[str]] = field(default_factory=dict)
    same_profession: bool = True
    training_required: bool = True
    experience_months: int = 12
    near: frozenset[frozenset[str]] = frozenset()

    def __post_init__(self) -> None:
        for criterion, weight in self.weights.items():
            if not 0 <= weight <= HEAVIEST:
                raise RulesError(f"weights.{criterion}", f"{weight} is not from 0 to {HEAVIEST}")
        if self.experience_months < 0:
            raise RulesError("experience_months", "is below 0")
        if Criterion.LOAD in self.must:
            raise RulesError("must", "load cannot be a must: use the mentor's places")

    def weight(self, criterion: Criterion) -> int:
        """Return a criterion's weight, 0 to 10."""
        return self.weights.get(criterion, 0)

    def fitting(self, profession: str) -> frozenset[str]:
        """Return the mentor professions that fit a mentee's profession."""
        return self.professions.get(profession, frozenset({profession}))

    @property
    def most(self) -> int:
        """The most points that one pair can earn."""
        return FULL_POINTS * sum(self.weights.values())
