"""Answers: saved with an optimistic revision, so that nobody's text is overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from mentornett.core import audit
from mentornett.questionnaires.models import Answer, AnswerRevision, AnswerSheet, Question, Version
from mentornett.questionnaires.rules import only_adds
from mentornett.tenants.choices import Sharing
from mentornett.tenants.models import Municipality, Organiser, Person

SAME_SITTING = timedelta(minutes=30)  # after this, an earlier version is kept even when nothing was taken out


class SheetLockedError(RuntimeError):
    """The sheet was sent meanwhile, so nothing more is stored in it."""


@dataclass(frozen=True)
class Saved:
    """The answer is stored. `changed` is False when it said the same before."""

    answer: Answer
    changed: bool = True


@dataclass(frozen=True)
class Conflict:
    """Somebody else changed the answer first. `answer` is theirs; nothing was stored."""

    answer: Answer


@transaction.atomic
def open_sheet(
    *, version: Version, organiser: Organiser | None, municipality: Municipality | None, now: datetime
) -> AnswerSheet:
    """Make an empty sheet. The room above writes the audit row of what it is for."""
    sheet = AnswerSheet(version=version, organiser=organiser, municipality=municipality, created_at=now)
    sheet.save()
    return sheet


def _held(sheet: AnswerSheet) -> AnswerSheet:
    """Return the sheet, held until the end of the transaction, so that two savers take turns."""
    return AnswerSheet.objects.select_for_update().get(pk=sheet.pk)


@transaction.atomic
def save_answer(
    *,
    sheet: AnswerSheet,
    question: Question,
    value: Any,
    base_revision: int,
    by: Person,
    now: datetime,
    sharing: str = "",
    skipped: bool = False,
) -> Saved | Conflict:
    """Store a value that `rules.read_answer` returned, on top of the revision that its writer saw (0: none).

    Raises SheetLockedError when the sheet was sent meanwhile.
    """
    if _held(sheet).locked:
        raise SheetLockedError
    settings = {"sharing": sharing if sharing in Sharing else question.sharing_default, "skipped": skipped}
    answer = Answer.objects.filter(sheet=sheet, question=question).select_related("edited_by").first()
    if answer is None:
        return Saved(_first_answer(sheet, question, value, by, now, prefilled=False, **settings))
    if answer.value == value and all(getattr(answer, name) == setting for name, setting in settings.items()):
        return Saved(answer, changed=False)
    if answer.revision != base_revision:
        return Conflict(answer)
    return Saved(_next_revision(answer, value, by, now, settings))


def _first_answer(
    sheet: AnswerSheet, question: Question, value: Any, by: Person | None, now: datetime, **fields: Any
) -> Answer:
    answer = Answer(
        sheet=sheet, question=question, value=value, edited_by=by, edited_at=now, organiser_id=sheet.organiser_id,
        municipality_id=sheet.municipality_id, **fields,
    )  # fmt: skip
    answer.save()
    _record("answer.saved", answer, by, now)
    return answer


def _next_revision(answer: Answer, value: Any, by: Person, now: datetime, settings: Mapping[str, Any]) -> Answer:
    if not _goes_on_writing(answer, value, by, now):
        kept = AnswerRevision(
            answer=answer, revision=answer.revision, value=answer.value, edited_by=answer.edited_by,
            edited_at=answer.edited_at, organiser_id=answer.organiser_id, municipality_id=answer.municipality_id,
        )  # fmt: skip
        kept.save()
    answer.value, answer.edited_by, answer.edited_at = value, by, now
    answer.revision, answer.prefilled = answer.revision + 1, False
    for name, setting in settings.items():
        setattr(answer, name, setting)
    answer.save(update_fields=["value", "edited_by", "edited_at", "revision", "prefilled", "sharing", "skipped"])
    _record("answer.saved", answer, by, now)
    return answer


def _goes_on_writing(answer: Answer, value: Any, by: Person, now: datetime) -> bool:
    """Tell whether the stored text is all there in the new one, by the same hand at the same sitting."""
    if value == answer.value:
        return True
    same_sitting = answer.edited_by_id == by.pk and now - answer.edited_at < SAME_SITTING
    return same_sitting and only_adds(answer.value, value)


def _record(verb: str, answer: Answer, by: Person | None, now: datetime) -> None:
    details = {"question": answer.question.key, "revision": answer.revision}
    audit.record(verb=verb, on=answer, by=by, now=now, details=details)


@transaction.atomic
def prefill(
    *, sheet: AnswerSheet, values: Mapping[int, Any], now: datetime, sharing: str = "", by: Person | None = None
) -> list[Answer]:
    """Store suggested values (question id -> value) where there is no answer yet, marked as untouched by anybody."""
    answered = set(Answer.objects.filter(sheet=sheet).values_list("question_id", flat=True))
    questions = Question.objects.filter(version_id=sheet.version_id, pk__in=set(values) - answered)
    return [
        _first_answer(
            sheet, question, values[question.pk], by, now, prefilled=True, sharing=sharing or question.sharing_default
        )
        for question in questions.order_by("position")
    ]


@transaction.atomic
def lock_sheet(*, sheet: AnswerSheet) -> None:
    """Let nobody change the answers. The room above writes the audit row of why."""
    AnswerSheet.objects.filter(pk=sheet.pk).update(locked=True)
    sheet.locked = True


@transaction.atomic
def unlock_sheet(*, sheet: AnswerSheet) -> None:
    """Let the answers be changed again. The room above writes the audit row of why."""
    AnswerSheet.objects.filter(pk=sheet.pk).update(locked=False)
    sheet.locked = False
