"""A form as its writers see it: each question with its answer, its suggestion and what they wrote last time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mentornett.core.text import in_language
from mentornett.network.models import Submission
from mentornett.network.queries.prefill import Facts, Source, suggestion
from mentornett.questionnaires.models import Answer, Attachment, Question
from mentornett.questionnaires.queries import Item, sheet_items
from mentornett.questionnaires.rules import AnswerError, as_text, is_empty, problems_before_sending


@dataclass(frozen=True)
class Asked:
    """One question in one submission. `value` is the answer, or what is suggested while nobody has answered."""

    question: Question
    answer: Answer | None
    attachments: list[Attachment]
    value: Any
    suggested: bool
    last_text: str

    @property
    def revision(self) -> int:
        """Return the revision that the page shows; 0 while nothing is stored."""
        return self.answer.revision if self.answer else 0

    @property
    def sharing(self) -> str:
        """Return how far the team shares the answer."""
        return self.answer.sharing if self.answer else self.question.sharing_default

    @property
    def skipped(self) -> bool:
        """Tell whether the team has put the question aside."""
        return bool(self.answer and self.answer.skipped)

    @property
    def problems(self) -> list[AnswerError]:
        """Return what must be put right before the form is sent."""
        return problems_before_sending(self.question, self.value)

    @property
    def is_answered(self) -> bool:
        """Tell whether there is something to read."""
        return not is_empty(self.question, self.value)


@dataclass(frozen=True)
class Section:
    """A part of a form."""

    key: str
    title: str
    rows: list[Asked]

    @property
    def done(self) -> bool:
        """Tell whether something is answered, and nothing stands in the way of sending."""
        return any(row.is_answered for row in self.rows) and not any(row.problems for row in self.rows)

    @property
    def left(self) -> int:
        """Return how many questions have no answer yet."""
        return sum(not row.is_answered for row in self.rows)


def asked_in(
    submission: Submission, today: date, language: str, extra: Mapping[str, Source] | None = None
) -> list[Asked]:
    """Return all questions of a submission. While it is open, unanswered ones hold what is known from before."""
    if submission.sheet is None:
        return []
    facts = Facts(submission, today)
    writing = not submission.sheet.locked
    return [
        _asked(item, facts, language, extra if writing else None, writing) for item in sheet_items(submission.sheet)
    ]


def _asked(item: Item, facts: Facts, language: str, extra: Mapping[str, Source] | None, writing: bool) -> Asked:
    question, answer = item.question, item.answer
    touched = answer is not None and not answer.prefilled
    suggested = None if touched or not writing else suggestion(facts, question, extra)
    value = answer.value if answer and suggested is None else suggested
    if question.type == "file":
        value = [{"id": row.pk, "name": row.name} for row in item.attachments] or None
    last = facts.last_answer(question.key) if writing else None
    last_text = as_text(question, last.value, language[:2]) if last else ""
    return Asked(question, answer, item.attachments, value, suggested is not None, last_text)


def sections_of(submission: Submission, rows: list[Asked]) -> list[Section]:
    """Return the rows in the sections of their form."""
    if submission.sheet is None:
        return []
    by_key: dict[str, list[Asked]] = {}
    for row in rows:
        by_key.setdefault(row.question.section, []).append(row)
    sections = submission.sheet.version.sections
    return [Section(part["key"], in_language(part["title"]), by_key.get(part["key"], [])) for part in sections]
