"""A submission's questions as the fields of a page, and what a form sent back in them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils import translation

from mentornett.network.actions import writing
from mentornett.network.queries.writing import Asked, asked_in, sections_of
from mentornett.questionnaires.actions import Conflict
from mentornett.questionnaires.forms import QuestionField, language, question_field
from mentornett.questionnaires.rules import AnswerError, as_text, read_answer
from mentornett.reports.drafts import SOURCES
from mentornett.web.http import MemberRequest

Typed = Mapping[str, list[str]]


def own_language(submission: Any) -> Any:
    """Draft in the municipality's language, so that a draft is the same whoever of the team opens it."""
    place = submission.team.municipality
    return translation.override(place.language if place else language())


def questions_in(request: MemberRequest, submission: Any) -> list[Asked]:
    """Return all questions of a submission with answers and suggestions."""
    reader = language()
    with own_language(submission):
        return asked_in(submission, request.today, reader, SOURCES)


def field_of(submission: Any, row: Asked, **about: Any) -> QuestionField:
    """Return one question as a field of the page."""
    by = row.answer.edited_by if row.answer else None
    return question_field(
        row.question, row.value, revision=str(row.revision), sharing=row.sharing, skipped=row.skipped,
        suggested=row.suggested, last_text=row.last_text, attachments=row.attachments, by=str(by or ""),
        url=reverse("municipality:report_answer", args=[submission.pk, row.question.key]),
        shown=fingerprint(row.value, row.sharing, row.skipped), **about,
    )  # fmt: skip


def fingerprint(value: Any, sharing: str, skipped: bool) -> str:
    """Return a short mark of an answer, by which the form tells what its writer was shown."""
    content = json.dumps([value, sharing, skipped], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


@dataclass
class Sent:
    """What came of a form: what is wrong with each question, in which of its fields, and whose text was there first."""

    problems: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    theirs: dict[str, Asked] = field(default_factory=dict)
    typed: Typed = field(default_factory=dict)

    @property
    def trouble(self) -> bool:
        """Tell whether something was not stored."""
        return bool(self.problems or self.theirs)

    def about(self, row: Asked) -> dict[str, Any]:
        """Return what a field shows besides its answer when the form comes back."""
        key = row.question.key
        if key in self.problems:
            return {"problem": self.problems[key], "place": self.places.get(key, ""), "typed": self.typed}
        if key not in self.theirs:
            return {}
        theirs = self.theirs[key].answer
        text = as_text(row.question, theirs.value, language()) if theirs else ""
        return {"theirs": text or "–", "theirs_by": str(theirs.edited_by or "") if theirs else "", "typed": self.typed}


def typed_in(request: MemberRequest) -> Typed:
    """Return what a form sent, by field name."""
    return {name: [str(value) for value in values] for name, values in request.POST.lists()}


def settings_typed(row: Asked, typed: Typed) -> tuple[str, bool]:
    """Return the level of sharing and whether the question is put aside, as the form says."""
    key = row.question.key
    return (typed.get(f"sharing-{key}") or [row.sharing])[-1], f"skip-{key}" in typed


def save_one(request: MemberRequest, submission: Any, row: Asked, typed: Typed, base: int) -> Any:
    """Store what was typed in one question on top of the revision that its writer saw. Raises AnswerError."""
    sharing, skipped = settings_typed(row, typed)
    return writing.save_answer(
        submission=submission, question=row.question, value=read_answer(row.question, typed, row.value),
        base_revision=base, by=request.user, now=request.now, sharing=sharing, skipped=skipped,
    )  # fmt: skip


def save_all(request: MemberRequest, submission: Any, rows: list[Asked]) -> Sent:
    """Store every answer that the form changed; what cannot be stored comes back beside its field."""
    sent = Sent(typed=typed_in(request))
    for row in rows:
        key = row.question.key
        if f"revision-{key}" not in sent.typed or row.question.type == "file":
            continue
        try:
            if _as_it_was_shown(row, sent.typed):
                continue
            outcome = save_one(request, submission, row, sent.typed, _base_revision(key, sent.typed))
        except AnswerError as error:
            sent.problems[key], sent.places[key] = error.message, error.field
        else:
            if isinstance(outcome, Conflict):
                sent.theirs[key] = Asked(row.question, outcome.answer, row.attachments, outcome.answer.value, False, "")
    return sent


def _as_it_was_shown(row: Asked, typed: Typed) -> bool:
    value = read_answer(row.question, typed, row.value)
    return fingerprint(value, *settings_typed(row, typed)) in typed.get(f"shown-{row.question.key}", ())


def _base_revision(key: str, typed: Typed) -> int:
    text = typed.get(f"revision-{key}", ["0"])[-1]
    return int(text) if text.isdecimal() else 0


def sections_shown(submission: Any, rows: list[Asked], sent: Sent, adding: str = "") -> list[dict[str, Any]]:
    """Return the sections of the form with their fields; `adding` is the key of a question that gets one more row."""
    return [
        {
            "key": section.key, "title": section.title, "done": section.done, "left": section.left,
            "reopened": section.key in submission.reopened_sections,
            "fields": [
                field_of(submission, row, extra_rows=int(row.question.key == adding), **sent.about(row))
                for row in section.rows
            ],
        }
        for section in sections_of(submission, rows)
    ]  # fmt: skip
