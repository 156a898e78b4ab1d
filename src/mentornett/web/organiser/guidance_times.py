"""Times for guidance, as the guide offers and keeps them (F05)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.exchange.calendar import guidance_calendar
from mentornett.network.actions import guidance_times as actions
from mentornett.network.forms.guidance_times import CancelTimeForm, HeldForm, OfferForm
from mentornett.network.permissions.guidance_times import own_times
from mentornett.network.queries.guidance_times import guided_networks, is_past
from mentornett.web.http import FORM_PAGE, MemberRequest, download


def _time(request: MemberRequest, time_id: int) -> Any:
    return get_object_or_404(own_times(request.viewer), pk=time_id)


@require_safe
def guidance_times(request: MemberRequest) -> HttpResponse:
    """Show one's own times: those to note, those booked, those free; and offer more."""
    if not request.viewer.staffed:
        raise Http404
    return _page(request)


def _offer_form(request: MemberRequest, typed: Any = None) -> OfferForm:
    return OfferForm(typed, networks=guided_networks(request.user, request.today), now=request.now)


def _page(
    request: MemberRequest, form: OfferForm | None = None, held: tuple[int, HeldForm] | None = None
) -> HttpResponse:
    rows = list(own_times(request.viewer).filter(contact__isnull=True))
    past = [row for row in rows if is_past(row, request.now)]
    form = form or _offer_form(request)
    context = {
        "past": [(row, _held_form(row, held)) for row in past if row.team],
        "booked": [row for row in rows if row.team and row not in past],
        "free": [row for row in rows if not row.team and row not in past],
        "form": form, "guides": bool(form.networks), "bad": [form, *([held[1]] if held else [])],
    }  # fmt: skip
    return render(request, "organiser/guidance_times.html", context)


def _held_form(row: Any, held: tuple[int, HeldForm] | None) -> HeldForm:
    if held and held[0] == row.pk:
        return held[1]
    return HeldForm(initial={"topics": row.topic}, prefix=f"held-{row.pk}")


@require_POST
def guidance_time_offer(request: MemberRequest) -> HttpResponse:
    """Offer one or several times."""
    if not request.viewer.staffed:
        raise Http404
    form = _offer_form(request, request.POST)
    if not form.networks:
        raise PermissionDenied
    if not form.is_valid():
        return _page(request, form)
    data = form.cleaned_data
    offer = actions.Offer(form.slots, data["form"], data["place"])
    try:
        rows = actions.offer_times(network=form.network_chosen, offer=offer, by=request.user, now=request.now)
    except actions.TimeClashError:
        form.add_error("starts", gettext("You offer another time then already."))
        return _page(request, form)
    told = ngettext("%(n)s time is offered.", "%(n)s times are offered.", len(rows))
    messages.success(request, told % {"n": len(rows)})
    return redirect("organiser:guidance_times")


@require_POST
def guidance_time_withdraw(request: MemberRequest, time_id: int) -> HttpResponse:
    """Take away a time that is free, or one that was never held."""
    try:
        actions.withdraw_time(time=_time(request, time_id), by=request.user, now=request.now)
    except actions.TimeTakenError:
        messages.error(request, gettext("A team has just booked this time. Cancel it if it does not suit you."))
        return redirect("organiser:guidance_times")
    messages.success(request, gettext("The time is taken away."))
    return redirect("organiser:guidance_times")


@FORM_PAGE
def guidance_time_cancel(request: MemberRequest, time_id: int) -> HttpResponse:
    """Cancel what a team has booked, with the reason."""
    row = _time(request, time_id)
    if row.team is None or is_past(row, request.now):
        raise Http404
    form = CancelTimeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.cancel_booking(time=row, reason=form.cleaned_data["reason"], by=request.user, now=request.now)
        messages.success(request, gettext("It is cancelled, and the team has been told."))
        return redirect("organiser:guidance_times")
    return render(request, "organiser/guidance_time_cancel.html", {"time": row, "form": form})


@require_POST
def guidance_time_held(request: MemberRequest, time_id: int) -> HttpResponse:
    """Note what came of a talk; it becomes a contact with the team."""
    row = _time(request, time_id)
    form = HeldForm(request.POST, prefix=f"held-{row.pk}")
    if row.team is None or not is_past(row, request.now):
        raise Http404
    if not form.is_valid():
        return _page(request, held=(row.pk, form))
    try:
        actions.note_held(time=row, by=request.user, now=request.now, **form.cleaned_data)
    except actions.TimeTakenError:
        messages.info(request, gettext("This talk is noted already."))
        return redirect("organiser:guidance_times")
    messages.success(request, gettext("The contact is noted."))
    return redirect("organiser:team", row.team_id)


@require_safe
def guidance_time_calendar(request: MemberRequest, time_id: int) -> HttpResponse:
    """Download a booked talk for one's calendar."""
    row = _time(request, time_id)
    if row.team is None:
        raise Http404
    return download(guidance_calendar([row], now=request.now))
