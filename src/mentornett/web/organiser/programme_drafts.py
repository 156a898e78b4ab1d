"""The draft of a programme: sent to the reference group, read, commented, approved (B12)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from mentornett.network.actions import programmes as actions
from mentornett.network.forms.programmes import AskReadersForm, RemarkForm
from mentornett.network.permissions.programmes import (
    programme_readings_of,
    programme_remarks_on,
    readings_followed_by,
)
from mentornett.network.queries.programme import programme_of
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.organiser.finding import run_gathering


def draft_context(request: MemberRequest, row: Any) -> dict[str, Any]:
    """Return what the page of a programme shows about those who read its draft."""
    return {
        "readings": list(readings_followed_by(request.viewer, row)),
        "remarks": list(programme_remarks_on(request.viewer, row)),
    }


@FORM_PAGE
def programme_ask(request: MemberRequest, network_id: int, number: int) -> HttpResponse:
    """Send the draft to the reference group."""
    row = run_gathering(request, network_id, number)
    form = AskReadersForm(request.POST or None, network=row.network, today=request.today)
    if request.method == "POST" and form.is_valid():
        ends = form.cleaned_data["ends"]
        actions.ask_for_remarks(gathering=row, people=form.chosen, ends=ends, by=request.user, now=request.now)
        n = len(form.chosen)
        messages.success(request, ngettext("%(n)s person is asked.", "%(n)s people are asked.", n) % {"n": n})
        return redirect("organiser:programme", network_id, number)
    return render(request, "organiser/programme_ask.html", {"network": row.network, "gathering": row, "form": form})


@require_POST
def programme_approve(request: MemberRequest, network_id: int, number: int) -> HttpResponse:
    """Approve the programme."""
    row = run_gathering(request, network_id, number)
    actions.approve_programme(gathering=row, by=request.user, now=request.now)
    messages.success(request, gettext("The programme is approved."))
    return redirect("organiser:programme", network_id, number)


@require_POST
def programme_reopen(request: MemberRequest, network_id: int, number: int) -> HttpResponse:
    """Make the programme a draft again."""
    row = run_gathering(request, network_id, number)
    actions.reopen_programme(gathering=row, by=request.user, now=request.now)
    messages.success(request, gettext("The programme is a draft again."))
    return redirect("organiser:programme", network_id, number)


@FORM_PAGE
def programme_reading(request: MemberRequest, gathering_id: int) -> HttpResponse:
    """Read and comment a draft that one was asked about, as long as the leave lasts."""
    reading = get_object_or_404(programme_readings_of(request.viewer), gathering=gathering_id)
    row: Any = reading.gathering
    form = RemarkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        actions.remark_on_programme(gathering=row, text=text, by=request.user, now=request.now)
        messages.success(request, gettext("Your remark is sent."))
        return redirect("organiser:programme_reading", row.pk)
    context = {
        "network": row.network, "gathering": row, "reading": reading, "programme": programme_of(row), "form": form,
        "remarks": list(programme_remarks_on(request.viewer, row)),
    }  # fmt: skip
    return render(request, "organiser/programme_reading.html", context)
