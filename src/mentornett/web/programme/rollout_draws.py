"""From the outlook to the draw, and what comes after: protocol, spread board, starts otherwise than drawn."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.measurement.actions import rollout_starts
from mentornett.measurement.actions import rollouts as actions
from mentornett.measurement.forms.rollouts import BoardForm, DepartureForm, EndForm, LockForm
from mentornett.measurement.permissions import rollouts as permissions
from mentornett.measurement.queries import rollouts as queries
from mentornett.measurement.queries.rollout_board import board_of
from mentornett.reports.rollout_protocol import protocol_document
from mentornett.web.files import document_file
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.meanwhile import still_as_seen
from mentornett.web.programme.rollouts import own_plan, part_made, part_read, too_late
from mentornett.web.rollouts import draw_once, link_to, order_outlook, plan_context, protocol_context


@require_POST
def rollout_foresee(request: MemberRequest, part_id: int) -> HttpResponse:
    """Order the outlook: what the plan as it is would tell."""
    part = own_plan(request, part_id)
    order_outlook(request, queries.whole_plan(part))
    return redirect(reverse("programme:rollout", args=[part.pk]) + "#outlook")


@FORM_PAGE
def rollout_lock(request: MemberRequest, part_id: int) -> HttpResponse:
    """Show what is locked, and lock it."""
    part = own_plan(request, part_id)
    whole = queries.whole_plan(part)
    if whole.plan.locked_at or whole.hindrances(request.today):
        return redirect("programme:rollout", part.pk)
    form = LockForm(request.POST or None, today=request.today)
    if form.is_valid():
        day = form.cleaned_data["discussed_on"]
        try:
            actions.lock_plan(plan=whole.plan, discussed_on=day, by=request.user, now=request.now)
        except (actions.LockedError, actions.NotReadyError):
            return too_late(request, part)
        messages.success(request, gettext("The plan is locked. Now the order can be drawn."))
        return redirect("programme:rollout", part.pk)
    context = plan_context(request, whole) | {"part": part, "form": form}
    return render(request, "programme/rollout_lock.html", context)


@require_POST
def rollout_draw(request: MemberRequest, part_id: int) -> HttpResponse:
    """Draw the order, once."""
    part = own_plan(request, part_id)
    plan = queries.whole_plan(part).plan
    draw_once(request, plan)
    return redirect("programme:rollout", part.pk)


def _locked(request: MemberRequest, part_id: int) -> tuple[Any, queries.WholePlan]:
    part = part_read(request, part_id)
    whole = queries.whole_plan(part)
    if not whole.plan.locked_at:
        raise Http404
    return part, whole


@require_safe
def rollout_protocol(request: MemberRequest, part_id: int) -> HttpResponse:
    """Show the protocol, to print or to hand on."""
    part, whole = _locked(request, part_id)
    context = protocol_context(whole, with_people=True) | {"part": part}
    return render(request, "programme/rollout_protocol.html", context)


@require_safe
def rollout_protocol_file(request: MemberRequest, part_id: int, form: str) -> HttpResponse:
    """Download the protocol as Word or PDF."""
    _part, whole = _locked(request, part_id)
    document = protocol_document(whole, today=request.today, with_people=True, link=link_to(whole))
    return document_file(document, form, now=request.now)


@FORM_PAGE
def rollout_board(request: MemberRequest, part_id: int) -> HttpResponse:
    """Put the drawn starts on the spread board: what stands there is changed only where one says so."""
    part = part_made(request, part_id)
    rows = board_of(part)
    if not rows:
        return redirect("programme:rollout", part.pk)
    by_key = {str(row.drawn.pk): row for row in rows if not row.is_there}
    free = [key for key, row in by_key.items() if not row.says]
    form = BoardForm(
        request.POST or None, offered=[(key, row.drawn.name) for key, row in by_key.items()], free=free
    )  # fmt: skip
    if form.is_valid():
        chosen = [by_key[key].drawn for key in form.cleaned_data["units"]]
        note = gettext("Drawn start")
        count = rollout_starts.put_on_board(part=part, units=chosen, note=note, by=request.user, now=request.now)
        text = ngettext("%(n)s unit is on the board.", "%(n)s units are on the board.", count)
        messages.success(request, text % {"n": count})
        return redirect("programme:board", part.programme_id)
    context = {"part": part, "form": form, "rows": rows, "left": by_key, "free": free}
    return render(request, "programme/rollout_board.html", context)


@FORM_PAGE
def rollout_departure(request: MemberRequest, unit_id: int) -> HttpResponse:
    """Record that a unit starts otherwise than drawn, and why."""
    unit: Any = get_object_or_404(permissions.units_changeable_by(request.viewer), pk=unit_id)
    whole = queries.whole_plan(unit.part)
    recorded = next((row.departure for row in whole.units if row.row.pk == unit.pk), None)
    drawn_on = timezone.localdate(whole.plan.drawn_at)
    form = DepartureForm(request.POST or None, drawn=unit.start, drawn_on=drawn_on, recorded=recorded)
    if form.is_valid() and still_as_seen(request, form, recorded):
        data = form.cleaned_data
        rollout_starts.record_departure(
            unit=unit, real_start=data["real_start"], why=data["why"], by=request.user, now=request.now
        )
        messages.success(request, gettext("Recorded. The analysis stays as drawn."))
        return redirect("programme:rollout", unit.part_id)
    return render(request, "programme/rollout_departure.html", {"form": form, "unit": unit})


@FORM_PAGE
def rollout_end(request: MemberRequest, part_id: int) -> HttpResponse:
    """Say that units no longer start in the drawn order, and why."""
    part = own_plan(request, part_id)
    plan = queries.whole_plan(part).plan
    if not plan.drawn_at or plan.ended_at:
        return redirect("programme:rollout", part.pk)
    form = EndForm(request.POST or None)
    if form.is_valid():
        actions.end_plan(plan=plan, by=request.user, now=request.now, **form.cleaned_data)
        messages.success(request, gettext("The plan is ended. The protocol stays."))
        return redirect("programme:rollout", part.pk)
    return render(request, "programme/rollout_end.html", {"form": form, "part": part, "plan": plan})
