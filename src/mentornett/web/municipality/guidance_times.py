"""Times for guidance, as a team books them (F05)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.exchange.calendar import guidance_calendar
from mentornett.network.actions import guidance_times as actions
from mentornett.network.forms.guidance_times import BookForm, CancelTimeForm, MoveTimeForm
from mentornett.network.permissions.guidance_times import booked_times, free_times, may_book
from mentornett.network.queries.guidance_times import is_past
from mentornett.web.http import FORM_PAGE, MemberRequest, download
from mentornett.web.municipality.assignments import own_team


@require_safe
def guidance_times(request: MemberRequest, team_id: int) -> HttpResponse:
    """Show what the team has booked, what is free, and what was held."""
    return _page(request, own_team(request, team_id))


def _free(request: MemberRequest, team: Any) -> list[Any]:
    return free_times(request.viewer, [team], request.now).get(team.pk, [])


def _page(request: MemberRequest, team: Any, form: BookForm | None = None) -> HttpResponse:
    rows = list(booked_times(request.viewer).filter(team=team))
    past = [row for row in rows if is_past(row, request.now)]
    free = _free(request, team)
    context = {
        "team": team, "network": team.network, "past": past, "free": free,
        "booked": [row for row in rows if row not in past], "may_book": may_book(request.viewer, team),
        "form": form or BookForm(times=free, today=request.today),
    }  # fmt: skip
    return render(request, "municipality/guidance_times.html", context)


def _booking(request: MemberRequest, team_id: int) -> Any:
    team = own_team(request, team_id)
    if not may_book(request.viewer, team):
        raise PermissionDenied
    return team


@require_POST
def guidance_time_book(request: MemberRequest, team_id: int) -> HttpResponse:
    """Book one of the guide's free times."""
    team = _booking(request, team_id)
    form = BookForm(request.POST, times=_free(request, team), today=request.today)
    if not form.is_valid():
        return _page(request, team, form)
    topic = form.cleaned_data["topic"]
    try:
        actions.book_time(time=form.chosen, team=team, topic=topic, by=request.user, now=request.now)
    except actions.TimeTakenError:
        return _taken(request, team)
    messages.success(request, gettext("The talk is booked. You and your guide get it by e-mail, for the calendar."))
    return redirect("municipality:guidance_times", team.pk)


def _taken(request: MemberRequest, team: Any) -> HttpResponse:
    messages.error(request, gettext("Somebody else has just taken this time. Choose another one."))
    return redirect("municipality:guidance_times", team.pk)


def _own(request: MemberRequest, time_id: int) -> Any:
    """Return a booked talk that is still to come; 404 not one's own or past, 403 not one's own to change."""
    row: Any = get_object_or_404(booked_times(request.viewer), pk=time_id)
    if not may_book(request.viewer, row.team):
        raise PermissionDenied
    if is_past(row, request.now):
        raise Http404
    return row


@FORM_PAGE
def guidance_time_move(request: MemberRequest, time_id: int) -> HttpResponse:
    """Move a talk to another free time."""
    row = _own(request, time_id)
    form = MoveTimeForm(request.POST or None, times=_free(request, row.team), today=request.today)
    if request.method == "POST" and form.is_valid():
        team = row.team
        try:
            actions.move_booking(time=row, to=form.chosen, by=request.user, now=request.now)
        except actions.TimeTakenError:
            return _taken(request, team)
        messages.success(request, gettext("The talk is moved, and both get an e-mail."))
        return redirect("municipality:guidance_times", team.pk)
    return render(request, "municipality/guidance_time_change.html", {"time": row, "form": form, "moves": True})


@FORM_PAGE
def guidance_time_cancel(request: MemberRequest, time_id: int) -> HttpResponse:
    """Cancel a talk, with the reason."""
    row = _own(request, time_id)
    form = CancelTimeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        team = row.team
        actions.cancel_booking(time=row, reason=form.cleaned_data["reason"], by=request.user, now=request.now)
        messages.success(request, gettext("It is cancelled, and the guide has been told."))
        return redirect("municipality:guidance_times", team.pk)
    return render(request, "municipality/guidance_time_change.html", {"time": row, "form": form})


@require_safe
def guidance_time_calendar(request: MemberRequest, time_id: int) -> HttpResponse:
    """Download a talk for one's calendar."""
    row = get_object_or_404(booked_times(request.viewer), pk=time_id)
    return download(guidance_calendar([row], now=request.now))
