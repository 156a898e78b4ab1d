"""A network's plans for a roll-out in a drawn order, across its municipalities: asked, locked and drawn here."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.measurement.actions import rollouts as actions
from mentornett.measurement.forms.rollouts import AskForm, EndForm, LockForm, NetworkPlanForm
from mentornett.measurement.permissions.rollouts import plans_visible_to
from mentornett.measurement.queries import rollouts as queries
from mentornett.network import permissions
from mentornett.reports.rollout_protocol import protocol_document
from mentornett.web.files import document_file
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.meanwhile import still_as_seen
from mentornett.web.organiser.finding import followed, run
from mentornett.web.rollouts import (
    draw_once,
    link_to,
    order_outlook,
    outlook_answer,
    plan_context,
    protocol_context,
    steps_of,
)


def _plan(request: MemberRequest, network_id: int, plan_id: int) -> Any:
    """Return a plan of a network that one follows."""
    return get_object_or_404(plans_visible_to(request.viewer, followed(request, network_id)), pk=plan_id)


def _run(request: MemberRequest, network_id: int, plan_id: int) -> Any:
    """Return a plan of a network that one runs; 403 for those who only follow it."""
    plan = _plan(request, network_id, plan_id)
    if not permissions.may_run(request.viewer, plan.network):
        raise PermissionDenied
    return plan


def _back(plan: Any) -> HttpResponse:
    return redirect("organiser:rollout", plan.network_id, plan.pk)


def _too_late(request: MemberRequest, plan: Any) -> HttpResponse:
    messages.info(request, gettext("The plan was locked or discarded meanwhile. Nothing was changed."))
    return _back(plan)


@require_safe
def rollouts(request: MemberRequest, network_id: int) -> HttpResponse:
    """List the network's plans, and say what this is for."""
    network = followed(request, network_id)
    rows = plans_visible_to(request.viewer, network).filter(removed_at__isnull=True)
    context = {"network": network, "rows": rows, "may_run": permissions.may_run(request.viewer, network)}
    return render(request, "organiser/rollouts.html", context)


@FORM_PAGE
def rollout_new(request: MemberRequest, network_id: int) -> HttpResponse:
    """Begin a plan, and ask municipalities to take part."""
    network = run(request, network_id)
    form = NetworkPlanForm(request.POST or None, today=request.today, initial={"name": gettext("Joint roll-out")})
    asked = AskForm(request.POST or None, places=queries.may_be_asked(network))
    if form.is_valid() and asked.is_valid():
        places = asked.cleaned_data["asked"]
        plan = actions.make_network_plan(
            network=network, asked=places, by=request.user, now=request.now, **form.cleaned_data
        )
        messages.success(request, gettext("The project leaders of the municipalities are asked by e-mail."))
        return _back(plan)
    context = {"network": network, "form": form, "asked": asked, "both": [form, asked]}
    context["title"] = gettext("New plan for a roll-out")
    return render(request, "organiser/rollout_form.html", context)


@require_safe
def rollout(request: MemberRequest, network_id: int, plan_id: int) -> HttpResponse:
    """Show a plan, who has answered, and the next thing to do."""
    plan = _plan(request, network_id, plan_id)
    whole = queries.whole_plan(plan)
    if plan.removed_at:
        raise Http404
    may_run = permissions.may_run(request.viewer, plan.network)
    context = plan_context(request, whole) | {"network": plan.network, "may_run": may_run, "here": request.path}
    if may_run and not context["hindrances"] and not plan.drawn_at:
        context["foresee_url"] = reverse("organiser:rollout_foresee", args=[network_id, plan_id])
    context["unreached"] = queries.without_project_leader(whole, request.today)
    context["steps"] = steps_of(whole, context["outlook"], ready=not context["hindrances"])
    return outlook_answer(request, context) if request.htmx else render(request, "organiser/rollout.html", context)


@FORM_PAGE
def rollout_change(request: MemberRequest, network_id: int, plan_id: int) -> HttpResponse:
    """Change how many start at a time, when, and until when municipalities can answer."""
    plan = _run(request, network_id, plan_id)
    form = NetworkPlanForm(request.POST or None, today=request.today, plan=plan)
    if form.is_valid() and still_as_seen(request, form, plan):
        try:
            actions.change_plan(plan=plan, by=request.user, now=request.now, **form.cleaned_data)
        except actions.LockedError:
            return _too_late(request, plan)
        messages.success(request, gettext("Saved."))
        return _back(plan)
    context = {"network": plan.network, "plan": plan, "form": form, "title": plan.name}
    return render(request, "organiser/rollout_form.html", context)


@FORM_PAGE
def rollout_ask(request: MemberRequest, network_id: int, plan_id: int) -> HttpResponse:
    """Ask more municipalities, or those who said no once more."""
    plan = _run(request, network_id, plan_id)
    form = AskForm(request.POST or None, places=queries.may_be_asked(plan.network, plan), initial={})
    if form.is_valid():
        try:
            actions.ask_more(plan=plan, by=request.user, now=request.now, **form.cleaned_data)
        except actions.LockedError:
            return _too_late(request, plan)
        messages.success(request, gettext("The project leaders of the municipalities are asked by e-mail."))
        return _back(plan)
    context = {"network": plan.network, "plan": plan, "form": form, "title": gettext("Ask more municipalities")}
    return render(request, "organiser/rollout_form.html", context)


@require_POST
def rollout_foresee(request: MemberRequest, network_id: int, plan_id: int) -> HttpResponse:
    """Order the outlook: what the plan as it is would tell."""
    plan = _run(request, network_id, plan_id)
    order_outlook(request, queries.whole_plan(plan))
    return redirect(reverse("organiser:rollout", args=[network_id, plan_id]) + "#outlook")


@FORM_PAGE
def rollout_lock(request: MemberRequest, network_id: int, plan_id: int) -> HttpResponse:
    """Show what is locked, and lock it."""
    plan = _run(request, network_id, plan_id)
    whole = queries.whole_plan(plan)
    if plan.locked_at or whole.hindrances(request.today):
        return _back(plan)
    form = LockForm(request.POST or None, today=request.today)
    if form.is_valid():
        day = form.cleaned_data["discussed_on"]
        try:
            actions.lock_plan(plan=plan, discussed_on=day, by=request.user, now=request.now)
        except (actions.LockedError, actions.NotReadyError):
            return _too_late(request, plan)
        messages.success(request, gettext("The plan is locked. Now the order can be drawn."))
        return _back(plan)
    context = plan_context(request, whole) | {"network": plan.network, "form": form}
    return render(request, "organiser/rollout_lock.html", context)


@require_POST
def rollout_draw(request: MemberRequest, network_id: int, plan_id: int) -> HttpResponse:
    """Draw the order, once."""
    plan = _run(request, network_id, plan_id)
    draw_once(request, plan)
    return _back(plan)


def _locked(request: MemberRequest, network_id: int, plan_id: int) -> queries.WholePlan:
    plan = _plan(request, network_id, plan_id)
    if not plan.locked_at:
        raise Http404
    return queries.whole_plan(plan)


@require_safe
def rollout_protocol(request: MemberRequest, network_id: int, plan_id: int) -> HttpResponse:
    """Show the protocol, to print or to hand on."""
    whole = _locked(request, network_id, plan_id)
    context = protocol_context(whole, with_people=True) | {"network": whole.plan.network}
    return render(request, "organiser/rollout_protocol.html", context)


@require_safe
def rollout_protocol_file(request: MemberRequest, network_id: int, plan_id: int, form: str) -> HttpResponse:
    """Download the protocol as Word or PDF."""
    whole = _locked(request, network_id, plan_id)
    document = protocol_document(whole, today=request.today, with_people=True, link=link_to(whole))
    return document_file(document, form, now=request.now)


@require_POST
def rollout_discard(request: MemberRequest, network_id: int, plan_id: int) -> HttpResponse:
    """Discard a plan that is not locked; the page then offers to take it back."""
    plan = _run(request, network_id, plan_id)
    try:
        actions.discard_plan(plan=plan, by=request.user, now=request.now)
    except actions.LockedError:
        return _too_late(request, plan)
    return render(request, "organiser/rollout_discarded.html", {"network": plan.network, "plan": plan})


@require_POST
def rollout_restore(request: MemberRequest, network_id: int, plan_id: int) -> HttpResponse:
    """Take back a plan that was discarded."""
    plan = _run(request, network_id, plan_id)
    actions.restore_plan(plan=plan, by=request.user, now=request.now)
    messages.success(request, gettext("The plan is back."))
    return _back(plan)


@FORM_PAGE
def rollout_end(request: MemberRequest, network_id: int, plan_id: int) -> HttpResponse:
    """Say that units no longer start in the drawn order, and why."""
    plan = _run(request, network_id, plan_id)
    if not plan.drawn_at or plan.ended_at:
        return _back(plan)
    form = EndForm(request.POST or None)
    if form.is_valid():
        actions.end_plan(plan=plan, by=request.user, now=request.now, **form.cleaned_data)
        messages.success(request, gettext("The plan is ended. The protocol stays."))
        return _back(plan)
    context = {"network": plan.network, "plan": plan, "form": form, "title": gettext("End the plan")}
    return render(request, "organiser/rollout_form.html", context)
