"""One's own time away, as mentor or mentee."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from mentornett.mentoring.actions import own_away as actions
from mentornett.mentoring.actions.hires import OverlapError
from mentornett.mentoring.forms.leaving import AwayForm
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.pair.pages import own_pair


def _current(request: MemberRequest, pair_id: int) -> Any:
    row = own_pair(request, pair_id)
    if row.ends and row.ends < request.today:
        raise Http404
    return row


def _leaves(request: MemberRequest, row: Any) -> Any:
    """Return one's own times away."""
    mine = row.employment if row.mentee_id == request.user.pk else row.mentor
    return mine.leaves.order_by("starts")


@FORM_PAGE
def away(request: MemberRequest, pair_id: int) -> HttpResponse:
    """Note that one is away."""
    row = _current(request, pair_id)
    form = AwayForm(request.POST or None, initial={"starts": request.today})
    if form.is_valid():
        try:
            actions.be_away(pair=row, by=request.user, now=request.now, **form.cleaned_data)
        except OverlapError:
            form.add_error("starts", gettext("You are away in some of these days already."))
        else:
            messages.success(request, gettext("The time away is noted, and the plan waits meanwhile."))
            return redirect("pair:away", row.pk)
    leaves = [each for each in _leaves(request, row) if each.ends is None or each.ends >= request.today]
    is_mentor = row.mentee_id != request.user.pk
    return render(request, "pair/away.html", {"pair": row, "form": form, "leaves": leaves, "is_mentor": is_mentor})


@require_POST
def back(request: MemberRequest, pair_id: int) -> HttpResponse:
    """Note that one is back today, or take back a time away that has not begun."""
    row, key = _current(request, pair_id), request.POST.get("leave", "")
    known = _leaves(request, row).exclude(ends__lt=request.today)
    leave = known.filter(pk=key).first() if key.isdecimal() and len(key) < 16 else None
    if leave is None:
        raise Http404
    ahead = leave.starts > request.today
    actions.be_back(pair=row, leave=leave, by=request.user, now=request.now)
    said = gettext("The time away is taken back.") if ahead else gettext("Welcome back. The plan goes on.")
    messages.success(request, said)
    return redirect("pair:away", row.pk)
