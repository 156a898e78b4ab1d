"""How a team's goals and actions are read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Min, QuerySet

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


@dataclass(frozen=True)
class Pursued:
    """A goal with what was done about it."""

    goal: TeamGoal
    actions: tuple[Action, ...]


def pursued_by(team: Team) -> list[Pursued]:
    """Return the team's goals that have actions, each with them, in two queries."""
    actions = list(actions_of(team))
    found = [Pursued(goal, tuple(row for row in actions if row.goal_id == goal.pk)) for goal in goals_of(team)]
    return [pursued for pursued in found if pursued.actions]


def overdue_actions(teams: Iterable[Team], today: date) -> QuerySet[Action]:
    """Return the teams' actions that are open though their date has passed, the oldest first (E07)."""
    rows = Action.objects.filter(team__in=list(teams), state__in=OPEN_ACTIONS, due__lt=today)
    return rows.order_by("due", "pk")


@dataclass(frozen=True)
class Overdue:
    """How many of a team's actions are past their date, and since when."""

    count: int
    since: date


def overdue_by_team(teams: Iterable[Team], today: date) -> dict[int, Overdue]:
    """Count each team's actions that are past their date, in one query; teams without any are left out."""
    rows = overdue_actions(teams, today).order_by().values("team").annotate(count=Count("pk"), since=Min("due"))
    return {row["team"]: Overdue(row["count"], row["since"]) for row in rows}


def plans_of(team: Team, kind: str) -> QuerySet[Submission]:
    """Return a team's plans of one kind in the order they were asked for: each is a version of the plan."""
    rows = Submission.objects.filter(team=team, assignment__kind=kind, assignment__withdrawn=False)
    rows = rows.select_related(
        "assignment__gathering", "assignment__network", "sent_by", "sheet__version", "team__municipality"
    )
    return rows.order_by("assignment__gathering__starts", "assignment__due_offset", "pk")


def action_of(team: Team, row_id: str) -> Action | None:
    """Return the team's action that a row of a form stands for: «a12» is action 12."""
    number = row_id[1:]
    return Action.objects.filter(team=team, pk=number).first() if number.isdecimal() else None
