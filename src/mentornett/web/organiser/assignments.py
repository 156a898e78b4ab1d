"""What the teams of a network are asked for, with dates and the load in each period."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.competence.queries.courses import trainings_began
from mentornett.core.text import in_language
from mentornett.network import permissions
from mentornett.network.actions import assignments as actions
from mentornett.network.forms.assignments import AssignmentForm, DeadlineForm, LibraryForm
from mentornett.network.queries import setup
from mentornett.network.queries.gatherings import active_teams
from mentornett.network.queries.work import due_of, work_on
from mentornett.network.rules import may_be_extended
from mentornett.network.template.reader import read_template
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.meanwhile import still_as_seen
from mentornett.web.organiser.finding import followed, run


@require_safe
def assignments(request: MemberRequest, network_id: int) -> HttpResponse:
    """List what teams are asked for in order of deadline, with the hours in each period beside the cap (E16, X13)."""
    network = followed(request, network_id)
    live = list(setup.live_gatherings(network))
    return _page(request, network, live, _library_form(live))


def _library_form(live: list[Any], typed: Any = None) -> LibraryForm:
    return LibraryForm(typed, gatherings=live, library=setup.library())


def _page(request: MemberRequest, network: Any, live: list[Any], library: LibraryForm) -> HttpResponse:
    rows = setup.assignments_of(network)
    loads = setup.load_per_period(network, rows)
    asked = [row for row in rows if not row.assignment.withdrawn]
    context = {
        "network": network, "may_run": permissions.may_run(request.viewer, network), "today": request.today,
        "rows": [row for row in asked if not row.on_hold], "waiting": [row for row in asked if row.on_hold],
        "withdrawn": [row for row in rows if row.assignment.withdrawn], "library": library, "loads": loads,
        "trainings": _trainings(network),
        "heavy": [load for load in loads if load.over], "live": live,
    }  # fmt: skip
    return render(request, "organiser/assignments.html", context)


def _trainings(network: Any) -> dict[str, Any]:
    """Return of which teams the training of mentors has a date, and how many teams there are (G10)."""
    teams = list(active_teams(network))
    began = trainings_began({team.municipality_id for team in teams if team.municipality_id})
    rows = [(team, began[team.municipality_id]) for team in teams if team.municipality_id in began]
    return {"rows": rows, "teams": len(teams)}


@FORM_PAGE
def assignment_new(request: MemberRequest, network_id: int) -> HttpResponse:
    """Ask the teams for something of one's own."""
    network = run(request, network_id)
    gatherings = list(setup.live_gatherings(network))
    following = next((row for row in gatherings if row.starts > request.today), None)
    initial = {"gathering": following.pk if following else None, "opens_offset": -31, "due_offset": -10, "hours": 1}
    form = AssignmentForm(
        request.POST or None, gatherings=gatherings, versions=setup.forms_to_choose(network), initial=initial
    )
    if request.method == "POST" and form.is_valid():
        actions.add_assignment(network=network, wanted=form.wanted(), by=request.user, now=request.now)
        return _saved(request, network_id)
    return render(request, "organiser/assignment.html", {"network": network, "form": form})


@require_POST
def assignment_from_library(request: MemberRequest, network_id: int) -> HttpResponse:
    """Ask for something from the template's library."""
    network = run(request, network_id)
    live = list(setup.live_gatherings(network))
    form = _library_form(live, request.POST)
    if not form.is_valid():
        return _page(request, network, live, form)
    template = next(row for row in read_template().assignments if row.key == form.cleaned_data["key"])
    actions.add_from_library(
        network=network, template=template, gathering=form.cleaned_data["gathering"], by=request.user, now=request.now
    )
    return _saved(request, network_id)


def _row(request: MemberRequest, network_id: int, assignment_id: int) -> tuple[Any, Any]:
    network = run(request, network_id)
    rows = network.assignments.select_related("gathering", "network", "questionnaire_version__questionnaire")
    return network, get_object_or_404(rows, pk=assignment_id)


@FORM_PAGE
def assignment(request: MemberRequest, network_id: int, assignment_id: int) -> HttpResponse:
    """Change what the teams are asked for."""
    network, row = _row(request, network_id, assignment_id)
    gatherings = list(setup.live_gatherings(network))
    if row.gathering not in gatherings:
        gatherings.append(row.gathering)
    versions = setup.forms_to_choose(network)
    if row.questionnaire_version and row.questionnaire_version not in versions:
        versions.append(row.questionnaire_version)
    form = AssignmentForm(
        request.POST or None, gatherings=gatherings, versions=versions, initial=AssignmentForm.initial_of(row)
    )
    if request.method == "POST" and form.is_valid() and still_as_seen(request, form, network, assignment=row.pk):
        actions.change_assignment(assignment=row, wanted=form.wanted(), by=request.user, now=request.now)
        return _saved(request, network_id)
    context = {
        "network": network, "assignment": row, "form": form, "evidence": in_language(row.evidence),
        "work": [(each, due_of(each), may_be_extended(each.state)) for each in work_on(row)],
    }  # fmt: skip
    return render(request, "organiser/assignment.html", context)


@FORM_PAGE
def assignment_deadline(request: MemberRequest, network_id: int, assignment_id: int) -> HttpResponse:
    """Set the deadline as a date, or let it follow the gathering again (X15)."""
    network, row = _row(request, network_id, assignment_id)
    start = {"due": row.fixed_due, "reason": row.fixed_due_reason}
    form = DeadlineForm(request.POST or None, today=request.today, initial=start)
    if request.method == "POST" and form.is_valid() and still_as_seen(request, form, network, assignment=row.pk):
        actions.fix_deadline(assignment=row, by=request.user, now=request.now, **form.cleaned_data)
        return _saved(request, network_id)
    shown = next(each for each in setup.assignments_of(network) if each.assignment.pk == row.pk)
    context = {"network": network, "assignment": row, "form": form, "shown": shown}
    return render(request, "organiser/assignment_deadline.html", context)


@require_POST
def assignment_withdraw(request: MemberRequest, network_id: int, assignment_id: int) -> HttpResponse:
    """Ask for it no more."""
    _network, row = _row(request, network_id, assignment_id)
    actions.withdraw_assignment(assignment=row, by=request.user, now=request.now)
    messages.success(request, gettext("Withdrawn. What the teams have written is kept."))
    return redirect("organiser:assignments", network_id)


@require_POST
def assignment_restore(request: MemberRequest, network_id: int, assignment_id: int) -> HttpResponse:
    """Ask for a withdrawn assignment again."""
    _network, row = _row(request, network_id, assignment_id)
    actions.restore_assignment(assignment=row, by=request.user, now=request.now)
    return _saved(request, network_id)


@require_POST
def assignment_move(request: MemberRequest, network_id: int, assignment_id: int) -> HttpResponse:
    """Let an assignment follow another gathering, such as when its own was cancelled."""
    network, row = _row(request, network_id, assignment_id)
    wanted = request.POST.get("gathering", "")
    gathering = get_object_or_404(setup.live_gatherings(network), pk=int(wanted) if wanted.isdecimal() else 0)
    actions.move_to_gathering(assignment=row, gathering=gathering, by=request.user, now=request.now)
    return _saved(request, network_id)


def _saved(request: MemberRequest, network_id: int) -> HttpResponse:
    messages.success(request, gettext("Saved."))
    return redirect("organiser:assignments", network_id)
