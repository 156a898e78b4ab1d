"""Opening of work and reminders about it, run by a timer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.core import audit
from mentornett.core.text import django_language, in_language
from mentornett.core.time import date_words
from mentornett.network import queries
from mentornett.network.actions.notices import coordinators_of, guides_of, link
from mentornett.network.choices import ReminderKind, SubmissionState
from mentornett.network.models import Network, Reminder, Submission, SubmissionEvent
from mentornett.network.queries.texts import standing_text
from mentornett.network.queries.work import due_of
from mentornett.network.rules.reminders import Rhythm, step_on
from mentornett.tenants.actions import add_to_letter, post_letter
from mentornett.tenants.models import Letter, Person

TEXT_KEYS = {
    ReminderKind.OPENED: "reminder.opening",
    ReminderKind.SOON: "reminder.before",
    ReminderKind.DUE: "reminder.due",
    ReminderKind.OVERDUE: "reminder.overdue",
}
LINES = {
    ReminderKind.OPENED: _("«%(assignment)s» for %(team)s is open, and is due on %(due)s:"),
    ReminderKind.SOON: _("«%(assignment)s» for %(team)s is due on %(due)s:"),
    ReminderKind.DUE: _("«%(assignment)s» for %(team)s is due today:"),
    ReminderKind.OVERDUE: _("«%(assignment)s» for %(team)s was due on %(due)s:"),
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
def remind(
    *,
    submissions: Iterable[Submission],
    rhythm: Rhythm,
    today: date,
    now: datetime,
    written: dict[int, Letter] | None = None,
) -> list[Reminder]:
    """Send the reminders that are due today about work in one network, and return those that were not sent before.

    There is at most one a day about each piece of work, and one that it is open: another deadline is told in a letter
    of its own. Whoever is reminded of several pieces of work gets one letter about all of them; `written` holds the
    letters that other networks have written in the same run, by person, and gets those of this one.
    """
    sent = [note for each in submissions if (note := _note(each, rhythm, today, now))]
    readers: dict[Person, list[Reminder]] = {}
    teams = {note.submission.team_id: note.submission.team for note in sent}
    people = {pk: coordinators_of(team, today) for pk, team in teams.items()}
    for note in sorted(sent, key=lambda note: note.due):
        for person in people[note.submission.team_id]:
            readers.setdefault(person, []).append(note)
    guides = {pk: next((guide.name for guide in guides_of(team, today)), "") for pk, team in teams.items()}
    written = {} if written is None else written
    for person, notes in readers.items():
        letter = _write_letter(person, notes, guides, today, now, written.get(person.pk))
        if letter:
            written[person.pk] = letter
    return sent


def _note(submission: Submission, rhythm: Rhythm, today: date, now: datetime) -> Reminder | None:
    """Note the reminder that is due today; None when there is none, or it was sent."""
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
    details = {"kind": step.kind, "number": step.number}
    audit.record(verb="reminder.sent", on=reminder, by=None, now=now, details=details)
    return reminder


def _write_letter(
    person: Person, notes: list[Reminder], guides: dict[int, str], today: date, now: datetime, other: Letter | None
) -> Letter | None:
    """Write a letter, or a part of the one that another network has written to the same person."""
    network = notes[0].submission.assignment.network
    names = {guides[note.submission.team_id] for note in notes}
    guide = (names.pop() if len(names) == 1 else "") or queries.label_of(network, "guide")
    with translation.override(django_language(person.language)):
        subject, text = (_words if len(notes) == 1 else _several)(network, notes, today, person.name, guide)
        if other and _added(other, network, text):
            return other
    first = notes[0]
    key = f"reminder:{first.submission_id}:{first.kind}:{first.due}:{first.number}:{person.pk}"
    return post_letter(
        to_email=person.email, to_person=person, kind="reminder", language=person.language, subject=subject, text=text,
        now=now, key=key[:120],
    )  # fmt: skip


def _added(letter: Letter, network: Network, text: str) -> bool:
    """Put a network's part into a letter, without greeting once more."""
    greeting, _blank, rest = text.partition("\n\n")
    part = rest if letter.text.startswith(greeting) else text
    subject = gettext("%(subject)s, and more from %(network)s") % {"subject": letter.subject, "network": network.name}
    heading = gettext("From %(network)s") % {"network": network.name}
    return add_to_letter(letter=letter, subject=subject, text=f"{heading}\n\n{part}")


def _words(network: Network, notes: list[Reminder], today: date, name: str, guide: str) -> tuple[str, str]:
    note = notes[0]
    text = standing_text(
        network, TEXT_KEYS[_kind(note, today)], assignment=in_language(note.submission.assignment.title),
        due=date_words(note.due, today), name=name, team=note.submission.team.name, guide=guide,
    )  # fmt: skip
    return text.title, text.letter(_address(note))


def _several(network: Network, notes: list[Reminder], today: date, name: str, guide: str) -> tuple[str, str]:
    text = standing_text(network, "reminder.several", count=str(len(notes)), name=name, guide=guide)
    lines = tuple(f"{_line(note, today)} {_address(note)}" for note in notes)
    return text.title, replace(text, items=(*text.items, *lines)).letter(link(reverse("everyone:now")))


def _line(note: Reminder, today: date) -> str:
    values = {
        "assignment": in_language(note.submission.assignment.title), "team": note.submission.team.name,
        "due": date_words(note.due, today),
    }  # fmt: skip
    return LINES[_kind(note, today)] % values


def _kind(note: Reminder, today: date) -> ReminderKind:
    """Return what to say: a reminder that comes late does not say that the deadline is today."""
    late = note.due < today and note.kind != ReminderKind.OPENED
    return ReminderKind.OVERDUE if late else ReminderKind(note.kind)


def _address(note: Reminder) -> str:
    return link(reverse("municipality:report", args=[note.submission_id]))
