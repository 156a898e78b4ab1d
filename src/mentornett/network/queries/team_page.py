"""What a team's page shows: roles, scores over time, promises, what comes, and what was said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from mentornett.core.text import in_language
from mentornett.network.choices import NetworkState, ScoreBy, TeamState
from mentornett.network.models import Action, Comment, ProgressScore, Submission, Team, TeamGoal, TeamMember
from mentornett.network.queries.goals import actions_of, goals_of
from mentornett.network.queries.overview import due_date
from mentornett.network.queries.roster import role_needs
from mentornett.network.rules import is_called_for
from mentornett.network.rules.goal_rows import is_overdue
from mentornett.tenants.queries import in_force

WAITING = ("planned", "open", "draft", "reopened")
LATEST_COMMENTS = 5
AHEAD = timedelta(days=60)


@dataclass(frozen=True)
class FilledRole:
    """A role of the catalogue with those who hold it today."""

    key: str
    label: str
    level: str
    holders: tuple[TeamMember, ...]
    is_vacant: bool
    severity: str


def filled_roles(team: Team, members: Sequence[TeamMember], phase_position: int | None) -> list[FilledRole]:
    """Return the roles that are called for now or held, in the network's order."""
    found = []
    for need in role_needs([team.network_id]).get(team.network_id, []):
        holders = tuple(member for member in members if member.role.key == need.key)
        is_vacant = (
            not holders and need.level != "optional" and is_called_for(need.from_position, phase_position)
            and team.state == "active"
        )  # fmt: skip
        if holders or is_vacant:
            label = in_language(need.label)
            found.append(FilledRole(need.key, label, need.level, holders, is_vacant, need.severity))
    return found


@dataclass(frozen=True)
class ScorePoint:
    """The scores of one day, as both set them."""

    on: date
    own: float | None
    guide: float | None
    own_reason: str
    guide_reason: str


def scores_in(team: Team) -> QuerySet[ProgressScore]:
    """Return all scores of a team, the oldest first."""
    return ProgressScore.objects.filter(team=team).order_by("on", "pk")


def score_history(rows: Iterable[ProgressScore]) -> list[ScorePoint]:
    """Return a team's scores of both over time, one point per report (or per day without one)."""
    points: dict[Any, dict[str, ProgressScore]] = {}
    for row in rows:
        points.setdefault(row.submission_id or row.on, {})[row.by_kind] = row
    return [_point(rows) for rows in points.values()]


def _point(rows: dict[str, ProgressScore]) -> ScorePoint:
    own, guide = rows.get(ScoreBy.SELF), rows.get(ScoreBy.GUIDE)
    return ScorePoint(
        on=min(row.on for row in rows.values()),
        own=float(own.value) if own else None,
        guide=float(guide.value) if guide else None,
        own_reason=own.reason if own else "",
        guide_reason=guide.reason if guide else "",
    )


@dataclass(frozen=True)
class Promise:
    """A goal with what the team does about it. Actions without a goal come last, with no goal."""

    goal: TeamGoal | None
    actions: tuple[tuple[Action, bool], ...]  # with whether it is past its date


def promises_of(team: Team, today: date) -> list[Promise]:
    """Return goals with their actions, as goals → actions → result."""
    actions = [(row, is_overdue(row.state, row.due, today)) for row in actions_of(team)]
    found = [Promise(goal, tuple(pair for pair in actions if pair[0].goal_id == goal.pk)) for goal in goals_of(team)]
    known = {promise.goal.pk for promise in found if promise.goal}
    loose = tuple(pair for pair in actions if pair[0].goal_id not in known)
    return [*found, Promise(None, loose)] if loose else found


@dataclass(frozen=True)
class Waiting:
    """Work that is not delivered yet."""

    submission: Submission
    due: date
    is_late: bool


def work_waiting(team: Team, today: date) -> list[Waiting]:
    """Return what the team is asked for in the next two months and has not sent, the nearest deadline first.

    While the team rests, and when its network has ended, it is asked only for what is opened anew.
    """
    rests = team.state == TeamState.PAUSED or team.network.state == NetworkState.CLOSED
    asked = ["reopened"] if rests else WAITING
    rows = Submission.objects.filter(team=team, state__in=asked, assignment__withdrawn=False)
    found = []
    for row in rows.select_related("assignment__gathering"):
        due = due_date(row)
        if due is not None and due <= today + AHEAD:
            found.append(Waiting(row, due, due < today))
    return sorted(found, key=lambda waiting: waiting.due)


def latest_comments(team: Team) -> list[Comment]:
    """Return the newest remarks on the team's work that the team may read."""
    rows = Comment.objects.filter(submission__team=team, private=False)
    rows = rows.select_related("by", "submission__assignment").order_by("-at", "-pk")
    return list(rows[:LATEST_COMMENTS])


def units_and_professions(team: Team, today: date) -> tuple[list[int | None], list[str]]:
    """Return one unit and one profession per person in the team today, for the hint about variety."""
    rows = TeamMember.objects.filter(in_force(today), team=team).select_related("person").order_by("pk")
    people = {row.person_id: row for row in rows}
    return [row.unit_id for row in people.values()], [row.person.profession for row in people.values()]
