"""The spread board: how far the programme has come in each unit (A17, C07, C13, I11)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.core.time import date_words
from mentornett.measurement.actions.spread import share_spread, stop_sharing
from mentornett.measurement.permissions.spread import spreads_shared_by
from mentornett.measurement.queries.rollouts import drawn_in
from mentornett.measurement.queries.spread import networks_beside
from mentornett.mentoring.actions import programmes as actions
from mentornett.mentoring.choices import UnitPhase
from mentornett.mentoring.forms.programmes import StepForm
from mentornett.mentoring.queries import programmes as queries
from mentornett.reports.rollout_words import departure_words
from mentornett.tenants import actions as tenants
from mentornett.tenants.forms import UnitForm
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.meanwhile import still_as_seen
from mentornett.web.programme.finding import followed, may_run, run

TONES = {
    UnitPhase.NOT_STARTED: "neutral", UnitPhase.PILOT: "info", UnitPhase.ROLLED_OUT: "accent",
    UnitPhase.IN_OPERATION: "success", UnitPhase.NOT_RELEVANT: "neutral",
}  # fmt: skip


@require_safe
def board(request: MemberRequest, programme_id: int) -> HttpResponse:
    """Show all units, how far each has come, and the share of those it is relevant for."""
    programme = followed(request, programme_id)
    found = queries.boards_of([programme], request.today)[programme.pk]
    phases = [
        {"label": phase.label, "tone": TONES[phase], "count": found.spread.by_phase[phase]} for phase in UnitPhase
    ]
    drawn = drawn_in(row.unit.pk for row in found.rows)
    rows = [
        {
            "row": row, "tone": TONES[row.phase], "phase": row.phase.label, "drawn": drawn.get(row.unit.pk),
            "otherwise": departure_words(drawn[row.unit.pk]) if row.unit.pk in drawn else "",
        }
        for row in found.rows
    ]  # fmt: skip
    context = {
        "programme": programme, "rows": rows, "spread": found.spread, "phases": phases, "is_drawn": bool(drawn),
        "may_run": may_run(request, programme), "networks": networks_beside(programme, request.today),
    }  # fmt: skip
    return render(request, "programme/board.html", context)


@require_POST
def spread_share(request: MemberRequest, programme_id: int, network_id: int) -> HttpResponse:
    """Let a network that the municipality takes part in see how many units use the programme."""
    programme = run(request, programme_id)
    network = next((each for each, _row in networks_beside(programme, request.today) if each.pk == network_id), None)
    if network is None:
        raise Http404
    share_spread(programme=programme, network=network, by=request.user, now=request.now, today=request.today)
    messages.success(request, gettext("The network sees the two numbers now."))
    return redirect("programme:board", programme.pk)


@require_POST
def spread_stop(request: MemberRequest, shared_id: int) -> HttpResponse:
    """Take the numbers back from a network."""
    shared: Any = get_object_or_404(spreads_shared_by(request.viewer), pk=shared_id)
    stop_sharing(shared=shared, by=request.user, now=request.now)
    messages.success(request, gettext("The network no longer sees the numbers."))
    return redirect("programme:board", shared.programme_id)


@FORM_PAGE
def step(request: MemberRequest, programme_id: int, unit_id: int) -> HttpResponse:
    """Note how far a unit has come from a day on, and look at how it came there."""
    programme = run(request, programme_id)
    unit: Any = get_object_or_404(queries.units_of(programme), pk=unit_id)
    steps = queries.steps_of(programme, unit)
    people = queries.people_responsible(programme.municipality, request.today)
    newest = steps[0] if steps else None
    form = StepForm.of(newest, request.POST or None, people=people, today=request.today)
    if request.method == "POST" and form.is_valid() and still_as_seen(request, form, programme, unit=unit.pk):
        step = actions.set_step(programme=programme, unit=unit, by=request.user, now=request.now, **form.cleaned_data)
        messages.success(request, _what_holds(step, newest, request.today))
        return redirect("programme:board", programme.pk)
    context = {"programme": programme, "unit": unit, "form": form, "steps": steps}
    return render(request, "programme/step.html", context)


def _what_holds(step: Any, newest: Any, today: date) -> str:
    """Say that a step is saved, and why the board does not show it when it does not."""
    if newest and step.starts < newest.starts:
        return gettext("Saved. It stands in the history: a newer step is noted from %(day)s.") % {
            "day": date_words(newest.starts, today)
        }
    if step.starts > today:
        return gettext("Saved. It holds from %(day)s.") % {"day": date_words(step.starts, today)}
    return gettext("Saved.")


@FORM_PAGE
def unit_new(request: MemberRequest, programme_id: int) -> HttpResponse:
    """Add a unit to the municipality."""
    programme = run(request, programme_id)
    form = UnitForm(request.POST or None, municipality=programme.municipality)
    if request.method == "POST" and form.is_valid():
        tenants.add_unit(municipality=programme.municipality, by=request.user, now=request.now, **form.cleaned_data)
        messages.success(request, gettext("Saved."))
        return redirect("programme:board", programme.pk)
    context = {"programme": programme, "form": form, "title": gettext("New unit"), "back": "board"}
    return render(request, "programme/form.html", context)


@FORM_PAGE
def unit_edit(request: MemberRequest, programme_id: int, unit_id: int) -> HttpResponse:
    """Rename or move a unit."""
    programme = run(request, programme_id)
    unit: Any = get_object_or_404(queries.units_of(programme), pk=unit_id)
    form = UnitForm(request.POST or None, municipality=unit.municipality, unit=unit)
    if request.method == "POST" and form.is_valid() and still_as_seen(request, form, unit):
        tenants.change_unit(unit=unit, by=request.user, now=request.now, **form.cleaned_data)
        messages.success(request, gettext("Saved."))
        return redirect("programme:board", programme.pk)
    context = {"programme": programme, "form": form, "title": gettext("Change the unit"), "back": "board"}
    return render(request, "programme/form.html", context)
