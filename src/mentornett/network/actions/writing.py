"""Writing and sending: answers, sending, skipping, taking back, more time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext

from mentornett.core import audit
from mentornett.core.text import clean, has_national_id, in_language
from mentornett.core.time import date_words
from mentornett.network.actions.goals import take_over_report
from mentornett.network.actions.notices import across, coordinators_of, guides_of, leaders_of_organiser, link, tell
from mentornett.network.choices import ScoreBy, SubmissionState
from mentornett.network.models import ProgressScore, Submission, SubmissionEvent
from mentornett.network.queries.texts import standing_text
from mentornett.network.queries.work import due_of
from mentornett.network.queries.writing import Asked
from mentornett.network.rules import WRITABLE_STATES, may_be_extended, may_become
from mentornett.questionnaires import actions as answers
from mentornett.questionnaires.models import Question
from mentornett.tenants.models import Person


class NotNowError(RuntimeError):
    """The submission is in a state in which this cannot be done; somebody else was first."""


class ReasonError(ValueError):
    """A reason or a note is missing, or holds what may not be stored. The message is for the person who typed."""


@transaction.atomic
def save_answer(
    *,
    submission: Submission,
    question: Question,
    value: Any,
    base_revision: int,
    by: Person,
    now: datetime,
    sharing: str = "",
    skipped: bool = False,
) -> answers.Saved | answers.Conflict:
    """Store one answer; the first one makes the submission a draft. Raises SheetLockedError when it was sent."""
    if submission.state not in WRITABLE_STATES or submission.sheet is None:
        raise answers.SheetLockedError
    outcome = answers.save_answer(
        sheet=submission.sheet, question=question, value=value, base_revision=base_revision, by=by, now=now,
        sharing=sharing, skipped=skipped,
    )  # fmt: skip
    if isinstance(outcome, answers.Saved) and outcome.changed and submission.state == SubmissionState.OPEN:
        _move(submission, SubmissionState.DRAFT, by, now)
    return outcome


def _move(submission: Submission, state: SubmissionState, by: Person | None, now: datetime, note: str = "") -> None:
    """Give a submission a new state and keep the event. Raises NotNowError."""
    held = Submission.objects.select_for_update().get(pk=submission.pk)
    if not may_become(held.state, state):
        raise NotNowError(f"{held.state} to {state}")
    submission.state = state
    submission.save(update_fields=["state"])
    event = SubmissionEvent(
        submission=submission, state=state, by=by, at=now, note=note[:400], organiser_id=submission.organiser_id,
        municipality_id=submission.municipality_id,
    )  # fmt: skip
    event.save()


def _reason(text: str, limit: int = 250) -> str:
    """Return a reason that can be stored. Raises ReasonError."""
    reason = " ".join(clean(text).split())
    if not reason:
        raise ReasonError(gettext("Write a few words about why."))
    return _storable(reason, limit)


def _storable(text: str, limit: int) -> str:
    if len(text) > limit:
        raise ReasonError(gettext("Write at most %(limit)s characters here.") % {"limit": limit})
    if has_national_id(text):
        raise ReasonError(gettext("This looks like a national identity number. Remove it; it is never stored here."))
    return text


@transaction.atomic
def send_submission(*, submission: Submission, rows: Iterable[Asked], by: Person, now: datetime, today: date) -> None:
    """Send a form to the guide: suggestions that nobody touched become answers, goals and actions follow, the sheet
    is locked. The caller has checked that nothing is missing. Raises NotNowError.
    """
    every = list(rows)
    submission.sent_at = now  # before the state, which may not stand without it
    submission.save(update_fields=["sent_at"])
    _move(submission, SubmissionState.SENT, by, now)
    submission.sent_by, submission.times_sent = by, submission.times_sent + 1
    submission.reopened_sections = []
    submission.save(update_fields=["sent_by", "times_sent", "reopened_sections"])
    if submission.sheet:
        untouched = {row.question.pk: row.value for row in every if row.suggested and row.is_answered}
        answers.prefill(sheet=submission.sheet, values=untouched, by=by, now=now)
        take_over_report(submission=submission, by=by, now=now)
        answers.lock_sheet(sheet=submission.sheet)
        _self_score(submission, every, by, today)
    details = {"times": submission.times_sent, "late": due_of(submission) < today}
    audit.record(verb="submission.sent", on=submission, by=by, now=now, details=details)
    _tell_guide(submission, by, now, today, kind="submission_sent", words=_sent_words)


def _self_score(submission: Submission, rows: list[Asked], by: Person, today: date) -> None:
    """Keep the team's own progress score (IHI's scale 0.5–5.0), as it was answered in the report."""
    scale = next((row for row in rows if _is_progress_scale(row.question) and row.value is not None), None)
    if scale is None:
        return
    reasons = (row.value for row in rows if row.question.key == f"{scale.question.key}_reason")
    kept = ProgressScore.objects.filter(submission=submission, by_kind=ScoreBy.SELF).first()
    score = kept or ProgressScore(
        team=submission.team, submission=submission, by_kind=ScoreBy.SELF, organiser_id=submission.organiser_id,
        municipality_id=submission.municipality_id,
    )  # fmt: skip
    score.value, score.by, score.on = Decimal(str(scale.value)), by, today
    score.reason = str(next(reasons, None) or "")[:600]
    score.save()


def _is_progress_scale(question: Question) -> bool:
    options = question.options if isinstance(question.options, dict) else {}
    return question.type == "scale" and (options.get("min"), options.get("max")) == (0.5, 5)


Words = Callable[[Submission, Person], tuple[str, str]]


def _tell_guide(submission: Submission, by: Person, now: datetime, today: date, *, kind: str, words: Words) -> None:
    with across(submission.team):
        readers = guides_of(submission.team, today) or leaders_of_organiser(submission.team, today)
        key = f"{kind}:{submission.pk}:{submission.times_sent}:{now.timestamp()}"
        tell(readers, kind=kind, words=lambda _: words(submission, by), now=now, key=key)


def _names(submission: Submission, by: Person) -> dict[str, str]:
    path = reverse("organiser:report", args=[submission.pk])
    title = in_language(submission.assignment.title)
    return {"title": title, "team": submission.team.name, "by": by.name, "link": link(path)}


def _sent_words(submission: Submission, by: Person) -> tuple[str, str]:
    names = _names(submission, by)
    if submission.times_sent > 1:
        subject, text = (
            gettext("%(title)s from %(team)s is sent again"),
            gettext("%(by)s has sent «%(title)s» for %(team)s again, with changes.\n\nRead it here: %(link)s"),
        )
    else:
        subject, text = (
            gettext("%(title)s from %(team)s"),
            gettext("%(by)s has sent «%(title)s» for %(team)s.\n\nRead it, answer and set a score here: %(link)s"),
        )
    return subject % names, text % names


@transaction.atomic
def skip_submission(*, submission: Submission, reason: str, by: Person, now: datetime, today: date) -> None:
    """Leave one piece of work out, with the reason. Raises ReasonError, NotNowError."""
    submission.skip_reason = _reason(reason)
    submission.save(update_fields=["skip_reason"])
    _move(submission, SubmissionState.SKIPPED, by, now, submission.skip_reason)
    if submission.sheet:
        answers.lock_sheet(sheet=submission.sheet)
    audit.record(verb="submission.skipped", on=submission, by=by, now=now)
    _tell_guide(submission, by, now, today, kind="submission_skipped", words=_skipped_words)


def _skipped_words(submission: Submission, by: Person) -> tuple[str, str]:
    names = _names(submission, by) | {"reason": submission.skip_reason}
    subject = gettext("%(team)s skips %(title)s") % names
    return subject, gettext("%(by)s writes that %(team)s skips «%(title)s» this time: %(reason)s\n\n%(link)s") % names


@transaction.atomic
def take_up_again(*, submission: Submission, by: Person, now: datetime) -> None:
    """Open work that was skipped, perhaps before it had ever been open. Raises NotNowError."""
    _move(submission, SubmissionState.OPEN, by, now)
    submission.skip_reason, submission.opened_on = "", submission.opened_on or localdate(now)
    submission.save(update_fields=["skip_reason", "opened_on"])
    if submission.sheet:
        answers.unlock_sheet(sheet=submission.sheet)
    audit.record(verb="submission.taken_up", on=submission, by=by, now=now)


@transaction.atomic
def take_back(*, submission: Submission, by: Person, now: datetime) -> None:
    """Let the team change what it sent, as long as the guide has not assessed it. Raises NotNowError."""
    if submission.state != SubmissionState.SENT:
        raise NotNowError(submission.state)
    _move(submission, SubmissionState.REOPENED, by, now, "taken back")
    if submission.sheet:
        answers.unlock_sheet(sheet=submission.sheet)
    audit.record(verb="submission.taken_back", on=submission, by=by, now=now)


@transaction.atomic
def extend_deadline(
    *, submission: Submission, until: date, reason: str, by: Person, now: datetime, today: date
) -> None:
    """Give a team another deadline, with the reason; both coordinators are told. Raises ReasonError, NotNowError."""
    if not may_be_extended(submission.state):
        raise NotNowError(submission.state)
    if until < today:
        raise ReasonError(gettext("Choose a day that has not passed."))
    before = due_of(submission)
    submission.extended_to, submission.extension_reason = until, _reason(reason)
    submission.save(update_fields=["extended_to", "extension_reason"])
    details = {"from": str(before), "to": str(until)}
    audit.record(verb="submission.extended", on=submission, by=by, now=now, details=details)
    with across(submission.team):
        readers = coordinators_of(submission.team, today)
        tell(readers, kind="deadline_extended", words=lambda _: _extended_words(submission, today), now=now)


def _extended_words(submission: Submission, today: date) -> tuple[str, str]:
    words = standing_text(
        submission.assignment.network, "report.extended", report=in_language(submission.assignment.title),
        team=submission.team.name, due=date_words(due_of(submission), today), reason=submission.extension_reason,
    )  # fmt: skip
    return words.title, words.letter(link(reverse("municipality:report", args=[submission.pk])))


@transaction.atomic
def deliver_task(*, submission: Submission, note: str, by: Person, now: datetime, today: date) -> None:
    """Mark a task without a form as done, with a note on what was done. Raises ReasonError, NotNowError."""
    submission.note = _reason(note, limit=4_000)
    submission.save(update_fields=["note"])
    send_submission(submission=submission, rows=(), by=by, now=now, today=today)
