"""Goals and actions of a team: its goal tree, its progress plan, and what its reports say about both."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from mentornett.core import audit
from mentornett.core.text import clean, in_language
from mentornett.network.choices import ActionState, GoalLevel
from mentornett.network.models import Action, Goal, Submission, Team, TeamGoal
from mentornett.network.rules.goal_rows import ACTION_TABLES, changed_in
from mentornett.questionnaires.models import Answer
from mentornett.tenants.models import Person

GOAL_FIELDS = {"text": "text", "percent": "percent", "comment": "result"}
ACTION_FIELDS = {"text": "text", "state": "state", "comment": "comment"}


@transaction.atomic
def add_goal(
    *,
    team: Team,
    text: str,
    by: Person,
    now: datetime,
    level: GoalLevel = GoalLevel.SUB,
    inherited: Goal | None = None,
    percent: int | None = None,
    result: str = "",
) -> TeamGoal:
    """Give a team a goal of its own, or take over one of the network's."""
    last = TeamGoal.objects.filter(team=team).aggregate(last=Max("position"))["last"]
    goal = TeamGoal(
        team=team, text=clean(text).strip()[:400], level=level, inherited=inherited, percent=percent, result=result,
        position=0 if last is None else last + 1, organiser_id=team.organiser_id, municipality_id=team.municipality_id,
    )  # fmt: skip
    goal.save()
    audit.record(verb="goal.added", on=goal, by=by, now=now, details={"level": level, "inherited": bool(inherited)})
    return goal


@transaction.atomic
def change_goal(*, goal: TeamGoal, by: Person, now: datetime, **fields: Any) -> None:
    """Change a goal's text, result, percent, position or dropped."""
    for name, value in fields.items():
        setattr(goal, name, clean(value).strip() if isinstance(value, str) else value)
    goal.save(update_fields=list(fields))
    audit.record(verb="goal.changed", on=goal, by=by, now=now, details={"fields": sorted(fields)})


@transaction.atomic
def add_action(
    *,
    team: Team,
    text: str,
    by: Person,
    now: datetime,
    goal: TeamGoal | None = None,
    responsible: str = "",
    due: date | None = None,
    how: str = "",
    state: str = ActionState.NOT_STARTED,
    comment: str = "",
    from_submission: Submission | None = None,
) -> Action:
    """Add something the team will do; it stands in the progress plan and in the next status report."""
    action = Action(
        team=team, goal=goal, text=clean(text).strip()[:400], how=clean(how).strip()[:400], due=due, state=state,
        responsible=clean(responsible).strip()[:160], comment=clean(comment).strip()[:400],
        from_submission=from_submission, organiser_id=team.organiser_id, municipality_id=team.municipality_id,
    )  # fmt: skip
    action.save()
    audit.record(verb="action.added", on=action, by=by, now=now)
    return action


@transaction.atomic
def change_action(*, action: Action, by: Person, now: datetime, **fields: Any) -> None:
    """Change what, how, who, when, state or comment of an action; nothing is written when all is as before."""
    changed = {name: clean(v).strip() if isinstance(v, str) else v for name, v in fields.items()}
    changed = {name: value for name, value in changed.items() if getattr(action, name) != value}
    if not changed:
        return
    for name, value in changed.items():
        setattr(action, name, value)
    action.save(update_fields=list(changed))
    audit.record(verb="action.changed", on=action, by=by, now=now, details={"fields": sorted(changed)})


@transaction.atomic
def take_over_report(*, submission: Submission, by: Person, now: datetime) -> None:
    """Write back to goals and actions what a report that is being sent says about them.

    Only what the report changed is written, so that a change made in the plan meanwhile stands. New rows get the id
    of what they became, so that sending again does not add them twice.
    """
    answers = Answer.objects.filter(sheet=submission.sheet).select_related("question").order_by("question__position")
    for answer in answers:
        if answer.question.type == "goals" and answer.value:
            _store(answer, [_goals_row(submission, row, by, now) for row in answer.value])
        elif answer.question.key in ACTION_TABLES and answer.value:
            columns = ACTION_TABLES[answer.question.key]
            _store(answer, [_plan_row(submission, row, columns, by, now) for row in answer.value])


def _store(answer: Answer, rows: list[dict[str, Any]]) -> None:
    answer.value = rows
    answer.save(update_fields=["value"])


def _goals_row(submission: Submission, row: dict[str, Any], by: Person, now: datetime) -> dict[str, Any]:
    team, kind, number = submission.team, row["id"][0], int(row["id"][1:])
    changed = changed_in(row)
    if kind == "n":
        return row | {"id": _added(submission, row, by, now), "was": {name: row[name] for name in _named(row)}}
    if kind == "i":
        goal = Goal.objects.get(pk=number, network=team.network_id)
        text = row["text"] or in_language(goal.text)
        own = add_goal(
            team=team, text=text, by=by, now=now, level=GoalLevel(goal.level), inherited=goal, percent=row["percent"],
            result=row["comment"],
        )  # fmt: skip
        return row | {"id": f"g{own.pk}", "was": {name: row[name] for name in _named(row)}}
    if kind == "g" and changed and (goal_row := TeamGoal.objects.filter(team=team, pk=number).first()):
        change_goal(goal=goal_row, by=by, now=now, **{GOAL_FIELDS[name]: value for name, value in changed.items()})
    if kind == "a" and changed and (action := Action.objects.filter(team=team, pk=number).first()):
        change_action(action=action, by=by, now=now, **{ACTION_FIELDS[name]: value for name, value in changed.items()})
    return row


def _named(row: Mapping[str, Any]) -> Mapping[str, str]:
    return GOAL_FIELDS if row["kind"] == "goal" else ACTION_FIELDS


def _added(submission: Submission, row: Mapping[str, Any], by: Person, now: datetime) -> str:
    if row["kind"] == "goal":
        goal = add_goal(
            team=submission.team, text=row["text"], by=by, now=now, percent=row["percent"], result=row["comment"]
        )
        return f"g{goal.pk}"
    parent = row.get("parent", "")
    under = TeamGoal.objects.filter(team=submission.team, pk=int(parent[1:])).first() if parent[:1] == "g" else None
    action = add_action(
        team=submission.team, text=row["text"], by=by, now=now, goal=under, state=row["state"], comment=row["comment"],
        from_submission=submission,
    )  # fmt: skip
    return f"a{action.pk}"


def _plan_row(
    submission: Submission, row: dict[str, Any], columns: Mapping[str, str], by: Person, now: datetime
) -> dict[str, Any]:
    fields = {name: row.get(key, "") for key, name in columns.items()}
    fields["due"] = date.fromisoformat(fields["due"]) if fields.get("due") else None
    fields["state"] = fields.get("state") or ActionState.NOT_STARTED
    if row["id"][0] == "a":
        action = Action.objects.filter(team=submission.team, pk=int(row["id"][1:])).first()
        if action:
            stated = fields if "state" in columns.values() else {k: v for k, v in fields.items() if k != "state"}
            change_action(action=action, by=by, now=now, **stated)
            return row
    if not fields["text"]:
        return row
    action = add_action(team=submission.team, by=by, now=now, from_submission=submission, **fields)
    return row | {"id": f"a{action.pk}"}
