"""A draft of a form: questions and parts are added, changed, moved, taken out and put back, one deed at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from mentornett.core import audit
from mentornett.questionnaires.actions.versions import (
    COPIED,
    PublishedError,
    define_questionnaire,
    new_draft_of,
)
from mentornett.questionnaires.choices import AnswerAudience, QuestionType, VersionState
from mentornett.questionnaires.models import Question, Questionnaire, Version
from mentornett.questionnaires.queries import draft_of
from mentornett.tenants.choices import Sharing
from mentornett.tenants.models import Organiser, Person

Text = Mapping[str, str]


@dataclass(frozen=True)
class Written:
    """What an organiser says about a question. Its type is chosen once, when it is added."""

    section: str
    label: Text
    help: Text
    required: bool
    word_limit: int | None
    answer_audience: AnswerAudience
    sharing_default: Sharing
    options: Any


class NotEmptyError(ValueError):
    """A part with questions in it cannot be taken out."""


@transaction.atomic
def begin_draft(*, copied_from: Version, organiser: Organiser, by: Person, now: datetime) -> Version:
    """Return the organiser's draft of a form: the one that is there, or a new one like a given version."""
    form = copied_from.questionnaire
    own = define_questionnaire(key=form.key, title=form.title, organiser=organiser, by=by, now=now)
    Questionnaire.objects.select_for_update().get(pk=own.pk)  # two who press at once get the same draft
    return draft_of(own) or new_draft_of(questionnaire=own, copied_from=copied_from, by=by, now=now)


@transaction.atomic
def discard_draft(*, version: Version, by: Person, now: datetime) -> None:
    """Throw a draft away. Raises PublishedError."""
    _check(version)
    _record("version.removed", version, "", by, now)
    version.delete()


@transaction.atomic
def add_question(
    *, version: Version, key: str, type: QuestionType, written: Written, by: Person, now: datetime
) -> Question:
    """Add a question, last in its part. Its key must be new in the form. Raises PublishedError."""
    _check(version)
    row = Question.objects.create(
        version=version, key=key, type=type, position=version.questions.count(), **asdict(written)
    )
    _number(version, _ordered(version))
    _record("question.added", version, key, by, now)
    return row


@transaction.atomic
def change_question(*, question: Question, written: Written, by: Person, now: datetime) -> None:
    """Change a question of a draft; in another part it comes last. Raises PublishedError."""
    version = question.version
    _check(version)
    if written.section != question.section:
        question.position = version.questions.count()
    fields = asdict(written)
    for name, value in fields.items():
        setattr(question, name, value)
    question.save(update_fields=[*fields, "position"])
    _number(version, _ordered(version))
    _record("question.changed", version, question.key, by, now)


@transaction.atomic
def move_question(*, question: Question, up: bool, by: Person, now: datetime) -> None:
    """Move a question one place; past the edge of its part it goes into the next one. Raises PublishedError."""
    version = question.version
    _check(version)
    rows = _ordered(version)
    place = next(place for place, row in enumerate(rows) if row.pk == question.pk)
    other = place - 1 if up else place + 1
    if 0 <= other < len(rows) and rows[other].section == rows[place].section:
        rows[place], rows[other] = rows[other], rows[place]
    else:
        _into_next_part(version, rows[place], up)
    _number(version, rows)
    _record("question.moved", version, question.key, by, now)


def _into_next_part(version: Version, row: Question, up: bool) -> None:
    keys = [part["key"] for part in version.sections]
    there = keys.index(row.section) + (-1 if up else 1) if row.section in keys else 0
    if 0 <= there < len(keys):
        row.section = keys[there]
        row.save(update_fields=["section"])


@transaction.atomic
def remove_question(*, question: Question, by: Person, now: datetime) -> None:
    """Take a question out of a draft. Raises PublishedError."""
    version = question.version
    _check(version)
    _record("question.removed", version, question.key, by, now)
    question.delete()
    _number(version, _ordered(version))


@transaction.atomic
def put_back_question(*, version: Version, question: Question, by: Person, now: datetime) -> None:
    """Put a question of an earlier version into the draft again, with its part. Raises PublishedError."""
    _check(version)
    if question.section not in {part["key"] for part in version.sections}:
        part = next(part for part in question.version.sections if part["key"] == question.section)
        version.sections = [*version.sections, part]
        version.save(update_fields=["sections"])
    row = Question.objects.create(version=version, **{name: getattr(question, name) for name in COPIED})
    _number(version, _ordered(version, first=row.pk))
    _record("question.restored", version, question.key, by, now)


@transaction.atomic
def set_part(*, version: Version, key: str, title: Text, by: Person, now: datetime) -> None:
    """Give a part of the form its title; a new key makes a new part at the end. Raises PublishedError."""
    _check(version)
    known = any(part["key"] == key for part in version.sections)
    rows = [{**part, "title": dict(title)} if part["key"] == key else part for part in version.sections]
    version.sections = rows if known else [*rows, {"key": key, "title": dict(title)}]
    version.save(update_fields=["sections"])
    _record("part.changed" if known else "part.added", version, key, by, now)


@transaction.atomic
def remove_part(*, version: Version, key: str, by: Person, now: datetime) -> None:
    """Take an empty part out of the form. Raises PublishedError, NotEmptyError."""
    _check(version)
    if version.questions.filter(section=key).exists():
        raise NotEmptyError
    version.sections = [part for part in version.sections if part["key"] != key]
    version.save(update_fields=["sections"])
    _record("part.removed", version, key, by, now)


def _check(version: Version) -> None:
    if version.state == VersionState.PUBLISHED:
        raise PublishedError


def _ordered(version: Version, first: int = 0) -> list[Question]:
    """Return the questions part by part, as the form shows them; `first` goes before another at the same place."""
    places = {part["key"]: place for place, part in enumerate(version.sections)}
    rows = version.questions.all()
    return sorted(rows, key=lambda row: (places.get(row.section, 99), row.position, row.pk != first, row.pk))


def _number(version: Version, rows: Sequence[Question]) -> None:
    """Give the questions positions without gaps."""
    for position, row in enumerate(rows):
        if row.position != position:
            Question.objects.filter(pk=row.pk, version=version).update(position=position)


def _record(verb: str, version: Version, key: str, by: Person, now: datetime) -> None:
    details = {"version": version.number, "key": key}
    audit.record(verb=verb, on=version.questionnaire, by=by, now=now, details=details)
