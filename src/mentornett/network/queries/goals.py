"""How a team's goals and actions are read."""

from __future__ import annotations

from datetime import date

from django.db.models import F, QuerySet

from mentornett.network.models import Action, Goal, Submission, Team, TeamGoal
from mentornett.network.rules.goal_rows import OPEN_ACTIONS

LEVEL_ORDER = {"effect": 0, "result": 1, "sub": 2}


def network_goals(network_id: int) -> QuerySet[Goal]:
    """Return the goals that all teams of a network inherit."""
    return Goal.objects.filter(network=network_id).order_by("position", "pk")


def goals_of(team: Team) -> list[TeamGoal]:
    """Return the team's goals that it works towards, from the effect goal down."""
    rows = TeamGoal.objects.filter(team=team, dropped=False).select_related("inherited").order_by("position", "pk")
    return sorted(rows, key=lambda goal: LEVEL_ORDER[goal.level])


def actions_of(team: Team) -> QuerySet[Action]:
    """Return all the team's actions, those with the nearest deadline first."""
    return Action.objects.filter(team=team).select_related("goal").order_by(F("due").asc(nulls_last=True), "pk")


def open_actions_of(team: Team) -> QuerySet[Action]:
    """Return the actions that are neither done nor dropped."""
    return actions_of(team).filter(state__in=OPEN_ACTIONS)


def overdue_actions(team: Team, today: date) -> QuerySet[Action]:
    """Return the actions whose date has passed."""
    return open_actions_of(team).filter(due__lt=today)


def plans_of(team: Team, kind: str) -> QuerySet[Submission]:
    """Return a team's plans of one kind in the order they were asked for: each is a version of the plan."""
    rows = Submission.objects.filter(team=team, assignment__kind=kind, assignment__withdrawn=False)
    rows = rows.select_related("assignment__gathering", "assignment__network", "sent_by", "sheet", "team__municipality")
    return rows.order_by("assignment__gathering__starts", "assignment__due_offset", "pk")


def action_of(team: Team, row_id: str) -> Action | None:
    """Return the team's action that a row of a form stands for: «a12» is action 12."""
    number = row_id[1:]
    return Action.objects.filter(team=team, pk=number).first() if number.isdecimal() else None
