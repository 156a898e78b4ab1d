"""Questions as fields of a page: names, labels and what stands in them, ready for the templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext

from mentornett.core.text import in_language
from mentornett.questionnaires import rules
from mentornett.questionnaires.choices import AnswerAudience, QuestionType
from mentornett.questionnaires.forms.rows import Option
from mentornett.questionnaires.models import Attachment, Question
from mentornett.questionnaires.rules.parsing import texts_in
from mentornett.questionnaires.rules.showing import scale_label
from mentornett.tenants.choices import Sharing

ONE_FIELD = {QuestionType.TEXT, QuestionType.LONG_TEXT, QuestionType.NUMBER, QuestionType.DATE}


def language() -> str:
    """Return the reader's language as stored texts name it."""
    return (get_language() or "nb")[:2]


@dataclass
class QuestionField:
    """A question with its answer, as a page shows it for writing or reading.

    `typed` is what a form sent and could not be stored; it stands in the fields again beside `problem`, which is about
    the field with the name `place`. `theirs` is the text of somebody who was first.
    """

    question: Question
    value: Any
    revision: int = 0
    sharing: str = ""
    skipped: bool = False
    suggested: bool = False
    last_text: str = ""
    attachments: Sequence[Attachment] = ()
    by: str = ""
    problem: str = ""
    place: str = ""
    typed: Mapping[str, Sequence[str]] | None = None
    theirs: str = ""
    theirs_by: str = ""
    extra_rows: int = 0
    url: str = ""
    shown: str = ""  # a mark of what stands in the fields, so that an untouched answer is not saved again
    attachment_page: str = "municipality:attachment"

    @property
    def key(self) -> str:
        """Return the question's key."""
        return self.question.key

    @property
    def name(self) -> str:
        """Return the name of the field in the form."""
        return rules.field_name(self.key)

    @property
    def label(self) -> str:
        """Return the question in the reader's language."""
        return in_language(self.question.label)

    @property
    def help(self) -> str:
        """Return what helps to answer."""
        return in_language(self.question.help or "")

    @property
    def template(self) -> str:
        """Return the template of the fields."""
        return f"questionnaires/fields/{self.question.type}.html"

    @property
    def read_template(self) -> str:
        """Return the template of the answer."""
        return f"questionnaires/read/{'table' if self.question.type in ('table', 'goals') else 'text'}.html"

    @property
    def has_one_field(self) -> bool:
        """Tell whether a label can point at the field."""
        return self.question.type in ONE_FIELD

    @property
    def audience(self) -> str:
        """Say who reads the answer."""
        return str(AnswerAudience(self.question.answer_audience).label)

    @property
    def may_be_shared(self) -> bool:
        """Tell whether the team can choose how far the answer goes."""
        return self.question.answer_audience != AnswerAudience.TEAM_AND_GUIDE

    @property
    def sharing_options(self) -> list[Option]:
        """Return with whom the answer is shared beyond those who read it anyway."""
        labels = [(value, str(label)) for value, label in Sharing.choices]
        labels[0] = (Sharing.TEAM, gettext("Nobody else"))
        return [Option(value, label, value == self.sharing) for value, label in labels]

    @property
    def text(self) -> str:
        """Return what stands in a single field."""
        if self.typed is not None:
            return "".join(self.typed.get(self.name, [""])[-1:])
        if self.question.type == QuestionType.NUMBER and self.value is not None:
            return rules.editable_number(self.value, language())
        return rules.as_text(self.question, self.value, language())

    @property
    def plain(self) -> str:
        """Return the answer as plain text."""
        return rules.as_text(self.question, self.value, language())

    def typed_in(self, name: str, stored: str) -> str:
        """Return what was typed in a field of the form, else what is stored."""
        return "".join(self.typed.get(name, [stored])[-1:]) if self.typed is not None else stored

    def typed_rows(self) -> list[str]:
        """Return the ids of the rows that were typed in, in the order of the form."""
        names = (name.removeprefix(f"{self.name}-") for name in self.typed or () if name.startswith(f"{self.name}-"))
        return list(dict.fromkeys(name.partition("-")[0] for name in names))

    @property
    def words(self) -> int:
        """Return how many words have been written."""
        return rules.word_total(self.question, self.value)

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to read."""
        return rules.is_empty(self.question, self.value)


class ChoiceField(QuestionField):
    """A question with given answers."""

    @property
    def options(self) -> list[Option]:
        """Return the answers that can be chosen."""
        chosen = self.typed.get(self.name, ()) if self.typed is not None else tuple(texts_in(self.value))
        return [
            Option(row["value"], in_language(row["label"]), row["value"] in chosen) for row in self.question.options
        ]


class ScaleField(QuestionField):
    """A question with steps."""

    @property
    def steps(self) -> list[Option]:
        """Return the steps of a scale with their words."""
        limits = self.question.options
        count = round((limits["max"] - limits["min"]) / limits["step"]) + 1
        steps = [limits["min"] + number * limits["step"] for number in range(count)]
        chosen = self.typed_in(self.name, "" if self.value is None else f"{float(self.value):g}")
        return [Option(f"{step:g}", self._step_label(step), f"{step:g}" == chosen) for step in steps]

    def _step_label(self, step: float) -> str:
        words = scale_label(self.question.options, step, language())
        number = rules.write_number(step, language())
        return f"{number} – {words}" if words else number


class ParagraphsField(QuestionField):
    """Drafted paragraphs, each with its source."""

    @property
    def paragraphs(self) -> list[dict[str, Any]]:
        """Return the paragraphs with the names of their fields."""
        rows = list(self.value or [_own_paragraph("n1")])
        stored = {row["id"] for row in rows}
        rows += [_own_paragraph(row_id) for row_id in self.typed_rows() if row_id not in stored]
        return [self._paragraph(row) for row in rows]

    def _paragraph(self, row: Mapping[str, Any]) -> dict[str, Any]:
        text_name, use_name = (rules.field_name(self.key, row["id"], part) for part in ("text", "use"))
        shown = {**row, "text_name": text_name, "use_name": use_name}
        if self.typed is not None:
            shown["text"] = self.typed_in(text_name, row["text"])
            shown["state"] = "left_out" if use_name in self.typed else "used"
        return shown


def _own_paragraph(row_id: str) -> dict[str, Any]:
    return {"id": row_id, "text": "", "source": None, "state": "used"}
