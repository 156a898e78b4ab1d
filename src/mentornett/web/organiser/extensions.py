"""Another deadline for one team, with the reason (X15)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from mentornett.core.time import date_words
from mentornett.network import permissions
from mentornett.network.actions.writing import extend_deadline
from mentornett.network.forms.assignments import ExtensionForm
from mentornett.network.queries.work import due_of
from mentornett.network.rules import may_be_extended
from mentornett.web.http import FORM_PAGE, MemberRequest


def _extendable(request: MemberRequest, submission_id: int) -> Any:
    """Return work that one follows up and that is not delivered: 404 not yours, 403 not yours to change."""
    rows = permissions.submissions_visible_to(request.viewer).filter(organiser__in=request.viewer.staffed)
    submission = get_object_or_404(rows, pk=submission_id)
    if not permissions.may_guide(request.viewer, submission.team):
        raise PermissionDenied
    return submission


@FORM_PAGE
def extend(request: MemberRequest, submission_id: int) -> HttpResponse:
    """Give one team another deadline; the team is told, and what it is reminded of follows."""
    submission = _extendable(request, submission_id)
    team, due = submission.team, due_of(submission)
    if not may_be_extended(submission.state):
        messages.info(request, gettext("The team is done with this, so the deadline no longer matters."))
        return redirect("organiser:report", submission.pk)
    form = ExtensionForm(request.POST or None, today=request.today, due=due)
    if request.method == "POST" and form.is_valid():
        extend_deadline(submission=submission, by=request.user, now=request.now, today=request.today,
                        **form.cleaned_data)  # fmt: skip
        told = gettext("%(team)s now has until %(day)s, and has been told.")
        names = {"team": team.name, "day": date_words(form.cleaned_data["until"], request.today)}
        messages.success(request, told % names)
        return redirect(f"{reverse('organiser:team', args=[team.pk])}#next")
    context = {"submission": submission, "team": team, "network": team.network, "due": due, "form": form}
    return render(request, "organiser/extend.html", context)
