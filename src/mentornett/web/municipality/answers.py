"""What the writing page asks for in the background: save one answer, tell who is here."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from mentornett.core.time import time_words
from mentornett.network import permissions
from mentornett.network.permissions.writing import own_submission
from mentornett.questionnaires import actions, queries
from mentornett.questionnaires.actions import Conflict, SheetLockedError
from mentornett.questionnaires.forms.pairs import pairs_of
from mentornett.questionnaires.rules import AnswerError
from mentornett.web.http import MemberRequest, found
from mentornett.web.municipality.report_fields import field_of, questions_in, save_one, typed_in


def logged_out() -> JsonResponse:
    """Answer 401: the text is kept in the browser, and here is where to log in."""
    message = gettext("You are logged out. Your text is kept on this device.")
    return JsonResponse({"message": message, "login": reverse("account_login")}, status=401)


def _submission(request: MemberRequest, submission_id: int) -> Any:
    return found(own_submission(request.viewer, submission_id))


def _refused(message: str) -> JsonResponse:
    return JsonResponse({"message": message}, status=400)


def _closed(submission: Any) -> JsonResponse:
    name = str(submission.sent_by or "")
    if name:
        return _refused(gettext("%(name)s has sent this already. Your text is kept on this device.") % {"name": name})
    return _refused(gettext("This cannot be changed now. Your text is kept on this device."))


@login_not_required  # a person who was logged out gets an answer that the page understands
@require_POST
def answer(request: MemberRequest, submission_id: int, key: str) -> JsonResponse:
    """Save one answer while it is written."""
    if not request.user.is_authenticated:
        return logged_out()
    submission = _submission(request, submission_id)
    rows = questions_in(request, submission)
    row = found(next((each for each in rows if each.question.key == key), None))
    if not permissions.may_write(request.viewer, submission):
        return _closed(submission)
    revision = request.POST.get("revision", "")
    base = int(revision) if revision.isdecimal() else 0
    try:
        outcome = save_one(request, submission, row, typed_in(request), base)
    except AnswerError as error:
        return _refused(error.message)
    except SheetLockedError:
        return _closed(submission)
    return (
        _conflict(submission, row, outcome) if isinstance(outcome, Conflict) else _saved(request, submission, outcome)
    )


def _saved(request: MemberRequest, submission: Any, outcome: Any) -> JsonResponse:
    text = gettext("Saved %(time)s") % {"time": time_words(request.now)}
    others = _others(request, submission)
    return JsonResponse({"revision": outcome.answer.revision, "saved_at_text": text, "others": others})


def _conflict(submission: Any, row: Any, outcome: Conflict) -> JsonResponse:
    theirs = type(row)(row.question, outcome.answer, row.attachments, outcome.answer.value, False, "")
    name = str(outcome.answer.edited_by or "")
    message = gettext("%(name)s changed this answer while you were writing. Choose what to keep.") % {"name": name}
    pairs = pairs_of(field_of(submission, theirs))
    body = {"revision": outcome.answer.revision, "value": pairs, "by": name, "message": message}
    return JsonResponse(body, status=409)


@login_not_required
@require_POST
def presence(request: HttpRequest, submission_id: int) -> JsonResponse:
    """Note where one is writing, and tell who else is here and what they changed."""
    if not request.user.is_authenticated:
        return logged_out()
    member: Any = request
    submission = _submission(member, submission_id)
    if submission.sheet is None or not permissions.may_write(member.viewer, submission):
        return _closed(submission)
    key = request.POST.get("question", "").replace("\x00", "")
    actions.touch_presence(sheet=submission.sheet, person=member.user, question_key=key, now=member.now)
    newer = [
        {"question": row.question.key, "revision": row.revision, "by": str(row.edited_by or "")}
        for row in queries.newer_answers(submission.sheet, member.user.pk, member.now)
    ]
    return JsonResponse({"others": _others(member, submission), "newer": newer})


def _others(request: MemberRequest, submission: Any) -> list[dict[str, str]]:
    rows = queries.others_present(submission.sheet, request.user.pk, request.now)
    return [{"question": row.question_key, "name": row.person.name} for row in rows]
