"""A team's plans: the progress plan as a table, the project plan with its goal tree, the communication plan."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.core.text import in_language
from mentornett.network.actions import goals as actions
from mentornett.network.actions.living_plans import open_plan
from mentornett.network.actions.plan_approvals import approve_plan
from mentornett.network.choices import GoalLevel
from mentornett.network.forms.goals import GoalForm, plan_question, plan_rows
from mentornett.network.permissions import coordinates, decides_in
from mentornett.network.permissions.writing import own_goals
from mentornett.network.queries.goals import action_of, actions_of, goals_of, network_goals, plans_of
from mentornett.network.queries.plan_approvals import plan_standing
from mentornett.network.queries.writing import sections_of
from mentornett.network.rules import DELIVERED_STATES, WRITABLE_STATES
from mentornett.network.rules.goal_rows import ACTION_TABLES, count_actions, is_overdue
from mentornett.questionnaires.forms import question_field
from mentornett.questionnaires.rules import AnswerError, field_name, read_answer
from mentornett.web.http import MemberRequest, found
from mentornett.web.meanwhile import still_as_seen
from mentornett.web.municipality.assignments import own_team
from mentornett.web.municipality.report_fields import fingerprint, questions_in, typed_in

REMOVED = re.compile(r"q-plan-(a\d+)-remove")
COLUMNS = ACTION_TABLES["progress.tasks"]


def _frame(team: Any) -> dict[str, Any]:
    return {"team": team, "network": team.network}


# --- The progress plan ---------------------------------------------------------------------------


@require_safe
def progress_plan(request: MemberRequest, team_id: int) -> HttpResponse:
    """Show what the team will do as a table to change."""
    return _progress_plan(request, own_team(request, team_id))


def _progress_plan(
    request: MemberRequest, team: Any, *, typed: Any = None, problem: str = "", place: str = "", theirs: Any = ()
) -> HttpResponse:
    every = list(actions_of(team))
    shown = [row for row in every if row.state in ("not_started", "started")]
    rows = plan_rows(shown)
    table = question_field(
        plan_question(), rows, typed=typed, problem=problem, place=place, extra_rows=int("row" in request.GET)
    )
    context = _frame(team) | {
        "table": table, "theirs": theirs, "problem": problem,
        "marks": [(row["id"], fingerprint(row, "", False)) for row in rows],
        "overdue": [row for row in shown if is_overdue(row.state, row.due, request.today)],
        "done": [row for row in every if row.state == "done"],
        "counts": count_actions([(row.state, row.due) for row in every], request.today),
        "plans": plans_of(team, "progress_plan"),
    }  # fmt: skip
    return render(request, "municipality/progress_plan.html", context, status=422 if problem or theirs else 200)


@require_POST
def progress_plan_save(request: MemberRequest, team_id: int) -> HttpResponse:
    """Store the rows that were changed; a row that somebody else changed meanwhile is not overwritten."""
    team = own_team(request, team_id)
    typed = typed_in(request)
    try:
        rows = read_answer(plan_question(), typed) or []
    except AnswerError as error:
        return _progress_plan(request, team, typed=typed, problem=error.message, place=error.field)
    if nameless := next((row for row in rows if _lacks_its_task(row)), None):
        place = field_name(plan_question().key, nameless["id"], "task")
        text = gettext("Write what is to be done, or remove the row.")
        return _progress_plan(request, team, typed=typed, problem=text, place=place)
    stored = {row["id"]: row for row in plan_rows(actions_of(team))}
    theirs = [row for row in rows if _conflicts(row, stored.get(row["id"]), typed)]
    for row in rows:
        if row not in theirs:
            _store(request, team, row, stored, typed)
    _drop_removed(request, team, typed)
    if theirs:
        names = [stored[row["id"]]["task"] for row in theirs]
        return _progress_plan(request, team, typed=typed, theirs=names)
    if "add_row" in request.POST:
        return redirect(f"{request.path.removesuffix('lagre/')}?row=1#table")
    messages.success(request, gettext("Saved"))
    return redirect("municipality:progress_plan", team.pk)


def _lacks_its_task(row: dict[str, Any]) -> bool:
    """Tell whether a row says who, when or how, and not what: it would be left as it was, or be lost."""
    return not row["task"] and any(row[key] for key in COLUMNS if key not in ("task", "status"))


def _mark(row_id: str, typed: Any) -> str:
    return str(typed.get(f"shown-{row_id}", [""])[-1])


def _conflicts(row: dict[str, Any], stored: dict[str, Any] | None, typed: Any) -> bool:
    """Tell whether a row was changed both here and by somebody else since the page was opened."""
    if stored is None:
        return False
    before = _mark(row["id"], typed)
    changed_here = fingerprint(row, "", False) != before
    return changed_here and fingerprint(stored, "", False) != before and row != stored


def _store(request: MemberRequest, team: Any, row: dict[str, Any], stored: dict[str, Any], typed: Any) -> None:
    fields: dict[str, Any] = {name: row[key] for key, name in COLUMNS.items()}
    fields["due"] = date.fromisoformat(fields["due"]) if fields["due"] else None
    fields["state"] = fields["state"] or "not_started"
    if row["id"] not in stored:
        if row["id"][0] != "a" and fields["text"]:
            actions.add_action(team=team, by=request.user, now=request.now, **fields)
    elif fingerprint(row, "", False) != _mark(row["id"], typed) and fields["text"]:
        action = found(action_of(team, row["id"]))
        actions.change_action(action=action, by=request.user, now=request.now, **fields)


def _drop_removed(request: MemberRequest, team: Any, typed: Any) -> None:
    for name in typed:
        match = REMOVED.fullmatch(name)
        if match and (row := action_of(team, match[1])):
            actions.change_action(action=row, by=request.user, now=request.now, state="dropped")


# --- The project plan ----------------------------------------------------------------------------


@require_safe
def project_plan(request: MemberRequest, team_id: int) -> HttpResponse:
    """Show the goal tree to change, the newest plan to read, and its versions."""
    return _project_plan(request, own_team(request, team_id))


def _project_plan(request: MemberRequest, team: Any, form: Any = None) -> HttpResponse:
    plans = list(plans_of(team, "project_plan"))
    standing = plan_standing(team, plans)
    context = _frame(team) | {
        "tree": _tree(team, request.today), "form": form or GoalForm(), "plans": plans,
        "sections": _newest_answers(request, plans), "standing": standing,
        "decides": standing.waits and decides_in(request.viewer, team),
    }  # fmt: skip
    return render(request, "municipality/project_plan.html", context, status=422 if form else 200)


def _tree(team: Any, today: date) -> list[dict[str, Any]]:
    """Return the team's goals with their actions, and the network's goals that the team has not taken over."""
    own = goals_of(team)
    taken = {goal.inherited_id for goal in own}
    every = list(actions_of(team))
    tree: list[dict[str, Any]] = [
        {
            "goal": goal, "level": goal.level, "label": GoalLevel(goal.level).label, "text": goal.text,
            "actions": [_action(row, today) for row in every if row.goal_id == goal.pk],
        }
        for goal in own
    ]  # fmt: skip
    tree += [
        {"inherit": goal, "level": goal.level, "label": GoalLevel(goal.level).label, "text": in_language(goal.text)}
        for goal in network_goals(team.network_id)
        if goal.pk not in taken
    ]
    order = ["effect", "result", "sub"]
    loose = [_action(row, today) for row in every if row.goal_id is None and row.state != "dropped"]
    return [*sorted(tree, key=lambda part: order.index(part["level"])), {"loose": True, "actions": loose}]


def _action(row: Any, today: date) -> dict[str, Any]:
    tones = {"not_started": "neutral", "started": "info", "done": "success", "dropped": "neutral"}
    late = is_overdue(row.state, row.due, today)
    return {"row": row, "late": late, "tone": "warning" if late else tones[row.state]}


def _newest_answers(request: MemberRequest, plans: list[Any]) -> list[dict[str, Any]]:
    """Return the answers of the newest plan that somebody has begun on."""
    begun = [row for row in plans if row.sheet_id and row.state in ("draft", "reopened", "sent", "assessed", "closed")]
    if not begun:
        return []
    return [
        {
            "title": section.title,
            "fields": [question_field(row.question, row.value, attachments=row.attachments) for row in section.rows],
        }
        for section in sections_of(begun[-1], questions_in(request, begun[-1]))
    ]


@require_POST
def plan_approve(request: MemberRequest, team_id: int) -> HttpResponse:
    """Approve the project plan as it stands, as the team's deciding leader."""
    team = own_team(request, team_id)
    if not decides_in(request.viewer, team):
        raise PermissionDenied
    plan = found(plan_standing(team).plan)
    approve_plan(plan=plan, by=request.user, now=request.now)
    messages.success(request, gettext("You have approved the project plan."))
    return redirect("municipality:project_plan", team.pk)


@require_POST
def goal_add(request: MemberRequest, team_id: int) -> HttpResponse:
    """Add a goal of the team's own, or take over one of the network's."""
    team = own_team(request, team_id)
    by = {"by": request.user, "now": request.now}
    if inherited := request.POST.get("inherited", ""):
        goal = get_object_or_404(network_goals(team.network_id), pk=inherited if inherited.isdecimal() else 0)
        text = in_language(goal.text, team.municipality.language)
        actions.add_goal(team=team, text=text, level=GoalLevel(goal.level), inherited=goal, **by)
        return redirect("municipality:project_plan", team.pk)
    form = GoalForm(request.POST)
    if not form.is_valid():
        return _project_plan(request, team, form)
    actions.add_goal(team=team, text=form.cleaned_data["text"], level=GoalLevel(form.cleaned_data["level"]), **by)
    messages.success(request, gettext("The goal is added."))
    return redirect("municipality:project_plan", team.pk)


@require_safe
def goal(request: MemberRequest, goal_id: int) -> HttpResponse:
    """Show one goal to change."""
    row = get_object_or_404(own_goals(request.viewer), pk=goal_id)
    return _goal(request, row, GoalForm(initial=_as_typed(row)))


def _as_typed(row: Any) -> dict[str, Any]:
    return {"text": row.text, "level": row.level, "percent": row.percent, "result": row.result}


def _goal(request: MemberRequest, row: Any, form: GoalForm, status: int = 200) -> HttpResponse:
    return render(request, "municipality/goal.html", _frame(row.team) | {"goal": row, "form": form}, status=status)


@require_POST
def goal_change(request: MemberRequest, goal_id: int) -> HttpResponse:
    """Change a goal's text, how far it is reached, and what came of it."""
    row = get_object_or_404(own_goals(request.viewer), pk=goal_id)
    form = GoalForm(request.POST, initial=_as_typed(row))
    if not form.is_valid() or not still_as_seen(request, form, row):
        return _goal(request, row, form, status=422)
    fields = dict(form.cleaned_data)
    if row.inherited_id:
        fields.pop("level")
    actions.change_goal(goal=row, by=request.user, now=request.now, **fields)
    messages.success(request, gettext("Saved"))
    return redirect("municipality:project_plan", row.team_id)


@require_POST
def goal_drop(request: MemberRequest, goal_id: int) -> HttpResponse:
    """Put a goal away; its actions stay, and it can be taken back from the same page."""
    row = get_object_or_404(own_goals(request.viewer), pk=goal_id)
    dropped = request.POST.get("dropped") != "no"
    if dropped != row.dropped:  # a colleague was not first
        actions.change_goal(goal=row, by=request.user, now=request.now, dropped=dropped)
    messages.success(request, gettext("The goal is put away.") if dropped else gettext("The goal is taken back."))
    return redirect("municipality:goal", row.pk) if row.dropped else redirect("municipality:project_plan", row.team_id)


# --- The communication plan ----------------------------------------------------------------------


@require_safe
def communication_plan(request: MemberRequest, team_id: int) -> HttpResponse:
    """Show the newest communication plan, with where to bring it up to date."""
    team = own_team(request, team_id)
    plans = list(plans_of(team, "communication_plan"))
    opened = _open_plan(plans)
    may_open = opened is None and coordinates(request.viewer, team)
    context = _frame(team) | {
        "plans": plans, "sections": _newest_answers(request, plans), "open": opened,
        "next": _plan_to_open(plans) if may_open else None,
    }  # fmt: skip
    return render(request, "municipality/communication_plan.html", context)


def _open_plan(plans: list[Any]) -> Any:
    return next((row for row in plans if row.state in WRITABLE_STATES), None)


def _plan_to_open(plans: list[Any]) -> Any:
    """Return the plan that a team may open by itself: the newest that is delivered, else the first that is planned."""
    delivered = [row for row in plans if row.state in DELIVERED_STATES]
    return delivered[-1] if delivered else next((row for row in plans if row.state == "planned"), None)


@require_POST
def communication_plan_change(request: MemberRequest, team_id: int) -> HttpResponse:
    """Open the communication plan, to bring it up to date although nobody asks for it now."""
    team = own_team(request, team_id)
    if not coordinates(request.viewer, team):
        raise PermissionDenied
    plans = list(plans_of(team, "communication_plan"))
    plan = _open_plan(plans)
    if plan is None:
        plan = found(_plan_to_open(plans))
        open_plan(submission=plan, by=request.user, now=request.now, today=request.today)
    return redirect("municipality:report", plan.pk)
