"""Versions of the plan: added, written as they stand in the documents, compared."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from mentornett.network.actions import plans as actions
from mentornett.network.forms.plans import BaseRows, NewPlanForm, PlanForm, PlanRows
from mentornett.network.queries.plans import plans_of
from mentornett.network.queries.setup import live_gatherings
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.meanwhile import still_as_seen
from mentornett.web.organiser.finding import run


@FORM_PAGE
def plan_new(request: MemberRequest, network_id: int) -> HttpResponse:
    """Add a version of the plan."""
    network = run(request, network_id)
    form = NewPlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        gatherings = live_gatherings(network).order_by("number") if data.pop("copy_now") else ()
        plan = actions.add_plan_version(
            network=network, by=request.user, now=request.now, gatherings=gatherings, **data
        )
        return redirect("organiser:plan", network.pk, plan.number)
    return render(request, "organiser/plan_new.html", {"network": network, "form": form})


def _plan(request: MemberRequest, network_id: int, number: int) -> Any:
    network = run(request, network_id)
    return get_object_or_404(plans_of(network).select_related("network"), number=number)


@FORM_PAGE
def plan(request: MemberRequest, network_id: int, number: int) -> HttpResponse:
    """Write down what a version of the plan says; dates in the wrong order are said at their row (X03)."""
    plan = _plan(request, network_id, number)
    typed = request.POST or None
    form = PlanForm.of(plan, typed)
    rows: Any = PlanRows(typed, initial=BaseRows.initial_of(list(plan.gatherings.all())), prefix="rows")
    if (
        request.method == "POST"
        and all([form.is_valid(), rows.is_valid()])
        and still_as_seen(request, [form, rows], plan.network, version=plan.number)
    ):
        actions.save_plan(
            plan=plan, rows=[row.row() for row in rows.filled()], by=request.user, now=request.now, **form.cleaned_data
        )
        messages.success(request, gettext("Saved."))
        return redirect("organiser:network", network_id)
    context = {"network": plan.network, "plan": plan, "form": form, "rows": rows}
    return render(request, "organiser/plan.html", context)


@require_POST
def plan_remove(request: MemberRequest, network_id: int, number: int) -> HttpResponse:
    """Remove a version that was made by mistake."""
    actions.remove_plan(plan=_plan(request, network_id, number), by=request.user, now=request.now)
    messages.success(request, gettext("The version is removed."))
    return redirect("organiser:network", network_id)
