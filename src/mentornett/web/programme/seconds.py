"""Substitutes and co-mentors of a pair."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from mentornett.core import audit
from mentornett.mentoring.actions.pairs import PairError
from mentornett.mentoring.actions.second_mentors import add_second
from mentornett.mentoring.choices import PairRole
from mentornett.mentoring.forms.pairs import SecondMentorForm
from mentornett.mentoring.queries import pairs as queries
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.programme.pairs import pair_to_change
from mentornett.web.programme.reasons import choices_of


@FORM_PAGE
def pair_second(request: MemberRequest, pair_id: int) -> HttpResponse:
    """Let somebody step in for the mentor for a time, or stand beside them."""
    row = pair_to_change(request, pair_id)
    if row.role != PairRole.MAIN:
        raise Http404
    audit.reading(reader=request.user, subjects=[row.mentee, row.mentor.person], page="pair", now=request.now)
    found = queries.successors_of(row, request.now)
    form = SecondMentorForm(
        request.POST or None, choices=choices_of(found, found.rows), pair=row, today=request.today
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        mentor = next(mentor for _match, mentor in found.rows if mentor.pk == data["mentor"])
        try:
            add_second(
                pair=row, mentor=mentor, role=PairRole(data["role"]), starts=data["starts"], ends=data["ends"],
                by=request.user, now=request.now,
            )  # fmt: skip
        except PairError as error:
            form.add_error("mentor" if error.why == "full" else "starts", _why(error))
        else:
            messages.success(request, gettext("All four have been told."))
            return redirect("programme:pair", row.pk)
    return render(request, "programme/pair_second.html", {"pair": row, "form": form, "found": found.rows})


def _why(error: PairError) -> str:
    if error.why == "full":
        return gettext("This mentor has no free place from that day. Choose another one.")
    return gettext("There is somebody on these days already. End that period first, or choose other days.")
