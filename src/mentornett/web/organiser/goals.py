"""The goals of a network, which all its teams inherit (O03)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from mentornett.network.actions import network_goals as actions
from mentornett.network.forms.goals import NetworkGoalForm
from mentornett.network.queries.goals import network_goals
from mentornett.network.queries.setup import goal_tree
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.meanwhile import still_as_seen
from mentornett.web.organiser.finding import run


def _goal(request: MemberRequest, network_id: int, goal_id: int) -> tuple[Any, Any]:
    network = run(request, network_id)
    return network, get_object_or_404(network_goals(network.pk).select_related("network"), pk=goal_id)


def _saved(request: MemberRequest, network_id: int, text: str) -> HttpResponse:
    messages.success(request, text)
    return redirect("organiser:goals", network_id)


@FORM_PAGE
def goals(request: MemberRequest, network_id: int) -> HttpResponse:
    """Show the goals to change, and add one."""
    network = run(request, network_id)
    form = NetworkGoalForm(request.POST or None, goals=network_goals(network.pk))
    if request.method == "POST" and form.is_valid():
        actions.add_network_goal(network=network, by=request.user, now=request.now, **form.wanted())
        return _saved(request, network_id, gettext("Saved."))
    return render(request, "organiser/goals.html", {"network": network, "goals": goal_tree(network), "form": form})


@FORM_PAGE
def goal(request: MemberRequest, network_id: int, goal_id: int) -> HttpResponse:
    """Change what a goal says and where it stands."""
    network, row = _goal(request, network_id, goal_id)
    form = NetworkGoalForm(request.POST or None, goals=network_goals(network.pk), goal=row)
    if request.method == "POST" and form.is_valid() and still_as_seen(request, form, network, goal=row.pk):
        actions.change_network_goal(goal=row, by=request.user, now=request.now, **form.wanted())
        return _saved(request, network_id, gettext("Saved."))
    return render(request, "organiser/goal.html", {"network": network, "goal": row, "form": form})


@require_POST
def goal_remove(request: MemberRequest, network_id: int, goal_id: int) -> HttpResponse:
    """Take a goal away that nobody works towards."""
    _network, row = _goal(request, network_id, goal_id)
    try:
        actions.remove_network_goal(goal=row, by=request.user, now=request.now)
    except actions.GoalInUseError:
        text = gettext("Teams work towards this goal, or others stand under it. Change it instead.")
        messages.error(request, text)
        return redirect("organiser:goal", network_id, goal_id)
    return _saved(request, network_id, gettext("The goal is taken away."))
