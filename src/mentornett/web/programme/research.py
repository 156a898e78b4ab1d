"""What is handed out for research: asked for by one, approved by another, and every fetching on the page (J20)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.measurement.actions import research as actions
from mentornett.measurement.forms.research import StudyAnswerForm, StudyForm
from mentornett.measurement.permissions import research as permissions
from mentornett.measurement.permissions.facts import FACT_READERS
from mentornett.measurement.queries import research as queries
from mentornett.reports.jobs import build_research_file
from mentornett.web.http import FORM_PAGE, MemberRequest


@require_safe
def studies(request: MemberRequest) -> HttpResponse:
    """List the studies, and what each got."""
    places = list(permissions.places_with_studies(request.viewer))
    if not places:
        raise Http404
    rows = queries.shown(permissions.studies_visible_to(request.viewer), request.today)
    asks = list(permissions.places_to_ask_in(request.viewer))
    measures = bool(request.viewer.municipalities_as(*FACT_READERS))  # a top leader approves and reads no facts
    context = {"rows": rows, "asks": asks, "several": len(places) > 1, "measures": measures}
    return render(request, "programme/studies.html", context)


@FORM_PAGE
def study_new(request: MemberRequest, municipality_id: int) -> HttpResponse:
    """Ask for rows for a study."""
    place = get_object_or_404(permissions.places_to_ask_in(request.viewer), pk=municipality_id)
    form = StudyForm(request.POST or None, today=request.today)
    if form.is_valid():
        made = actions.ask_for_study(municipality=place, by=request.user, now=request.now, **form.cleaned_data)
        messages.success(
            request, gettext("It waits for approval by another: the top leader, human resources or a project leader.")
        )
        return redirect("programme:study", made.pk)
    return render(request, "programme/study_new.html", {"form": form, "place": place})


def _study(request: MemberRequest, study_id: int) -> Any:
    return get_object_or_404(permissions.studies_visible_to(request.viewer), pk=study_id)


@require_safe
def study(request: MemberRequest, study_id: int) -> HttpResponse:
    """Show a study: what was asked, who approved, and everything that happened."""
    row = _study(request, study_id)
    return _page(request, row)


def _page(request: MemberRequest, row: Any, **forms: StudyAnswerForm) -> HttpResponse:
    (shown,) = queries.shown([row], request.today)
    context = {
        "shown": shown, "study": row, "may_answer": permissions.may_answer(request.viewer, row),
        "may_run": permissions.may_run_study(request.viewer, row),
        "may_withdraw": permissions.may_withdraw(request.viewer, row),
        "approve": forms.get("approve", StudyAnswerForm(approved=True, auto_id="yes_%s")),
        "decline": forms.get("decline", StudyAnswerForm(auto_id="no_%s")),
    }  # fmt: skip
    return render(request, "programme/study.html", context)


def _answer(request: MemberRequest, study_id: int, *, approved: bool) -> HttpResponse:
    row = _study(request, study_id)
    if not permissions.may_answer(request.viewer, row):
        raise PermissionDenied
    form = StudyAnswerForm(request.POST, approved=approved, auto_id="yes_%s" if approved else "no_%s")
    if not form.is_valid():
        return _page(request, row, **{"approve" if approved else "decline": form})

    def deed() -> None:
        actions.answer_study(study=row, approved=approved, by=request.user, now=request.now, **form.cleaned_data)

    words = gettext("Approved. The file is being made.") if approved else gettext("Declined.")
    if _done(request, deed, words) and approved:
        build_research_file.enqueue(row.pk, row.municipality_id)
    return redirect("programme:study", row.pk)


@require_POST
def study_approve(request: MemberRequest, study_id: int) -> HttpResponse:
    """Say yes to what another asked for; the file is made at once."""
    return _answer(request, study_id, approved=True)


@require_POST
def study_decline(request: MemberRequest, study_id: int) -> HttpResponse:
    """Say no, with the reason."""
    return _answer(request, study_id, approved=False)


def _run(request: MemberRequest, study_id: int) -> Any:
    row = _study(request, study_id)
    if not permissions.may_run_study(request.viewer, row):
        raise PermissionDenied
    return row


@require_POST
def study_send(request: MemberRequest, study_id: int) -> HttpResponse:
    """Send the receiver a new link."""
    row = _run(request, study_id)
    _done(request, lambda: actions.send_link(study=row, by=request.user, now=request.now), gettext("The link is sent."))
    return redirect("programme:study", row.pk)


@require_POST
def study_again(request: MemberRequest, study_id: int) -> HttpResponse:
    """Make a file that could not be made."""
    row = _run(request, study_id)
    if _done(
        request, lambda: actions.try_again(study=row, by=request.user, now=request.now),
        gettext("The file is being made."),
    ):  # fmt: skip
        build_research_file.enqueue(row.pk, row.municipality_id)
    return redirect("programme:study", row.pk)


@require_POST
def study_withdraw(request: MemberRequest, study_id: int) -> HttpResponse:
    """Take a study back for good."""
    row = _study(request, study_id)
    if not permissions.may_withdraw(request.viewer, row):
        raise PermissionDenied
    _done(
        request, lambda: actions.withdraw_study(study=row, by=request.user, now=request.now),
        gettext("Withdrawn. The link no longer opens, and the file and the key are destroyed."),
    )  # fmt: skip
    return redirect("programme:study", row.pk)


def _done(request: MemberRequest, deed: Callable[[], None], words: str) -> bool:
    """Do a deed and say so; tell when somebody was quicker."""
    try:
        deed()
    except actions.StudyMovedOnError:
        messages.warning(request, gettext("Somebody was quicker. Look at where the study stands now."))
        return False
    messages.success(request, words)
    return True
