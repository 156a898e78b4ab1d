"""What a team that joined late has to catch up with, and how far it has come (A03)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mentornett.network.models import CatchUpStep, Team
from mentornett.network.queries.course import course_of
from mentornett.network.queries.texts import WrittenText, late_joiner_text

SHOWN_DAYS = 60  # after joining; a checklist that is begun stays until it is finished


@dataclass(frozen=True)
class Step:
    """One line of the checklist; `done` says who ticked it and when."""

    number: int
    text: str
    done: CatchUpStep | None


@dataclass(frozen=True)
class CatchingUp:
    """The checklist with its ticks."""

    text: WrittenText
    steps: tuple[Step, ...]

    @property
    def done(self) -> int:
        """Return how many steps are done."""
        return sum(step.done is not None for step in self.steps)


def catching_up(team: Team, today: date) -> CatchingUp | None:
    """Return the checklist of a team that joined after the first gathering, while it is of use."""
    if team.joined <= team.network.starts:
        return None
    gatherings = list(course_of(team.network).exclude(state="cancelled"))
    if not gatherings or team.joined <= gatherings[0].starts:
        return None
    ticks = {row.number: row for row in CatchUpStep.objects.filter(team=team).select_related("by")}
    text = late_joiner_text(team, next((row for row in gatherings if row.ends >= today), None), today)
    steps = tuple(Step(number, item, ticks.get(number)) for number, item in enumerate(text.items, start=1))
    found = CatchingUp(text, steps)
    is_new = (today - team.joined).days <= SHOWN_DAYS
    return found if is_new or 0 < found.done < len(steps) else None
