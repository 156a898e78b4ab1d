"""Calls for mentors, those who answered, and mentors with an education in guidance (I06, N40)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.mentoring import permissions
from mentornett.mentoring.actions import calls as actions
from mentornett.mentoring.forms.calls import CallForm
from mentornett.mentoring.permissions.calls import calls_visible_to, nominations_to_answer
from mentornett.mentoring.queries import calls as queries
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.meanwhile import still_as_seen


def _call(request: MemberRequest, call_id: int) -> Any:
    return get_object_or_404(calls_visible_to(request.viewer), pk=call_id)


@require_safe
def calls(request: MemberRequest) -> HttpResponse:
    """List calls, and the mentors with an education in guidance who are free."""
    places = permissions.municipalities_run_by(request.viewer)
    if not places:
        raise Http404
    rows = [{"call": call, "over": queries.is_over(call, request.today)} for call in calls_visible_to(request.viewer)]
    guiding = queries.free_with_guidance(permissions.mentors_visible_to(request.viewer), request.today)
    return render(request, "programme/calls.html", {"rows": rows, "places": places, "guiding": guiding})


@FORM_PAGE
def call_new(request: MemberRequest, municipality_id: int) -> HttpResponse:
    """Make a call."""
    place = get_object_or_404(permissions.municipalities_run_by(request.viewer), pk=municipality_id)
    form = CallForm(request.POST or None, initial={"title": gettext("We look for mentors")})
    if form.is_valid():
        made = actions.save_call(municipality=place, by=request.user, now=request.now, **form.cleaned_data)
        messages.success(request, gettext("The call is made. Copy the link to the intranet or an e-mail."))
        return redirect("programme:call", made.pk)
    return render(request, "programme/call_form.html", {"form": form, "title": gettext("New call for mentors")})


@FORM_PAGE
def call_change(request: MemberRequest, call_id: int) -> HttpResponse:
    """Change a call; a last day that has been closes it."""
    row = _call(request, call_id)
    form = CallForm(request.POST or None, call=row)
    if form.is_valid() and still_as_seen(request, form, row):
        actions.save_call(
            municipality=row.municipality, call=row, by=request.user, now=request.now, **form.cleaned_data
        )
        messages.success(request, gettext("Saved."))
        return redirect("programme:call", row.pk)
    context = {"form": form, "title": gettext("Change the call"), "call": row}
    return render(request, "programme/call_form.html", context)


@require_safe
def call(request: MemberRequest, call_id: int) -> HttpResponse:
    """Show a call with its link, and those who answered."""
    row = _call(request, call_id)
    link = settings.BASE_URL + reverse("public:mentor_call", args=[row.secret])
    context = {
        "call": row, "link": link, "lines": queries.nominations_of(row, request.today),
        "over": queries.is_over(row, request.today),
    }  # fmt: skip
    return render(request, "programme/call.html", context)


@require_POST
def nomination_answer(request: MemberRequest, nomination_id: int) -> HttpResponse:
    """Enter somebody in the register and invite them, or thank them."""
    row = get_object_or_404(nominations_to_answer(request.viewer), pk=nomination_id)
    if request.POST.get("answer") != "yes":
        actions.decline_nomination(nomination=row, by=request.user, now=request.now)
        messages.success(request, gettext("A friendly letter is on its way."))
    elif mentor := actions.accept_nomination(nomination=row, by=request.user, now=request.now):
        messages.success(request, gettext("%(name)s is in the register, and is told.") % {"name": row.name})
        return redirect("programme:mentor", mentor.pk)
    else:
        messages.info(request, gettext("%(name)s is in the register already.") % {"name": row.name})
    return redirect("programme:call", row.call_id)
