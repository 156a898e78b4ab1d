"""Pairs as those see them who follow from outside: dates and status, never what was said."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.core import audit
from mentornett.documents.pdf import as_pdf
from mentornett.mentoring import permissions
from mentornett.mentoring.actions import pairs as actions
from mentornett.mentoring.actions.completion import complete_pair
from mentornett.mentoring.actions.follow_up import note_talk_about_pair
from mentornett.mentoring.choices import PairEnd, Party
from mentornett.mentoring.forms.pairs import ChangeMentorForm, EndPairForm
from mentornett.mentoring.queries import pairs as queries
from mentornett.mentoring.queries.completion import GET_CERTIFICATES, certificate_of, is_completed
from mentornett.mentoring.queries.leaving import can_go_on
from mentornett.reports.mentor_certificate import mentor_certificate
from mentornett.web.http import FORM_PAGE, MemberRequest, download, found
from mentornett.web.programme.reasons import reasons_in_words

PER_PAGE = 30


@require_safe
def pairs(request: MemberRequest) -> HttpResponse:
    """List the pairs with dates and status; ?q= searches, ?over=yes shows those that have ended, or completed."""
    if not permissions.may_see_pairs(request.viewer):
        raise Http404
    rows = permissions.pairs_followed_by(request.viewer)
    wanted, over = request.GET.get("q", "").strip()[:80], request.GET.get("over", "")
    ended = over in {"yes", "completed"}
    rows = queries.over(rows, request.today) if ended else queries.current(rows, request.today)
    if over == "completed":
        rows = rows.filter(end_reason=PairEnd.COMPLETED)
    if wanted:
        rows = queries.named(rows, wanted)
    page = Paginator(rows.values_list("pk", flat=True), PER_PAGE).get_page(request.GET.get("page"))
    shown = queries.with_status(rows, page)
    subjects = [person for row in shown for person in (row.mentee, row.mentor.person)]
    audit.reading(reader=request.user, subjects=subjects, page="pairs", now=request.now)
    context = {
        "rows": shown, "page_obj": page, "wanted": wanted, "ended": ended, "over": over, "today": request.today,
        "programmes": list(permissions.programmes_run_by(request.viewer)),
    }  # fmt: skip
    return render(request, "programme/pairs.html", context)


def _pair(request: MemberRequest, pair_id: int) -> Any:
    rows = permissions.pairs_followed_by(request.viewer).select_related("employment__programme")
    return get_object_or_404(rows, pk=pair_id)


def pair_to_change(request: MemberRequest, pair_id: int) -> Any:
    """Return a pair that is not over, for those who may change it: the programme's project leaders."""
    row = _pair(request, pair_id)
    if not _may_change(request, row):
        raise PermissionDenied
    if row.ends and row.ends < request.today:
        raise Http404
    return row


def _may_change(request: MemberRequest, pair: Any) -> bool:
    programme = pair.employment.programme
    return programme is not None and permissions.may_run(request.viewer, programme)


@require_safe
def pair(request: MemberRequest, pair_id: int) -> HttpResponse:
    """Show one pair: dates, who has signed, and the talks with their dates."""
    row = _pair(request, pair_id)
    audit.reading(reader=request.user, subjects=[row.mentee, row.mentor.person], page="pair", now=request.now)
    is_over = bool(row.ends and row.ends < request.today) or is_completed(row, request.today)
    may_resume = _may_change(request, row) and can_go_on(row, request.today)
    context = {
        "pair": row, "talks": list(queries.talks_in(row)), "parties": queries.signed_by(row),
        "seconds": list(queries.seconds_of(row)) if row.role == "main" else [], "today": request.today,
        "is_over": is_over, "may_change": not is_over and _may_change(request, row), "may_resume": may_resume,
        "completed": _may_change(request, row) and certificate_of(row, Party.MENTEE) is not None,
        "talk_wanted": row.talk_wanted_at if _may_change(request, row) else None,
    }  # fmt: skip
    return render(request, "programme/pair.html", context)


@require_safe
def pair_certificate(request: MemberRequest, pair_id: int, who: str) -> HttpResponse:
    """Download the certificate of the mentor or the mentee of a completed pair."""
    row = _pair(request, pair_id)
    if not _may_change(request, row):
        raise PermissionDenied
    if who not in set(GET_CERTIFICATES):
        raise Http404
    return download(as_pdf(mentor_certificate(found(certificate_of(row, Party(who))))))


@require_POST
def pair_talked(request: MemberRequest, pair_id: int) -> HttpResponse:
    """Note that one has talked with the two about their pair."""
    row = pair_to_change(request, pair_id)
    note_talk_about_pair(pair=row, by=request.user, now=request.now)
    messages.success(request, gettext("Noted. The pair stands on the list no longer."))
    return redirect("programme:pair", row.pk)


@FORM_PAGE
def pair_end(request: MemberRequest, pair_id: int) -> HttpResponse:
    """End a pair: the last day and why."""
    row = pair_to_change(request, pair_id)
    form = EndPairForm(request.POST or None, pair=row, today=request.today)
    if request.method == "POST" and form.is_valid():
        reason, ends = PairEnd(form.cleaned_data["reason"]), form.cleaned_data["ends"]
        if reason is PairEnd.COMPLETED:
            complete_pair(pair=row, ends=ends, by=request.user, now=request.now)
        else:
            actions.end_pair(pair=row, ends=ends, reason=reason, by=request.user, now=request.now)
        messages.success(request, gettext("The pair ends, and both have been told."))
        return redirect("programme:pair", row.pk)
    return render(request, "programme/pair_end.html", {"pair": row, "form": form})


@require_POST
def pair_resume(request: MemberRequest, pair_id: int) -> HttpResponse:
    """Let a pair that was ended go on after all."""
    row = _pair(request, pair_id)
    if not _may_change(request, row):
        raise PermissionDenied
    if not can_go_on(row, request.today):
        raise Http404
    actions.resume_pair(pair=row, by=request.user, now=request.now)
    messages.success(request, gettext("The pair goes on, and all have been told."))
    return redirect("programme:pair", row.pk)


@FORM_PAGE
def pair_change(request: MemberRequest, pair_id: int) -> HttpResponse:
    """Give a mentee another mentor: those who fit, the best first, with what speaks for each."""
    row = pair_to_change(request, pair_id)
    if row.role != "main":
        raise Http404
    found = queries.successors_of(row, request.now)
    choices = [(mentor.pk, reasons_in_words(found.proposal, match, mentor)) for match, mentor in found.rows]
    form = ChangeMentorForm(request.POST or None, choices=choices, pair=row, today=request.today)
    if request.method == "POST" and form.is_valid():
        mentor = next(mentor for _match, mentor in found.rows if mentor.pk == form.cleaned_data["mentor"])
        try:
            new = actions.change_mentor(
                pair=row, mentor=mentor, starts=form.cleaned_data["starts"], by=request.user, now=request.now
            )
        except actions.PairError as error:
            full = gettext("This mentor has no free place from that day. Choose another one.")
            late = error.why == "over"
            form.add_error(*(("starts", gettext("This is after their last day.")) if late else ("mentor", full)))
        else:
            told = gettext("%(mentor)s is the mentor of %(mentee)s, and all have been told.")
            messages.success(request, told % {"mentor": mentor.person.name, "mentee": row.mentee.name})
            return redirect("programme:pair", new.pk)
    return render(request, "programme/pair_change.html", {"pair": row, "form": form, "found": found.rows})
