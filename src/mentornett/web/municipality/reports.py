"""Writing a report: the form, the summary, sending, and reading it afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.competence.queries.courses import first_training
from mentornett.core.text import in_language
from mentornett.core.time import lately_words, time_words
from mentornett.documents.files import File
from mentornett.network import permissions
from mentornett.network.actions import writing
from mentornett.network.permissions.writing import attachments_visible_to, own_submission
from mentornett.network.queries import guides_today
from mentornett.network.queries.work import due_of, events_of, opens_of, scores_of
from mentornett.network.queries.writing import Asked
from mentornett.network.rules import DELIVERED_STATES, WRITABLE_STATES, is_late
from mentornett.questionnaires import actions, queries
from mentornett.questionnaires.actions import FileError, SheetLockedError
from mentornett.questionnaires.rules import as_text
from mentornett.questionnaires.rules.files import LARGEST
from mentornett.web.http import MemberRequest, download, found
from mentornett.web.municipality.report_fields import Sent, questions_in, save_all, sections_shown

TRAINING = "competence_offer"  # the assignment of the template that the milestone of the mentors' training belongs to


def submission_of(request: MemberRequest, submission_id: int) -> Any:
    """Return the work of one's own team, or answer 404."""
    return found(own_submission(request.viewer, submission_id))


def _writable(request: MemberRequest, submission_id: int) -> Any:
    submission = submission_of(request, submission_id)
    if not permissions.may_write(request.viewer, submission):
        raise PermissionDenied
    return submission


def _sendable(request: MemberRequest, submission_id: int) -> Any:
    submission = submission_of(request, submission_id)
    if permissions.may_send(request.viewer, submission):
        return submission
    if permissions.coordinates(request.viewer, submission.team):
        raise writing.NotNowError  # a colleague was first, or the button was pressed twice
    raise PermissionDenied


def _too_late(request: MemberRequest, submission_id: int) -> HttpResponse:
    messages.info(request, gettext("It has been sent or skipped already."))
    return redirect("municipality:report", submission_id)


def about(request: MemberRequest, submission: Any) -> dict[str, Any]:
    """Return what every page about a submission shows: title, team, deadline, state, what may be done."""
    due = due_of(submission)
    return {
        "submission": submission, "team": submission.team, "network": submission.assignment.network,
        "title": in_language(submission.assignment.title),
        "instructions": in_language(submission.assignment.instructions or ""),
        "evidence": in_language(submission.assignment.evidence or ""),
        "due": due, "opens": opens_of(submission), "late": is_late(submission.state, due, request.today),
        "guide": SimpleLazyObject(lambda: _guide_of(request, submission.team)),
        "may_send": SimpleLazyObject(lambda: permissions.may_send(request.viewer, submission)),
        "files": _files(submission), "today": request.today,
    }  # fmt: skip


def _guide_of(request: MemberRequest, team: Any) -> Any:
    guide = guides_today(request.today).filter(team=team).first()
    return guide.person if guide else None


def _files(submission: Any) -> list[tuple[str, str]]:
    """Return label and address of the report as a file, where that is offered."""
    try:
        return [
            (label, reverse("municipality:report_file", args=[submission.pk, form]))
            for label, form in (("PDF", "pdf"), ("Word", "word"))
        ]
    except NoReverseMatch:
        return []


@require_safe
def report(request: MemberRequest, submission_id: int) -> HttpResponse:
    """Show a report: to write while it is open, else to read."""
    submission = submission_of(request, submission_id)
    if submission.sheet is None:
        context = about(request, submission) | _said(request, submission)
        if submission.assignment.key.startswith(TRAINING):
            context["training"] = first_training([submission.team.municipality_id])
        return render(request, "municipality/task.html", context)
    if submission.assignment.kind == "final_report":
        return redirect("municipality:final_report", submission_id)  # it is written as the finished document
    if submission.state in WRITABLE_STATES:
        return _form(request, submission, questions_in(request, submission), Sent())
    context = about(request, submission) | _read_context(request, submission)
    return render(request, "municipality/report_read.html", context)


def _form(request: MemberRequest, submission: Any, rows: list[Asked], sent: Sent) -> HttpResponse:
    sections = sections_shown(submission, rows, sent, adding=request.GET.get("row", ""))
    answered = [row.answer.edited_at for row in rows if row.answer]
    saved = gettext("Saved %(time)s") % {"time": lately_words(max(answered), request.today)} if answered else ""
    context = about(request, submission) | _said(request, submission, sections) | {
        "sections": sections, "saved_at_text": saved, "sent": sent,
        "steps": [_step(section) for section in sections],
        "reopened": [section for section in sections if section["reopened"]],
        "draft_key": f"report-{submission.pk}-{request.user.pk}",
        "trouble": [each for section in sections for each in section["fields"] if each.problem or each.theirs],
    }  # fmt: skip
    return render(request, "municipality/report_write.html", context, status=422 if sent.trouble else 200)


def _said(request: MemberRequest, submission: Any, sections: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    """Return the comments, put with their sections, and the scores; what concerns the whole stands by itself."""
    comments = list(permissions.comments_visible_to(request.viewer, submission))
    for section in sections:
        section["comments"] = [row for row in comments if row.section == section["key"]]
        for row in section["comments"]:
            row.about = section["title"]
    known = {section["key"] for section in sections}
    return {
        "comments": comments, "whole": [row for row in comments if row.section not in known],
        "scores": scores_of(submission), "may_answer": True, "team_side": True,
    }  # fmt: skip


def _step(section: dict[str, Any]) -> dict[str, Any]:
    skipped = sum(field.skipped for field in section["fields"])
    note = gettext("%(count)s to come back to") % {"count": skipped} if skipped else ""
    if section["reopened"]:
        note = gettext("Opened again by the guide")
    done = section["done"] and not skipped and not section["reopened"]
    return {"label": section["title"], "url": f"#section-{section['key']}", "done": done, "note": note}


def _read_context(request: MemberRequest, submission: Any) -> dict[str, Any]:
    sections = sections_shown(submission, questions_in(request, submission), Sent())
    return _said(request, submission, sections) | {
        "sections": sections,
        "delivered": submission.state in DELIVERED_STATES,
        "may_take_back": submission.state == "sent" and _may_take_back(request, submission),
    }


def _may_take_back(request: MemberRequest, submission: Any) -> bool:
    return permissions.coordinates(request.viewer, submission.team)


@require_POST
def report_save(request: MemberRequest, submission_id: int) -> HttpResponse:
    """Save the whole form, as browsers without JavaScript do, and go where the pressed button leads."""
    submission = _writable(request, submission_id)
    rows = questions_in(request, submission)
    try:
        sent = save_all(request, submission, rows)
        _change_files(request, submission, rows, sent)
    except SheetLockedError:
        messages.error(request, gettext("The report was sent by somebody else while you were writing."))
        return redirect("municipality:report", submission_id)
    if sent.trouble:
        fresh = submission_of(request, submission_id)
        return _form(request, fresh, questions_in(request, fresh), sent)
    return _onwards(request, submission)


def _onwards(request: MemberRequest, submission: Any) -> HttpResponse:
    page = reverse("municipality:report", args=[submission.pk])
    if "summary" in request.POST:
        return redirect("municipality:report_summary", submission.pk)
    if key := request.POST.get("add_row"):
        return HttpResponseRedirect(f"{page}?row={key}#question-{key}")
    if key := request.POST.get("attach"):
        return HttpResponseRedirect(f"{page}#question-{key}")
    messages.success(request, gettext("Saved %(time)s") % {"time": time_words(request.now)})
    return HttpResponseRedirect(page)


def _change_files(request: MemberRequest, submission: Any, rows: list[Asked], sent: Sent) -> None:
    """Attach the chosen files and remove those that were asked to go."""
    if (pk := request.POST.get("remove_file", "")).isdecimal():
        attachment = attachments_visible_to(request.viewer).filter(sheet=submission.sheet, pk=pk).first()
        actions.remove_file(attachment=found(attachment), by=request.user, now=request.now)
    for row in rows:
        upload = request.FILES.get(f"q-{row.question.key}")
        if upload is None or row.question.type != "file":
            continue
        try:
            actions.attach_file(
                sheet=submission.sheet, question=row.question, name=upload.name or "", by=request.user,
                content=upload.read(LARGEST + 1), now=request.now,
            )  # fmt: skip
        except FileError as error:
            sent.problems[row.question.key] = error.message


@require_safe
def attachment(request: MemberRequest, attachment_id: int) -> HttpResponse:
    """Give a file that was attached; never shown inside the page."""
    row = get_object_or_404(attachments_visible_to(request.viewer), pk=attachment_id)
    return download(File(row.name, row.content_type, bytes(row.content)))


@require_safe
def report_summary(request: MemberRequest, submission_id: int) -> HttpResponse:
    """Show what is missing, what was put aside, and what happens when it is sent."""
    submission = _writable(request, submission_id)
    rows = questions_in(request, submission)
    return render(request, "municipality/report_summary.html", about(request, submission) | _summary(rows))


def _summary(rows: list[Asked]) -> dict[str, Any]:
    return {
        "missing": [
            {"key": row.question.key, "label": in_language(row.question.label), "text": problem.message}
            for row in rows
            for problem in row.problems
        ],
        "aside": [
            {"key": row.question.key, "label": in_language(row.question.label), "skipped": row.skipped}
            for row in rows
            if not row.problems and (row.skipped or not row.is_answered)
        ],
        "answered": sum(row.is_answered for row in rows),
        "count": len(rows),
    }


@require_POST
def report_send(request: MemberRequest, submission_id: int) -> HttpResponse:
    """Send it to the guide, unless something is missing."""
    try:
        submission = _sendable(request, submission_id)
        if submission.sheet is None:
            return _deliver(request, submission)
        rows = questions_in(request, submission)
        if any(row.problems for row in rows):
            return redirect("municipality:report_summary", submission_id)
        writing.send_submission(submission=submission, rows=rows, by=request.user, now=request.now, today=request.today)
    except writing.NotNowError:
        return _too_late(request, submission_id)
    messages.success(request, gettext("Sent. You find it here, with the answer when it comes."))
    return redirect("municipality:report", submission_id)


def _deliver(request: MemberRequest, submission: Any) -> HttpResponse:
    note = request.POST.get("note", "")
    try:
        writing.deliver_task(submission=submission, note=note, by=request.user, now=request.now, today=request.today)
    except writing.ReasonError as error:
        context = about(request, submission) | {"note": note, "problem": str(error)}
        return render(request, "municipality/task.html", context, status=422)
    messages.success(request, gettext("Marked as done."))
    return redirect("municipality:report", submission.pk)


@require_POST
def report_skip(request: MemberRequest, submission_id: int) -> HttpResponse:
    """Leave the work out this time, with a reason."""
    reason = request.POST.get("reason", "")
    try:
        submission = _sendable(request, submission_id)
        writing.skip_submission(
            submission=submission, reason=reason, by=request.user, now=request.now, today=request.today
        )
    except writing.NotNowError:
        return _too_late(request, submission_id)
    except writing.ReasonError as error:
        context = about(request, submission) | _summary(questions_in(request, submission))
        context |= {"reason": reason, "problem": str(error)}
        return render(request, "municipality/report_summary.html", context, status=422)
    messages.success(request, gettext("Skipped this time. The reason stands with it."))
    return redirect("municipality:assignments", submission.team_id)


def _coordinated(request: MemberRequest, submission_id: int) -> Any:
    submission = submission_of(request, submission_id)
    if not permissions.coordinates(request.viewer, submission.team):
        raise PermissionDenied
    return submission


@require_POST
def report_take_up(request: MemberRequest, submission_id: int) -> HttpResponse:
    """Open work that was skipped."""
    submission = _coordinated(request, submission_id)
    try:
        writing.take_up_again(submission=submission, by=request.user, now=request.now)
    except writing.NotNowError:
        messages.info(request, gettext("This cannot be opened now."))
    return redirect("municipality:report", submission_id)


@require_POST
def report_take_back(request: MemberRequest, submission_id: int) -> HttpResponse:
    """Change what was sent, before the guide has answered."""
    submission = _coordinated(request, submission_id)
    try:
        writing.take_back(submission=submission, by=request.user, now=request.now)
    except writing.NotNowError:
        messages.info(request, gettext("The guide has answered already, so it cannot be taken back."))
    return redirect("municipality:report", submission_id)


@require_safe
def report_history(request: MemberRequest, submission_id: int) -> HttpResponse:
    """Show what has happened to a report, and earlier versions of its answers."""
    submission = submission_of(request, submission_id)
    kept = queries.history_of(submission.sheet) if submission.sheet else []
    versions = [
        {
            "label": in_language(row.answer.question.label), "text": as_text(row.answer.question, row.value, "nb"),
            "by": row.edited_by, "at": row.edited_at,
        }
        for row in kept
    ]  # fmt: skip
    context = about(request, submission) | {"events": events_of(submission), "versions": versions}
    return render(request, "municipality/report_history.html", context)
