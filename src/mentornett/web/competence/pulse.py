"""The mentors' pulse: three questions once a month, one's own history, and the project leader's figures (H07)."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from mentornett.competence.actions import pulse as actions
from mentornett.competence.forms.pulse import PulseForm
from mentornett.competence.permissions import pulse as permissions
from mentornett.competence.queries.pulse import half_years, own_answers
from mentornett.competence.rules.pulse import may_answer
from mentornett.web.http import FORM_PAGE, MemberRequest


@FORM_PAGE
def pulse(request: MemberRequest) -> HttpResponse:
    """Answer how it is to be a mentor, and see one's own earlier answers."""
    place = permissions.place_to_answer_for(request.viewer)
    if place is None:
        raise Http404
    form = PulseForm(request.POST or None)
    if form.is_valid():
        try:
            actions.answer_pulse(
                municipality=place, answer=form.answer, text=form.cleaned_data["text"], by=request.user, now=request.now
            )
        except actions.AnsweredAlreadyError:
            messages.error(request, gettext("You have answered this month. The next time is in the next month."))
        else:
            messages.success(request, gettext("Thank you. Only you see what you answered."))
        return redirect("competence:pulse")
    rows = own_answers(permissions.pulses_of(request.viewer))
    open_now = may_answer(rows[0].pulse.answered_on if rows else None, request.today)
    context = {"form": form if open_now else None, "rows": rows, "place": place}
    return render(request, "competence/pulse.html", context)


@require_safe
def pulse_figures(request: MemberRequest) -> HttpResponse:
    """Show how many answered what in own municipalities, never who and never of fewer than five."""
    places = list(permissions.places_followed(request.viewer))
    if not places:
        raise Http404
    halves = half_years(permissions.tallies_visible_to(request.viewer))
    context = {"halves": halves, "several": len(places) > 1}
    return render(request, "competence/pulse_figures.html", context)
