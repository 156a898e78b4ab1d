"""Questionnaires in versions: a published version is never edited; a new one starts as its copy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from mentornett.core import audit
from mentornett.questionnaires.choices import VersionState
from mentornett.questionnaires.models import Question, Questionnaire, Version
from mentornett.tenants.models import Organiser, Person

COPIED = (
    "key", "section", "position", "type", "label", "help", "required", "word_limit", "answer_audience",
    "sharing_default", "prefill", "options",
)  # fmt: skip


class PublishedError(RuntimeError):
    """A published version cannot be changed; make a new draft."""


@transaction.atomic
def define_questionnaire(
    *, key: str, title: Mapping[str, str], organiser: Organiser | None, by: Person | None, now: datetime
) -> Questionnaire:
    """Return the organiser's (or the built-in) questionnaire with this key, made if it is not there."""
    row, created = Questionnaire.objects.get_or_create(organiser=organiser, key=key, defaults={"title": dict(title)})
    if created:
        audit.record(verb="questionnaire.defined", on=row, by=by, now=now, details={"key": key})
    return row


@transaction.atomic
def new_draft_of(
    *, questionnaire: Questionnaire, copied_from: Version | None, by: Person | None, now: datetime
) -> Version:
    """Start a draft, with the questions of another version when one is given."""
    last = questionnaire.versions.aggregate(last=Max("number"))["last"] or 0
    sections = list(copied_from.sections) if copied_from else []
    version = Version.objects.create(questionnaire=questionnaire, number=last + 1, sections=sections)
    for question in copied_from.questions.order_by("position") if copied_from else ():
        Question.objects.create(version=version, **{name: getattr(question, name) for name in COPIED})
    audit.record(verb="version.drafted", on=version, by=by, now=now, details={"number": version.number})
    return version


@transaction.atomic
def replace_questions(
    *,
    version: Version,
    sections: Sequence[Mapping[str, Any]],
    questions: Iterable[Mapping[str, Any]],
    by: Person | None,
    now: datetime,
) -> None:
    """Give a draft its sections and questions anew. Raises PublishedError."""
    if version.state == VersionState.PUBLISHED:
        raise PublishedError
    version.questions.all().delete()
    version.sections = [dict(section) for section in sections]
    version.save(update_fields=["sections"])
    for position, question in enumerate(questions):
        fields = {name: question[name] for name in COPIED if name in question and name != "position"}
        Question.objects.create(version=version, position=position, **fields)
    audit.record(verb="version.changed", on=version, by=by, now=now)


@transaction.atomic
def publish_version(*, version: Version, by: Person | None, now: datetime) -> None:
    """Take a draft into use. Sheets that are open keep the version they have."""
    if version.state == VersionState.PUBLISHED:
        raise PublishedError
    version.state, version.published_at = VersionState.PUBLISHED, now
    version.save(update_fields=["state", "published_at"])
    audit.record(verb="version.published", on=version, by=by, now=now, details={"number": version.number})
