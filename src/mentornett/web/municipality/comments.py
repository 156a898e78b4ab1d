"""The team's side of guidance: comment, answer, mark as handled, show how the leaders take part."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from mentornett.network import actions, permissions, queries
from mentornett.network.forms.guidance import AnchoringForm, TeamCommentForm
from mentornett.network.permissions.writing import own_submission
from mentornett.network.queries.progress import anchoring_of
from mentornett.reports.words import caveat
from mentornett.web.http import FORM_PAGE, MemberRequest, found


def _comment(request: MemberRequest, comment_id: int) -> Any:
    return get_object_or_404(permissions.comments_for(request.viewer), pk=comment_id)


def _to_report(submission: Any, section: str) -> HttpResponse:
    return redirect(f"{reverse('municipality:report', args=[submission.pk])}#section-{section or 'whole'}")


@require_POST
def comment(request: MemberRequest, submission_id: int) -> HttpResponse:
    """Write a comment to the guide on one's own report."""
    submission = found(own_submission(request.viewer, submission_id))
    form = TeamCommentForm(request.POST)
    if not form.is_valid():
        return render(request, "municipality/comment.html", {"form": form, "submission": submission})
    section = form.cleaned_data["section"]
    actions.comment_submission(
        submission=submission, text=form.cleaned_data["text"], section=section, by=request.user, now=request.now
    )
    return _to_report(submission, section)


@require_POST
def comment_reply(request: MemberRequest, comment_id: int) -> HttpResponse:
    """Answer a comment; the one who wrote it is told."""
    row = _comment(request, comment_id)
    form = TeamCommentForm(request.POST)
    if not form.is_valid():
        context = {"form": form, "submission": row.submission, "comment": row}
        return render(request, "municipality/comment.html", context)
    actions.reply_to_comment(
        comment=row, text=form.cleaned_data["text"], by=request.user, now=request.now, today=request.today
    )
    messages.success(request, gettext("Your answer is sent to %(name)s.") % {"name": row.by.name})
    return _to_report(row.submission, row.section)


@require_POST
def comment_handled(request: MemberRequest, comment_id: int) -> HttpResponse:
    """Mark a comment as handled, or take the mark away."""
    row = _comment(request, comment_id)
    actions.mark_comment(comment=row, handled=request.POST.get("handled") != "no", by=request.user, now=request.now)
    return _to_report(row.submission, row.section)


@FORM_PAGE
def anchoring(request: MemberRequest, team_id: int) -> HttpResponse:
    """Show the anchoring checklist and add evidence to a point (B10)."""
    team = get_object_or_404(permissions.own_teams_of(request.viewer), pk=team_id)
    initial = {"on": request.today, "point": request.GET.get("point", "")}
    form = AnchoringForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        actions.note_anchoring(team=team, by=request.user, now=request.now, **form.cleaned_data)
        messages.success(request, gettext("Saved."))
        return redirect("municipality:anchoring", team.pk)
    members = queries.members_today(request.today).filter(team=team)
    context = {
        "form": form, "team": team, "anchoring": anchoring_of(team, members, request.today),
        "anchoring_caveat": caveat(team.network, "anchoring"),
    }  # fmt: skip
    return render(request, "municipality/anchoring.html", context)
