"""What speaks for a level on the progress scale. It stands beside the score as a suggestion and never sets it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

HIGHEST_SUGGESTED = Decimal("2.5")


@dataclass(frozen=True)
class ProgressFacts:
    """What is known about a team's progress from roster, plans, reports and before/now. None: not known."""

    required_roles_filled: bool = False
    project_plan_begun: bool = False
    baseline_measured: bool = False
    mentors: int | None = None
    pilot_units: int | None = None
    pairs: int | None = None
    goals_percent: int | None = None


@dataclass(frozen=True)
class Sign:
    """Something that belongs to a level, and whether it is seen. `number` goes into its sentence."""

    key: str
    level: Decimal
    seen: bool
    number: int | None = None


def signs(facts: ProgressFacts) -> tuple[Sign, ...]:
    """Return what each level up to 4.0 asks for that can be seen here; higher ones are a matter of judgement."""
    percent = facts.goals_percent or 0
    return (
        Sign("roles", Decimal("1.0"), facts.required_roles_filled),
        Sign("plan", Decimal("1.5"), facts.project_plan_begun),
        Sign("baseline", Decimal("2.0"), facts.baseline_measured),
        Sign("mentors", Decimal("2.0"), bool(facts.mentors), facts.mentors),
        Sign("pilot", Decimal("2.5"), bool(facts.pilot_units), facts.pilot_units),
        Sign("pairs", Decimal("2.5"), bool(facts.pairs), facts.pairs),
        Sign("fifth", Decimal("3.0"), percent >= 20, facts.goals_percent),
        Sign("spread", Decimal("4.0"), (facts.pilot_units or 0) >= 2, facts.pilot_units),
        Sign("half", Decimal("4.0"), percent >= 50, facts.goals_percent),
    )


def suggested_level(seen: Iterable[Sign]) -> Decimal:
    """Return the highest level for which all its own signs and those below are seen; 0.5 when none is.

    It goes no further than 2.5: from 3.0 on the question is whether something has become better, and no list sees that.
    """
    level = Decimal("0.5")
    every = sorted((sign for sign in seen if sign.level <= HIGHEST_SUGGESTED), key=lambda sign: sign.level)
    for step in dict.fromkeys(sign.level for sign in every):
        if not all(sign.seen for sign in every if sign.level == step):
            return level
        level = step
    return level
