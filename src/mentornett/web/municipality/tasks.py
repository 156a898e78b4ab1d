"""A task without a form: what was done, files that show it, and marking it as done."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.documents.files import File
from mentornett.network import permissions
from mentornett.network.actions import task_files
from mentornett.network.permissions.writing import own_task_files, task_files_visible_to
from mentornett.network.queries.work import scores_of
from mentornett.questionnaires.actions import FileError, SheetLockedError
from mentornett.questionnaires.rules.files import LARGEST
from mentornett.web.http import MemberRequest, download
from mentornett.web.municipality.reports import about, report_send, submission_of


def _task(request: MemberRequest, submission_id: int) -> Any:
    """Return a task of one's own team; 404 for work with a form. The deeds refuse what is done already."""
    submission = submission_of(request, submission_id)
    if submission.sheet_id:
        raise Http404
    return submission


def _page(request: MemberRequest, submission: Any, **more: Any) -> HttpResponse:
    """Show the task with what was typed, so that choosing a file loses nothing."""
    comments = list(permissions.comments_visible_to(request.viewer, submission))
    context = about(request, submission) | {
        "comments": comments, "whole": comments, "scores": scores_of(submission), "may_answer": True,
        "team_side": True, "note": request.POST.get("note", ""),
    }  # fmt: skip
    return render(request, "municipality/task.html", context | more, status=422 if "file_problem" in more else 200)


def _sent_meanwhile(request: MemberRequest, submission_id: int) -> HttpResponse:
    messages.error(request, gettext("The task was marked as done by somebody else while you were writing."))
    return redirect("municipality:report", submission_id)


def _attach(request: MemberRequest, submission: Any) -> Any:
    """Store the chosen file; None when none was chosen. Raises FileError, SheetLockedError."""
    upload = request.FILES.get("file")
    if upload is None:
        return None
    content = upload.read(LARGEST + 1)
    return task_files.add_task_file(
        submission=submission, name=upload.name or "", content=content, by=request.user, now=request.now
    )


@require_POST
def add(request: MemberRequest, submission_id: int) -> HttpResponse:
    """Attach a file that shows what was done."""
    submission = _task(request, submission_id)
    try:
        file = _attach(request, submission)
    except FileError as error:
        return _page(request, submission, file_problem=error.message)
    except SheetLockedError:
        return _sent_meanwhile(request, submission_id)
    if file is None:
        return _page(request, submission, file_problem=gettext("Choose a file first."))
    return _page(request, submission, added=file)


@require_POST
def send(request: MemberRequest, submission_id: int) -> HttpResponse:
    """Mark the task as done, with the file that was chosen and not attached yet."""
    submission = _task(request, submission_id)
    if permissions.may_write(request.viewer, submission) and not permissions.may_send(request.viewer, submission):
        raise PermissionDenied
    try:
        _attach(request, submission)
    except FileError as error:
        return _page(request, submission, file_problem=error.message)
    except SheetLockedError:
        return _sent_meanwhile(request, submission_id)
    return report_send(request, submission_id)


@require_safe
def file(request: MemberRequest, file_id: int) -> HttpResponse:
    """Give a file; never shown inside the page."""
    row = get_object_or_404(task_files_visible_to(request.viewer), pk=file_id)
    return download(File(row.name, row.content_type, bytes(row.content)))


def _own_file(request: MemberRequest, file_id: int) -> Any:
    return get_object_or_404(own_task_files(request.viewer), pk=file_id)


@require_POST
def remove(request: MemberRequest, file_id: int) -> HttpResponse:
    """Take a file out; the page then offers to put it back."""
    row = _own_file(request, file_id)
    try:
        task_files.remove_task_file(file=row, by=request.user, now=request.now)
    except SheetLockedError:
        return _sent_meanwhile(request, row.submission_id)
    return _page(request, submission_of(request, row.submission_id), removed=row)


@require_POST
def restore(request: MemberRequest, file_id: int) -> HttpResponse:
    """Put a removed file back."""
    row = _own_file(request, file_id)
    submission = submission_of(request, row.submission_id)
    try:
        task_files.restore_task_file(file=row, by=request.user, now=request.now)
    except FileError as error:
        return _page(request, submission, file_problem=error.message)
    except SheetLockedError:
        return _sent_meanwhile(request, row.submission_id)
    return _page(request, submission, added=row)
