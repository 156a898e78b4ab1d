"""The starting point: of those hired before the programme began, how many were still here after twelve months (J15)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from mentornett.core import audit
from mentornett.measurement.actions import baselines as actions
from mentornett.measurement.choices import StillHere
from mentornett.measurement.forms.baselines import BaselineBeginForm, BaselineHireForm
from mentornett.measurement.permissions import facts as permissions
from mentornett.measurement.queries import baselines as queries
from mentornett.measurement.rules.baselines import period_before
from mentornett.reports.employed_words import grade_words
from mentornett.web.http import FORM_PAGE, MemberRequest

PER_PAGE = 30


@FORM_PAGE
def baseline(request: MemberRequest, programme_id: int) -> HttpResponse:
    """Begin to count, go on, or read the figure; those who know no persons read the figure alone."""
    programme: Any = get_object_or_404(permissions.programmes_counted_by(request.viewer), pk=programme_id)
    may_keep = permissions.may_keep(request.viewer, programme.municipality_id)
    row = queries.baseline_of(programme)
    context = {"programme": programme, "baseline": row, "may_keep": may_keep}
    if row and (row.closed_at or not may_keep):
        count = queries.count_of(row)
        context |= {
            "count": count, "figure": queries.figure_of(count, persons_known=may_keep),
            "without": queries.without_unknown(count),
        }  # fmt: skip
        if row.closed_at and may_keep:
            since = queries.before_and_now(row, request.today)
            context |= {"since": since, "grade": grade_words(since.grade) if since else ""}
        return render(request, "programme/baseline_closed.html", context)
    if row or not may_keep:
        return render(request, "programme/baseline.html", context | (_open(request, row) if row else {}))
    hired_from, hired_to = period_before(programme.starts)
    form = BaselineBeginForm(request.POST or None, initial={"hired_from": hired_from, "hired_to": hired_to})
    if form.is_valid():
        actions.begin_baseline(programme=programme, by=request.user, now=request.now, **form.cleaned_data)
        return redirect("programme:baseline", programme.pk)
    return render(request, "programme/baseline_begin.html", context | {"form": form})


def _open(request: MemberRequest, row: Any) -> dict[str, Any]:
    page = Paginator(queries.hires_of(row), PER_PAGE).get_page(request.GET.get("page"))
    lines = queries.lines_of(page, request.today)
    people = [line.hire.employment.person for line in lines if line.hire.employment]
    audit.reading(reader=request.user, subjects=people, page="baseline", now=request.now)
    count = queries.count_of(row)
    return {
        "lines": lines, "count": count, "figure": queries.figure_of(count, persons_known=True),
        "answers": StillHere.choices, "seen_from": queries.seen_from(row), "page_obj": page,
        "all": page.paginator.count, "done": page.paginator.count - count.open,
    }  # fmt: skip


def _kept(request: MemberRequest, baseline_id: int, *, closed: bool = False) -> Any:
    rows = permissions.baselines_kept_by(request.viewer).filter(closed_at__isnull=not closed)
    return get_object_or_404(rows, pk=baseline_id)


def _back(row: Any) -> HttpResponse:
    return redirect("programme:baseline", row.programme_id)


@FORM_PAGE
def baseline_add(request: MemberRequest, baseline_id: int) -> HttpResponse:
    """Add somebody who is not in the register."""
    row = _kept(request, baseline_id)
    form = BaselineHireForm(request.POST or None, hired_from=row.hired_from, hired_to=row.hired_to)
    if form.is_valid():
        actions.add_to_baseline(baseline=row, rows=[form.cleaned_data], by=request.user, now=request.now)
        messages.success(request, gettext("The person is counted."))
        return _back(row)
    return render(request, "programme/baseline_add.html", {"form": form, "baseline": row, "programme": row.programme})


@require_POST
def baseline_answer(request: MemberRequest, hire_id: int) -> HttpResponse:
    """Say with one tap whether somebody was still here; the same answer again takes it back."""
    hire = get_object_or_404(permissions.baseline_hires_kept_by(request.viewer), pk=hire_id)
    answer = request.POST.get("answer", "")
    if answer in StillHere.values:
        actions.answer_hire(hire=hire, answer="" if answer == hire.answer else answer, by=request.user, now=request.now)
    page = request.POST.get("page", "")
    where = f"?page={page}" if page.isascii() and page.isdecimal() else ""
    return redirect(reverse("programme:baseline", args=[hire.baseline.programme_id]) + f"{where}#lines")


@require_POST
def baseline_leave_out(request: MemberRequest, hire_id: int) -> HttpResponse:
    """Take somebody out who was added by hand."""
    rows = permissions.baseline_hires_kept_by(request.viewer).filter(employment__isnull=True)
    hire = get_object_or_404(rows, pk=hire_id)
    row = hire.baseline
    actions.leave_out_of_baseline(hire=hire, by=request.user, now=request.now)
    messages.success(request, gettext("The person is taken out of the count."))
    return _back(row)


@require_POST
def baseline_refill(request: MemberRequest, baseline_id: int) -> HttpResponse:
    """Take in what has come into the register since."""
    row = _kept(request, baseline_id)
    added = actions.refill_baseline(baseline=row, by=request.user, now=request.now)
    text = ngettext("%(n)s more from the register.", "%(n)s more from the register.", added)
    messages.success(request, text % {"n": added} if added else gettext("There was nobody new in the register."))
    return _back(row)


@require_POST
def baseline_close(request: MemberRequest, baseline_id: int) -> HttpResponse:
    """Keep the numbers, and delete the names of those who are not in the register."""
    row = _kept(request, baseline_id)
    try:
        actions.close_baseline(baseline=row, by=request.user, now=request.now)
    except actions.NothingCountedError:
        messages.error(request, gettext("Answer for at least one person first."))
    else:
        messages.success(request, gettext("The starting point is counted."))
    return _back(row)


@require_POST
def baseline_reopen(request: MemberRequest, baseline_id: int) -> HttpResponse:
    """Go on counting."""
    row = _kept(request, baseline_id, closed=True)
    actions.reopen_baseline(baseline=row, by=request.user, now=request.now)
    return _back(row)


@require_POST
def baseline_remove(request: MemberRequest, baseline_id: int) -> HttpResponse:
    """Forget an open count, and begin again with another time."""
    row = _kept(request, baseline_id)
    actions.throw_away_baseline(baseline=row, by=request.user, now=request.now)
    messages.success(request, gettext("The count is forgotten. You can begin again."))
    return _back(row)
