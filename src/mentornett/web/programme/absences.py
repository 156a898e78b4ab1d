"""A mentor is away for a time: the plans of their mentees wait, or somebody steps in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from mentornett.core import audit
from mentornett.mentoring import permissions
from mentornett.mentoring.actions import mentor_leaves as actions
from mentornett.mentoring.actions.hires import OverlapError
from mentornett.mentoring.actions.pairs import PairError
from mentornett.mentoring.forms.leaving import LATER, AwayForm
from mentornett.mentoring.queries import leaving as queries
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.programme.hires import ahead, back_words
from mentornett.web.programme.leaving import chosen, decided, successors_form, with_choices
from mentornett.web.programme.mentors import mentor_seen
from mentornett.web.programme.reasons import choices_of


@FORM_PAGE
def mentor_leave(request: MemberRequest, mentor_id: int) -> HttpResponse:
    """Note that a mentor is away, and say for each mentee whether the plan waits or somebody steps in."""
    mentor = mentor_seen(request, mentor_id)
    day = AwayForm(request.POST or None, initial={"starts": request.today})
    days: Any = day.cleaned_data if day.is_valid() else {"starts": request.today, "ends": None}
    endings = queries.while_mentor_is_away(mentor, days["starts"], days["ends"], request.today)
    subjects = [row.pair.mentee for row in endings]
    audit.reading(reader=request.user, subjects=subjects, page="mentor_leave", now=request.now)
    seen = queries.seen_as(days["starts"], endings)
    form = successors_form(request, _offers(request, endings), seen, endings)
    if decided(request, day, seen, form):
        try:
            actions.begin_mentor_leave(
                mentor=mentor, substitutes=chosen(form, endings), by=request.user, now=request.now, **days
            )
        except OverlapError:
            day.add_error("starts", gettext("They are registered as away in some of these days already."))
        except PairError:
            messages.error(request, gettext("Somebody you chose cannot step in on these days. Choose again."))
        else:
            messages.success(request, gettext("The time away is registered."))
            return redirect("programme:mentor", mentor.pk)
    context = {"mentor": mentor, "day": day, "rows": with_choices(form, endings), "seen": seen, "both": [day, form]}
    return render(request, "programme/mentor_leave.html", context)


def _offers(request: MemberRequest, endings: Sequence[Any]) -> dict[str, Any]:
    offers = {}
    for row in endings:
        programme = row.pair.employment.programme
        if programme is None or not permissions.may_run(request.viewer, programme):
            continue
        label = gettext("Who steps in for %(name)s?") % {"name": row.pair.mentee.name}
        waits = (LATER, gettext("Nobody: the plan waits, and nobody gets late"))
        offers[f"pair_{row.pair.pk}"] = (label, [waits, *choices_of(row.candidates, row.offered)])
    return offers


@require_POST
def mentor_return(request: MemberRequest, mentor_id: int) -> HttpResponse:
    """Note that a mentor is back today, or take back a time away that has not begun."""
    mentor = mentor_seen(request, mentor_id)
    leave = ahead(request, mentor.leaves)
    actions.mentor_back(mentor=mentor, on=request.today, leave=leave, by=request.user, now=request.now)
    messages.success(request, back_words(mentor.person, leave))
    return redirect("programme:mentor", mentor.pk)
