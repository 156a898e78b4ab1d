"""Plans for a roll-out in a drawn order: the municipality's own, and its part in a network's."""

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
from mentornett.measurement.choices import PartState
from mentornett.measurement.forms.rollouts import AcceptForm, PlanForm, UnitsForm
from mentornett.measurement.permissions import rollouts as permissions
from mentornett.measurement.queries import rollouts as queries
from mentornett.measurement.queries.rollout_board import names_in_use
from mentornett.measurement.queries.rollout_register import from_register
from mentornett.mentoring.queries.hires import unit_names
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.keeping import removed_page
from mentornett.web.meanwhile import still_as_seen
from mentornett.web.programme.vacancies import places_read
from mentornett.web.rollouts import outlook_answer, plan_context, steps_of


def part_read(request: MemberRequest, part_id: int) -> Any:
    """Return what one's municipality takes part in, or answer 404."""
    return get_object_or_404(permissions.parts_visible_to(request.viewer), pk=part_id)


def part_made(request: MemberRequest, part_id: int) -> Any:
    """Return a part that one answers for; 403 when one only reads it."""
    part = part_read(request, part_id)
    if not permissions.may_make(request.viewer, part.municipality_id):
        raise PermissionDenied
    return part


def own_plan(request: MemberRequest, part_id: int) -> Any:
    """Return the part of one's own municipality's plan; 404 for a network's, which its organiser runs."""
    part = part_made(request, part_id)
    if part.organiser_id:
        raise Http404
    return part


def joint_part(request: MemberRequest, part_id: int) -> Any:
    """Return one's part in a network's plan; 404 for the municipality's own plan."""
    part = part_made(request, part_id)
    if not part.organiser_id:
        raise Http404
    return part


def too_late(request: MemberRequest, part: Any) -> HttpResponse:
    """Say that somebody locked or discarded the plan meanwhile."""
    messages.info(request, gettext("The plan was locked or discarded meanwhile. Nothing was changed."))
    return redirect("programme:rollout", part.pk)


@require_safe
def rollouts(request: MemberRequest) -> HttpResponse:
    """List the plans that one's municipalities have or take part in, and say what this is for."""
    places_read(request)
    parts = list(permissions.parts_visible_to(request.viewer))
    plans = queries.plans_of(parts)
    rows = [{"part": part, "plan": plans[part.plan_id]} for part in parts if part.plan_id in plans]
    programmes = list(permissions.programmes_to_plan_for(request.viewer))
    return render(request, "programme/rollouts.html", {"rows": rows, "programmes": programmes})


@FORM_PAGE
def rollout_new(request: MemberRequest, programme_id: int) -> HttpResponse:
    """Begin a plan."""
    programme: Any = get_object_or_404(permissions.programmes_to_plan_for(request.viewer), pk=programme_id)
    name = gettext("Roll-out in %(place)s") % {"place": programme.municipality}
    form = PlanForm(request.POST or None, today=request.today, initial={"name": name})
    if form.is_valid():
        part = actions.make_plan(programme=programme, by=request.user, now=request.now, **form.cleaned_data)
        return redirect("programme:rollout_units", part.pk)
    context = {"form": form, "title": gettext("New plan for a roll-out"), "above_url": reverse("programme:rollouts")}
    return render(request, "programme/rollout_form.html", context)


@require_safe
def rollout(request: MemberRequest, part_id: int) -> HttpResponse:
    """Show a plan, where it stands, and the next thing to do."""
    part = part_read(request, part_id)
    whole = queries.whole_plan(part)
    if whole.plan.removed_at:
        raise Http404
    may_make = permissions.may_make(request.viewer, part.municipality_id)
    context = plan_context(request, whole) | {
        "part": part, "may_make": may_make, "runs": may_make and not whole.is_joint,
        "is_asked": part.state == PartState.ASKED, "takes_part": part.state == PartState.ACCEPTED,
    }  # fmt: skip
    if context["runs"] and not context["hindrances"] and not whole.plan.drawn_at:
        context["foresee_url"] = reverse("programme:rollout_foresee", args=[part.pk])
    context["steps"] = steps_of(whole, context["outlook"], ready=not context["hindrances"])
    context["here"] = request.path
    return outlook_answer(request, context) if request.htmx else render(request, "programme/rollout.html", context)


@FORM_PAGE
def rollout_change(request: MemberRequest, part_id: int) -> HttpResponse:
    """Change how many start at a time, and when."""
    part = own_plan(request, part_id)
    plan = queries.whole_plan(part).plan
    form = PlanForm(request.POST or None, today=request.today, plan=plan)
    if form.is_valid() and still_as_seen(request, form, plan):
        try:
            actions.change_plan(plan=plan, by=request.user, now=request.now, **form.cleaned_data)
        except actions.LockedError:
            return too_late(request, part)
        messages.success(request, gettext("Saved."))
        return redirect("programme:rollout", part.pk)
    context = {"form": form, "title": plan.name, "above_url": reverse("programme:rollout", args=[part.pk])}
    return render(request, "programme/rollout_form.html", context)


@FORM_PAGE
def rollout_units(request: MemberRequest, part_id: int) -> HttpResponse:
    """Choose the units, with what the register knows of each filled in."""
    part = part_made(request, part_id)
    if part.state != PartState.ACCEPTED:
        return redirect("programme:rollout", part.pk)
    names = unit_names(part.municipality_id)
    chosen = list(part.units.all())
    used = names_in_use(part.programme, names, request.today)
    for row in chosen:
        used.pop(row.unit_id, None)
    offered = [(unit, name) for unit, name in names.items() if unit.pk not in used]
    known = from_register(part.programme, names, request.today)
    form = UnitsForm(request.POST or None, units=offered, chosen=chosen, known=known, leaving=part.leaving)
    if form.is_valid() and still_as_seen(request, form, part):
        leaving = form.cleaned_data["leaving"]
        try:
            actions.choose_units(part=part, chosen=form.chosen, leaving=leaving, by=request.user, now=request.now)
        except actions.LockedError:
            return too_late(request, part)
        messages.success(request, gettext("Saved."))
        return redirect("programme:rollout", part.pk)
    context = {"form": form, "part": part, "known": known, "used": list(used.values())}
    return render(request, "programme/rollout_units.html", context)


@FORM_PAGE
def rollout_join(request: MemberRequest, part_id: int) -> HttpResponse:
    """Take part in a network's plan."""
    part = joint_part(request, part_id)
    programmes = permissions.programmes_to_plan_for(request.viewer).filter(municipality=part.municipality_id)
    form = AcceptForm(request.POST or None, programmes=programmes)
    if form.is_valid():
        try:
            actions.accept_part(part=part, by=request.user, now=request.now, **form.cleaned_data)
        except actions.LockedError:
            return too_late(request, part)
        except actions.LateError:
            messages.error(request, gettext("The last day to answer is over. Ask the organiser for more time."))
            return redirect("programme:rollout", part.pk)
        return redirect("programme:rollout_units", part.pk)
    context = {
        "form": form, "part": part, "plan": queries.whole_plan(part).plan, "may_join": programmes.exists()
    }  # fmt: skip
    return render(request, "programme/rollout_join.html", context)


@require_POST
def rollout_decline(request: MemberRequest, part_id: int) -> HttpResponse:
    """Say no to a network's plan, also after a yes."""
    part = joint_part(request, part_id)
    try:
        actions.decline_part(part=part, by=request.user, now=request.now)
    except actions.LockedError:
        return too_late(request, part)
    messages.success(request, gettext("You have said no. You can say yes as long as the plan is not locked."))
    return redirect("programme:rollout", part.pk)


@require_POST
def rollout_discard(request: MemberRequest, part_id: int) -> HttpResponse:
    """Discard a plan that is not locked; the page then offers to take it back."""
    part = own_plan(request, part_id)
    plan = queries.whole_plan(part).plan
    try:
        actions.discard_plan(plan=plan, by=request.user, now=request.now)
    except actions.LockedError:
        return too_late(request, part)
    undo_url = reverse("programme:rollout_restore", args=[part.pk])
    return removed_page(request, plan.name, undo_url=undo_url, above_url=reverse("programme:rollouts"))


@require_POST
def rollout_restore(request: MemberRequest, part_id: int) -> HttpResponse:
    """Take back a plan that was discarded."""
    part = own_plan(request, part_id)
    actions.restore_plan(plan=queries.whole_plan(part).plan, by=request.user, now=request.now)
    messages.success(request, gettext("The plan is back."))
    return redirect("programme:rollout", part.pk)
