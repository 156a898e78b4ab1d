"""How questions and answers are read."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from mentornett.questionnaires.choices import QuestionType
from mentornett.questionnaires.models import (
    Answer,
    AnswerRevision,
    AnswerSheet,
    Attachment,
    Presence,
    Question,
    Questionnaire,
    Version,
)

PRESENT_FOR = timedelta(seconds=45)
# All of an answer, and of the person who wrote it the name.
ANSWERED = [field.name for field in Answer._meta.concrete_fields] + ["edited_by__name"]


@dataclass(frozen=True)
class Item:
    """A question with the answer in force and the files attached to it."""

    question: Question
    answer: Answer | None
    attachments: list[Attachment] = field(default_factory=list)

    @property
    def value(self) -> Any:
        """Return the value of the answer, None where there is none."""
        return self.answer.value if self.answer else None


def questions_of(version: Version) -> QuerySet[Question]:
    """Return a version's questions in order."""
    return Question.objects.filter(version=version).order_by("position", "pk")


def sheet_items(sheet: AnswerSheet) -> list[Item]:
    """Return all questions of a sheet with answers and files, in at most three queries whatever their number."""
    questions = list(questions_of(sheet.version))
    rows = Answer.objects.filter(sheet=sheet).select_related("edited_by").only(*ANSWERED)
    answers = {answer.question_id: answer for answer in rows}
    files: dict[int, list[Attachment]] = {}
    if any(row.type == QuestionType.FILE for row in questions):
        for attachment in Attachment.objects.filter(sheet=sheet).defer("content").order_by("pk"):
            files.setdefault(attachment.question_id, []).append(attachment)
    return [Item(row, answers.get(row.pk), files.get(row.pk, [])) for row in questions]


def answers_by_key(sheets: Iterable[int], keys: Collection[str] = ()) -> dict[int, dict[str, Answer]]:
    """Return sheet id -> question key -> answer with its question, for many sheets in one query; `keys`: only these."""
    found: dict[int, dict[str, Answer]] = {}
    rows = Answer.objects.filter(sheet__in=list(sheets)).select_related("question")
    for answer in rows.filter(question__key__in=keys) if keys else rows:
        found.setdefault(answer.sheet_id, {})[answer.question.key] = answer
    return found


def history_of(sheet: AnswerSheet) -> QuerySet[AnswerRevision]:
    """Return the kept earlier versions of all answers of a sheet, newest first."""
    rows = AnswerRevision.objects.filter(answer__sheet=sheet).select_related("answer__question", "edited_by")
    return rows.order_by("answer__question__position", "-revision")


def values_at(sheet: AnswerSheet, moment: datetime) -> dict[int, Any]:
    """Return question id -> value as it stood at a moment, such as when the sheet was sent the first time."""
    values: dict[int, Any] = {}
    for kept in history_of(sheet).filter(edited_at__lte=moment).order_by("revision"):
        values[kept.answer.question_id] = kept.value
    for answer in Answer.objects.filter(sheet=sheet, edited_at__lte=moment):
        values[answer.question_id] = answer.value
    return values


def others_present(sheet: AnswerSheet, person_id: int, now: datetime) -> QuerySet[Presence]:
    """Return who else was writing in the sheet less than a minute ago."""
    rows = Presence.objects.filter(sheet=sheet, seen_at__gte=now - PRESENT_FOR).exclude(person=person_id)
    return rows.select_related("person").order_by("person__name_sort")


def newer_answers(sheet: AnswerSheet, person_id: int, now: datetime) -> QuerySet[Answer]:
    """Return answers that others changed in the last ten minutes, for the page that somebody has open."""
    rows = Answer.objects.filter(sheet=sheet, edited_at__gte=now - timedelta(minutes=10)).exclude(edited_by=person_id)
    return rows.select_related("question", "edited_by")


def draft_of(questionnaire: Questionnaire) -> Version | None:
    """Return the draft that is being written of a form; there is at most one."""
    return questionnaire.versions.filter(state="draft").order_by("-number").first()
