"""The goals of a network, which all its teams inherit (O03)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mentornett.core import audit
from mentornett.core.text import clean, in_all, in_language
from mentornett.network.choices import GoalLevel
from mentornett.network.models import Goal, Network, TeamGoal
from mentornett.tenants.models import Person


class GoalInUseError(RuntimeError):
    """A goal that teams work towards, or that others stand under, cannot be taken away."""


@transaction.atomic
def add_network_goal(
    *, network: Network, text: str, level: GoalLevel, by: Person, now: datetime, parent: Goal | None = None
) -> Goal:
    """Add a goal, under another one or standing alone."""
    goal = Goal.objects.create(
        network=network, text=in_all(clean(text).strip()), level=level, parent=parent,
        position=Goal.objects.filter(network=network).count(),
    )  # fmt: skip
    audit.record(verb="network_goal.added", on=network, by=by, now=now, details={"goal": goal.pk})
    return goal


@transaction.atomic
def change_network_goal(
    *, goal: Goal, text: str, level: GoalLevel, by: Person, now: datetime, parent: Goal | None = None
) -> None:
    """Change what a goal says, its level and its place; a text that stays as it was keeps its languages."""
    if (wanted := clean(text).strip()) != in_language(goal.text):
        goal.text = in_all(wanted)
    goal.level, goal.parent = level, parent
    goal.save(update_fields=["text", "level", "parent"])
    audit.record(verb="network_goal.changed", on=goal.network, by=by, now=now, details={"goal": goal.pk})


@transaction.atomic
def remove_network_goal(*, goal: Goal, by: Person, now: datetime) -> None:
    """Take a goal away. Raises GoalInUseError when a team has made it its own or others stand under it."""
    if goal.children.exists() or TeamGoal.objects.filter(inherited=goal).exists():
        raise GoalInUseError
    audit.record(verb="network_goal.removed", on=goal.network, by=by, now=now, details={"goal": goal.pk})
    goal.delete()
