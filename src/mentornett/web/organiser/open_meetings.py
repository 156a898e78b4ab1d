"""Meetings before the network: added, changed with a reason, removed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from mentornett.network.actions import open_meetings as actions
from mentornett.network.forms.open_meetings import OpenMeetingForm
from mentornett.network.queries.open_meetings import open_meetings_of
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.meanwhile import still_as_seen
from mentornett.web.organiser.finding import run


def _done(network: Any, words: str, request: MemberRequest) -> HttpResponse:
    messages.success(request, words)
    response = redirect("organiser:gatherings", network.pk)
    response["Location"] += "#before"
    return response


@FORM_PAGE
def meeting_new(request: MemberRequest, network_id: int) -> HttpResponse:
    """Add a meeting before the network."""
    network = run(request, network_id)
    form = OpenMeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_meeting(network=network, meeting=form.meeting, by=request.user, now=request.now)
        return _done(network, gettext("Saved."), request)
    return render(request, "organiser/open_meeting.html", {"network": network, "form": form})


@FORM_PAGE
def meeting(request: MemberRequest, network_id: int, meeting_id: int) -> HttpResponse:
    """Change what is said about a meeting."""
    network = run(request, network_id)
    row = get_object_or_404(open_meetings_of(network), pk=meeting_id)
    form = OpenMeetingForm(request.POST or None, row=row)
    if request.method == "POST" and form.is_valid() and still_as_seen(request, form, network, meeting=row.pk):
        reason = form.cleaned_data["reason"]
        actions.change_meeting(row=row, meeting=form.meeting, reason=reason, by=request.user, now=request.now)
        return _done(network, gettext("Saved."), request)
    return render(request, "organiser/open_meeting.html", {"network": network, "form": form, "meeting": row})


@require_POST
def meeting_remove(request: MemberRequest, network_id: int, meeting_id: int) -> HttpResponse:
    """Remove a meeting that was written by mistake."""
    network = run(request, network_id)
    row = get_object_or_404(open_meetings_of(network), pk=meeting_id)
    actions.remove_meeting(row=row, by=request.user, now=request.now)
    return _done(network, gettext("The meeting is removed."), request)
