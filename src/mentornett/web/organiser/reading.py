"""Reading what teams have sent: comment, answer, open again; for guides and for readers with leave."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.core import audit
from mentornett.core.text import in_language
from mentornett.measurement.queries.before_now import baselines_of
from mentornett.network import actions, permissions, queries
from mentornett.network.choices import AssignmentKind
from mentornett.network.forms.guidance import AssessForm, CommentForm, ReopenForm
from mentornett.network.permissions.programmes import programme_readings_of
from mentornett.network.queries.plan_approvals import plan_standing
from mentornett.network.queries.progress import suggestion_for
from mentornett.network.queries.team_page import score_history, scores_in
from mentornett.network.queries.work import due_of, events_of
from mentornett.network.rules import DELIVERED_STATES, may_be_extended, may_become
from mentornett.questionnaires.forms import question_field
from mentornett.questionnaires.queries import sheet_items, values_at
from mentornett.questionnaires.rules import audience_allows
from mentornett.reports.bundles import bundles_visible_to
from mentornett.web.http import MemberRequest
from mentornett.web.pictures import score_chart
from mentornett.web.templatetags.components import PLACE

SHOWN = ("team__municipality", "team__network", "assignment__gathering", "sent_by", "sheet__version")
REOPEN_DAYS = 7  # suggested time for a team to add what is asked for
STAFF_LEVELS = frozenset({AssignmentKind.STATUS_REPORT, AssignmentKind.FINAL_REPORT})


def _submission(request: MemberRequest, submission_id: int) -> Any:
    rows = permissions.readable_submissions(request.viewer).select_related(None).select_related(*SHOWN)
    return get_object_or_404(rows, pk=submission_id)


def _guided_submission(request: MemberRequest, submission_id: int) -> Any:
    submission = _submission(request, submission_id)
    if not permissions.may_guide(request.viewer, submission.team):
        raise PermissionDenied
    return submission


def _is_staff(request: MemberRequest, submission: Any) -> bool:
    return submission.organiser_id in request.viewer.staffed


@require_safe
def report(request: MemberRequest, submission_id: int) -> HttpResponse:
    """Show a report to read, with the team's history in reach and comments at each section."""
    return _page(request, _submission(request, submission_id))


def _page(request: MemberRequest, submission: Any, **bound: forms.Form) -> HttpResponse:
    """Render the report; `bound` holds a form that could not be accepted, so that nothing typed is lost.

    One that came too late to be sent at all is called `unsent`.
    """
    audit.reading(
        reader=request.user, subjects=[submission.sent_by] if submission.sent_by else [], page="report",
        now=request.now,
    )  # fmt: skip
    staff, is_guide = _is_staff(request, submission), permissions.guides(request.viewer, submission.team)
    events = list(events_of(submission))
    shown = _shown_event(request, submission, events)
    items = None if submission.sheet is None or _is_unread(submission, shown) else sheet_items(submission.sheet)
    context = {
        "submission": submission, "team": submission.team, "network": submission.team.network, "staff": staff,
        "title": in_language(submission.assignment.title), "due": due_of(submission),
        "sections": _sections(request, submission, _fields(submission, items, shown, is_guide), bound.get("comment")),
        "events": events, "shown": shown, "is_sent": submission.state in DELIVERED_STATES,
        "may_guide": staff and permissions.may_guide(request.viewer, submission.team, is_guide=is_guide),
        "may_extend": may_be_extended(submission.state),
        "may_comment": permissions.may_comment(request.viewer, submission),
        "unsent": bound.get("unsent"), "blank_comment": CommentForm(auto_id=f"comment-{PLACE}-%s"),
        **_neighbours(request, submission, is_guide),
    }  # fmt: skip
    if submission.assignment.kind == AssignmentKind.PROJECT_PLAN:
        context["standing"] = plan_standing(submission.team)
    if staff:
        context |= _staff_context(request, submission, items, bound)
    return render(request, "organiser/report.html", context)


def _shown_event(request: MemberRequest, submission: Any, events: list[Any]) -> Any:
    """Return the sending whose version is shown: an earlier one when asked for, the last while the team writes."""
    sendings = [event for event in events if event.state == "sent"]
    wanted = request.GET.get("version", "")
    chosen = next((event for event in sendings if str(event.pk) == wanted), None)
    if chosen is None and submission.state not in DELIVERED_STATES:
        return sendings[0] if sendings else None
    return chosen


def _sections(
    request: MemberRequest, submission: Any, fields: dict[str, list[Any]] | None, bound: Any
) -> list[dict[str, Any]]:
    if fields is None:
        return []
    comments = list(permissions.comments_visible_to(request.viewer, submission))
    parts = [*submission.sheet.version.sections, {"key": "", "title": gettext("The whole report")}]
    return [
        {
            "key": part["key"], "title": in_language(part["title"]), "fields": fields.get(part["key"], []),
            "comments": [comment for comment in comments if comment.section == part["key"]],
            "form": bound if bound is not None and bound.data.get("section", "") == part["key"] else None,
        }
        for part in parts
    ]  # fmt: skip


def _is_unread(submission: Any, shown: Any) -> bool:
    """Tell whether the team has not sent it once; what they are writing is theirs."""
    return submission.state not in DELIVERED_STATES and shown is None


def _fields(submission: Any, items: list[Any] | None, shown: Any, is_guide: bool) -> dict[str, list[Any]] | None:
    """Return the answers that this reader may see, by section; None while there is nothing to read."""
    if items is None:
        return None
    earlier = values_at(submission.sheet, shown.at) if shown else None
    found: dict[str, list[Any]] = {}
    for item in items:
        sharing = item.answer.sharing if item.answer else item.question.sharing_default
        audience = item.question.answer_audience
        if audience_allows(audience, sharing, in_team=False, is_guide=is_guide, is_staff=True):
            value = earlier.get(item.question.pk) if earlier is not None else item.value
            found.setdefault(item.question.section, []).append(
                question_field(item.question, value, attachments=item.attachments)
            )
    return found


def _staff_context(
    request: MemberRequest, submission: Any, items: list[Any] | None, bound: dict[str, forms.Form]
) -> dict[str, Any]:
    team = submission.team
    asks_level = submission.assignment.kind in STAFF_LEVELS
    every = list(scores_in(team))
    points = score_history(every)
    scores = {score.by_kind: score for score in every if score.submission_id == submission.pk}
    score = scores.get("guide")
    initial = {"value": str(score.value), "reason": score.reason} if score else {}
    sent = list(queries.reports_of(team).values_list("pk", "sent_at", "assignment__title", "assignment__kind"))
    return {
        "assess_form": bound.get("assess") or AssessForm(with_level=asks_level, initial=initial),
        "reopen_form": bound.get("reopen") or _reopen_form(request, submission),
        "asks_level": asks_level, "score": score, "own_score": scores.get("self"),
        "may_assess": may_become(submission.state, "assessed"), "may_reopen": may_become(submission.state, "reopened"),
        "points": points, "chart": score_chart(points, team.network) if points else "",
        "suggestion": _suggestion(request, submission, items, {row[3] for row in sent})
        if asks_level and items is not None
        else None,
        "earlier": [
            {"pk": pk, "sent_at": sent_at, "title": in_language(title)}
            for pk, sent_at, title, _kind in sent
            if pk != submission.pk
        ],
    }  # fmt: skip


def _suggestion(request: MemberRequest, submission: Any, items: list[Any], sent: set[str]) -> Any:
    team, answers = submission.team, {item.question.key: item.value for item in items}
    return suggestion_for(
        submission, request.today, baseline=team.pk in baselines_of([team]), answers=answers,
        plan_sent=AssignmentKind.PROJECT_PLAN in sent,
    )  # fmt: skip


def _reopen_form(request: MemberRequest, submission: Any, data: Any = None) -> ReopenForm:
    sections = submission.sheet.version.sections if submission.sheet else []
    choices = [(part["key"], in_language(part["title"])) for part in sections]
    initial = {"until": request.today + timedelta(days=REOPEN_DAYS)}
    return ReopenForm(data, sections=choices, today=request.today, initial=initial, prefix="reopen")


def _neighbours(request: MemberRequest, submission: Any, is_guide: bool) -> dict[str, Any]:
    """Return the next and the previous unread report: of one's own teams first, else of all in the network."""
    if not _is_staff(request, submission):
        rows = permissions.readable_submissions(request.viewer).order_by("sent_at", "pk")
    elif is_guide:
        rows = queries.reports_waiting(permissions.teams_guided_by(request.viewer))
    else:
        rows = queries.reports_waiting(permissions.teams_staffed_in(submission.team.network, request.viewer))
    place = (submission.sent_at or request.now, submission.pk)
    places = list(rows.values_list("sent_at", "pk"))
    after = [pk for sent_at, pk in places if (sent_at, pk) > place]
    before = [pk for sent_at, pk in places if (sent_at, pk) < place]
    following, previous = [*after, *before][:1], [*after, *before][-1:]
    return {
        "next_url": reverse("organiser:report", args=following) if following else "",
        "previous_url": reverse("organiser:report", args=previous) if previous else "",
        "unread": len(after) + len(before),
    }


@require_POST
def report_comment(request: MemberRequest, submission_id: int) -> HttpResponse:
    """Comment on one section, to the team or among the organiser's own people."""
    submission = _submission(request, submission_id)
    if not permissions.may_comment(request.viewer, submission):
        raise PermissionDenied
    section = request.POST.get("section", "")[:60]
    form = CommentForm(request.POST, auto_id=f"comment-{section or 'whole'}-%s")
    if not form.is_valid():
        return _page(request, submission, comment=form)
    actions.comment_submission(
        submission=submission, text=form.cleaned_data["text"], section=section, private=form.cleaned_data["private"],
        by=request.user, now=request.now,
    )  # fmt: skip
    return redirect(f"{reverse('organiser:report', args=[submission.pk])}#section-{section or 'whole'}")


@require_POST
def report_assess(request: MemberRequest, submission_id: int) -> HttpResponse:
    """Answer a report, with a level and a sentence where it asks for one."""
    submission = _guided_submission(request, submission_id)
    asks_level = submission.assignment.kind in STAFF_LEVELS
    form = AssessForm(request.POST, with_level=asks_level)
    if not form.is_valid():
        return _page(request, submission, assess=form)
    data = form.cleaned_data
    level = actions.Level(data["value"], data["reason"]) if asks_level else None
    try:
        actions.assess_submission(
            submission=submission, level=level, reply=data["reply"], by=request.user, now=request.now,
            today=request.today,
        )  # fmt: skip
    except actions.NotNowError:
        form.add_error(None, gettext("Somebody has answered or reopened it in the meantime. Look at it again."))
        return _page(request, _submission(request, submission_id), unsent=form)
    messages.success(request, gettext("The answer is sent to %(team)s.") % {"team": submission.team.name})
    return redirect("organiser:report", submission.pk)


@require_POST
def report_score(request: MemberRequest, submission_id: int) -> HttpResponse:
    """Correct the level of a report that is answered already."""
    submission = _guided_submission(request, submission_id)
    form = AssessForm(request.POST)
    if submission.state not in DELIVERED_STATES or not form.is_valid():
        return _page(request, submission, assess=form)
    level = actions.Level(form.cleaned_data["value"], form.cleaned_data["reason"])
    actions.set_score(submission=submission, level=level, by=request.user, now=request.now, today=request.today)
    messages.success(request, gettext("The level is saved."))
    return redirect("organiser:report", submission.pk)


@require_POST
def report_reopen(request: MemberRequest, submission_id: int) -> HttpResponse:
    """Give a report back to the team, with a reason and a new deadline."""
    submission = _guided_submission(request, submission_id)
    form = _reopen_form(request, submission, request.POST)
    if not form.is_valid():
        return _page(request, submission, reopen=form)
    data = form.cleaned_data
    try:
        actions.reopen_submission(
            submission=submission, reason=data["reason"], sections=data["sections"], until=data["until"],
            by=request.user, now=request.now, today=request.today,
        )  # fmt: skip
    except actions.NotNowError:
        form.add_error(None, gettext("It is open already, or it was not sent."))
        return _page(request, _submission(request, submission_id), unsent=form)
    messages.success(request, gettext("%(team)s can write again and is told why.") % {"team": submission.team.name})
    return redirect("organiser:report", submission.pk)


@require_safe
def reading(request: MemberRequest) -> HttpResponse:
    """List what one was given to read, and until when."""
    if not request.viewer.reading:
        return redirect("everyone:now")
    rows = permissions.readable_submissions(request.viewer).order_by("assignment", "team__municipality__name_sort")
    given: dict[int, list[Any]] = {}
    for row in rows:
        given.setdefault(row.assignment_id, []).append(row)
    grants = permissions.grants_of(request.viewer).select_related("assignment", "network").order_by("ends", "pk")
    made = {row.assignment_id: row for row in reversed(list(bundles_visible_to(request.viewer).filter(form="pack")))}
    groups = [
        {
            "grant": grant, "title": in_language(grant.assignment.title), "rows": given.get(grant.assignment_id, []),
            "pack": made.get(grant.assignment_id),
        }
        for grant in grants
    ]  # fmt: skip
    context = {"groups": groups, "drafts": list(programme_readings_of(request.viewer))}
    return render(request, "organiser/reading.html", context)
