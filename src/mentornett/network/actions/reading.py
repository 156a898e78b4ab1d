"""Reports: commented, answered with a level, opened again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from mentornett.core import audit
from mentornett.core.text import clean, in_language
from mentornett.core.time import date_words
from mentornett.network.actions import notices
from mentornett.network.choices import ScoreBy, SubmissionState
from mentornett.network.models import Comment, ProgressScore, Submission, SubmissionEvent
from mentornett.network.queries.texts import standing_text
from mentornett.network.queries.writing import sections_of
from mentornett.network.rules import may_become
from mentornett.questionnaires.actions import unlock_sheet
from mentornett.tenants.models import Person


class NotNowError(ValueError):
    """The submission is in a state in which this cannot be done, such as after somebody else did it."""


@dataclass(frozen=True)
class Level:
    """A level on the progress scale with the sentence that says why."""

    value: Decimal
    reason: str


def _held(submission: Submission, next_state: str) -> Submission:
    """Lock the row and look again: somebody else may have been quicker."""
    current = Submission.objects.select_for_update().get(pk=submission.pk)
    if not may_become(current.state, next_state):
        raise NotNowError(current.state)
    return current


@transaction.atomic
def assess_submission(
    *, submission: Submission, by: Person, now: datetime, today: date, level: Level | None = None, reply: str = ""
) -> None:
    """Answer what a team has sent, with a level and a sentence where it is a report, and tell the coordinator.

    Raises NotNowError when it is not waiting for an answer.
    """
    current = _held(submission, SubmissionState.ASSESSED)
    current.state, current.assessed_at = SubmissionState.ASSESSED, now
    current.save(update_fields=["state", "assessed_at"])
    submission.state, submission.assessed_at = current.state, now
    if level:
        set_score(submission=submission, level=level, by=by, now=now, today=today)
    if reply.strip():
        _add_comment(submission, text=reply, by=by, now=now)
    _note_event(submission, SubmissionState.ASSESSED, by, now)
    _tell_answered(submission, by, now, today)
    audit.record(verb="report.assessed", on=submission, by=by, now=now, details={"level": bool(level)})


@transaction.atomic
def set_score(*, submission: Submission, level: Level, by: Person, now: datetime, today: date) -> ProgressScore:
    """Set or correct the guide's level for a report. The sentence is never empty; the database holds it too."""
    score = ProgressScore.objects.filter(submission=submission, by_kind=ScoreBy.GUIDE).first() or ProgressScore(
        submission=submission, team_id=submission.team_id, by_kind=ScoreBy.GUIDE,
        organiser_id=submission.organiser_id, municipality_id=submission.municipality_id,
    )  # fmt: skip
    score.value, score.reason, score.by, score.on = level.value, clean(level.reason).strip(), by, today
    score.save()
    audit.record(verb="score.set", on=score, by=by, now=now, details={"value": str(level.value)})
    return score


@transaction.atomic
def reopen_submission(
    *, submission: Submission, reason: str, by: Person, now: datetime, today: date, until: date,
    sections: Sequence[str] = (),
) -> None:  # fmt: skip
    """Give a report back to the team with a reason, the sections to look at and a new deadline; all text is kept.

    Raises NotNowError when it was not sent.
    """
    current = _held(submission, SubmissionState.REOPENED)
    current.state, current.reopened_reason = SubmissionState.REOPENED, clean(reason).strip()
    current.reopened_sections = list(sections)
    current.extended_to, current.extension_reason = until, clean(reason).strip()[:250]
    fields = ["state", "reopened_reason", "reopened_sections", "extended_to", "extension_reason"]
    current.save(update_fields=fields)
    for name in fields:
        setattr(submission, name, getattr(current, name))
    if submission.sheet:
        unlock_sheet(sheet=submission.sheet)
    _note_event(submission, SubmissionState.REOPENED, by, now, current.reopened_reason)
    _tell_reopened(submission, by, now, today)
    audit.record(verb="report.reopened", on=submission, by=by, now=now, details={"sections": list(sections)})


def _note_event(submission: Submission, state: str, by: Person, at: datetime, note: str = "") -> None:
    SubmissionEvent(
        submission=submission, state=state, by=by, at=at, note=note[:400], organiser_id=submission.organiser_id,
        municipality_id=submission.municipality_id,
    ).save()  # fmt: skip


@transaction.atomic
def comment_submission(
    *, submission: Submission, text: str, by: Person, now: datetime, section: str = "", private: bool = False
) -> Comment:
    """Write a comment on one section, or on the whole when `section` is empty. Private ones stay with the organiser."""
    comment = _add_comment(submission, text=text, by=by, now=now, section=section, private=private)
    audit.record(verb="comment.written", on=comment, by=by, now=now, details={"private": private})
    return comment


def _add_comment(
    submission: Submission, *, text: str, by: Person, now: datetime, section: str = "", private: bool = False
) -> Comment:
    comment = Comment(
        submission=submission, section=section, text=clean(text).strip(), by=by, at=now, private=private,
        organiser_id=submission.organiser_id, municipality_id=submission.municipality_id,
    )  # fmt: skip
    comment.save()
    return comment


@transaction.atomic
def reply_to_comment(*, comment: Comment, text: str, by: Person, now: datetime, today: date) -> Comment:
    """Let the team answer a comment: in the same section, and the one who wrote the comment is told."""
    reply = _add_comment(comment.submission, text=text, by=by, now=now, section=comment.section)
    _tell_reply(comment, reply, now)
    audit.record(verb="comment.replied", on=reply, by=by, now=now, details={"to": comment.pk})
    return reply


@transaction.atomic
def mark_comment(*, comment: Comment, handled: bool, by: Person, now: datetime) -> None:
    """Note that the team has dealt with a comment, or that it has not after all."""
    comment.handled_at = now if handled else None
    comment.save(update_fields=["handled_at"])
    audit.record(verb="comment.handled" if handled else "comment.reopened", on=comment, by=by, now=now)


def _report_link(submission: Submission) -> str:
    return notices.link(reverse("municipality:report", args=[submission.pk]))


def _tell_answered(submission: Submission, by: Person, now: datetime, today: date) -> None:
    _tell_team(submission, "answered", now, today, by=by.name)


def _tell_reopened(submission: Submission, by: Person, now: datetime, today: date) -> None:
    due = submission.extended_to or today
    _tell_team(submission, "reopened", now, today, due=due, by=by.name)


def _why_reopened(submission: Submission) -> str:
    """Return the reason and the parts that were opened, in the language in force."""
    chosen = [part.title for part in sections_of(submission, []) if part.key in submission.reopened_sections]
    parts = gettext("Parts to look at: %(parts)s") % {"parts": " · ".join(chosen)} if chosen else ""
    return "\n".join(filter(None, [submission.reopened_reason, parts]))


def _tell_team(
    submission: Submission, what: str, now: datetime, today: date, *, due: date | None = None, **values: str
) -> None:
    def words(reader: Person) -> tuple[str, str]:
        text = standing_text(
            submission.assignment.network, f"report.{what}", name=reader.name, team=submission.team.name,
            report=in_language(submission.assignment.title), due=date_words(due or today, today),
            reason=_why_reopened(submission), **values,
        )  # fmt: skip
        return text.title, text.letter(_report_link(submission))

    readers = notices.coordinators_of(submission.team, today)
    notices.tell(readers, kind=f"report_{what}", words=words, now=now)


def _tell_reply(comment: Comment, reply: Comment, now: datetime) -> None:
    submission = comment.submission

    def words(reader: Person) -> tuple[str, str]:
        title = in_language(submission.assignment.title)
        text = gettext(
            "Hello %(name)s,\n\n%(by)s in %(team)s has answered what you wrote about “%(report)s”.\n\n"
            "Read it here: %(link)s"
        )
        link = notices.link(reverse("organiser:report", args=[submission.pk]))
        values = {"name": reader.name, "by": reply.by.name, "team": submission.team.name, "report": title, "link": link}
        return gettext("%(team)s has answered your comment") % {"team": submission.team.name}, text % values

    notices.tell([comment.by], kind="comment_replied", words=words, now=now)
