"""Opening of work and reminders about it, run by a timer."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from mentornett.core import audit
from mentornett.core.text import in_language
from mentornett.core.time import date_words
from mentornett.network import queries
from mentornett.network.actions.notices import coordinators_of, guides_of, link, tell
from mentornett.network.choices import ReminderKind, SubmissionState
from mentornett.network.models import Reminder, Submission, SubmissionEvent
from mentornett.network.queries.texts import standing_text
from mentornett.network.queries.work import due_of
from mentornett.network.rules.reminders import Rhythm, Step, step_on
from mentornett.tenants.models import Person

TEXT_KEYS = {
    ReminderKind.OPENED: "reminder.opening",
    ReminderKind.SOON: "reminder.before",
    ReminderKind.DUE: "reminder.due",
    ReminderKind.OVERDUE: "reminder.overdue",
}


@transaction.atomic
def open_submission(*, submission: Submission, today: date, now: datetime) -> None:
    """Open work for a team: from now on it can be written in and is reminded of."""
    submission.state, submission.opened_on = SubmissionState.OPEN, today
    submission.save(update_fields=["state", "opened_on"])
    sides = {"organiser_id": submission.organiser_id, "municipality_id": submission.municipality_id}
    SubmissionEvent(submission=submission, state=SubmissionState.OPEN, by=None, at=now, **sides).save()
    audit.record(verb="submission.opened", on=submission, by=None, now=now)


@transaction.atomic
def remind(*, submission: Submission, rhythm: Rhythm, today: date, now: datetime) -> Reminder | None:
    """Send the reminder that is due today about one piece of work; None when there is none, or it was sent.

    There is at most one a day, and one that the work is open: another deadline is told in a letter of its own.
    """
    due = due_of(submission)
    step = step_on(submission.opened_on or today, due, today, rhythm)
    if step is None:
        return None
    key = {"submission": submission, "kind": step.kind, "due": due, "number": step.number}
    same = Q(kind=step.kind) if step.kind == ReminderKind.OPENED else Q(kind=step.kind, due=due, number=step.number)
    if Reminder.objects.filter(same | Q(sent_on=today), submission=submission).exists():
        return None
    sides = {"organiser_id": submission.organiser_id, "municipality_id": submission.municipality_id}
    reminder = Reminder(**key, sent_on=today, **sides)
    reminder.save()
    _write_letters(submission, step, due, today, now)
    details = {"kind": step.kind, "number": step.number}
    audit.record(verb="reminder.sent", on=reminder, by=None, now=now, details=details)
    return reminder


def _write_letters(submission: Submission, step: Step, due: date, today: date, now: datetime) -> None:
    guide = next(iter(guides_of(submission.team, today)), None)

    def words(reader: Person) -> tuple[str, str]:
        """Return subject and text in the language in force."""
        return _words(submission, step, due, today, reader.name, guide.name if guide else "")

    key = f"reminder:{submission.pk}:{step.kind}:{due}:{step.number}"
    tell(coordinators_of(submission.team, today), kind="reminder", words=words, now=now, key=key)


def _words(submission: Submission, step: Step, due: date, today: date, name: str, guide: str) -> tuple[str, str]:
    network = submission.assignment.network
    kind = ReminderKind.OVERDUE if due < today and step.kind != ReminderKind.OPENED else ReminderKind(step.kind)
    text = standing_text(
        network, TEXT_KEYS[kind], assignment=in_language(submission.assignment.title),
        due=date_words(due, today), name=name, team=submission.team.name,
        guide=guide or queries.label_of(network, "guide"),
    )  # fmt: skip
    address = link(reverse("municipality:report", args=[submission.pk]))
    return text.title, text.letter(address)
