"""Questions as fields of a page: names, labels and what stands in them, ready for the templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from mentornett.core.text import in_language
from mentornett.questionnaires import rules
from mentornett.questionnaires.choices import AnswerAudience, QuestionType
from mentornett.questionnaires.forms import drawing
from mentornett.questionnaires.forms.rows import Option
from mentornett.questionnaires.models import Attachment, Question
from mentornett.questionnaires.rules.parsing import texts_in
from mentornett.questionnaires.rules.showing import scale_label
from mentornett.tenants.choices import Sharing

ONE_FIELD = {QuestionType.TEXT, QuestionType.LONG_TEXT, QuestionType.NUMBER, QuestionType.DATE}


def language() -> str:
    """Return the reader's language as stored texts name it."""
    return (get_language() or "nb")[:2]


@cache
def _sharing_words(_language: str | None) -> dict[str, str]:
    labels = {value: str(label) for value, label in Sharing.choices}
    return labels | {Sharing.TEAM.value: gettext("Nobody else")}


def _told(audience: str) -> str:
    return gettext("Read by: %(readers)s") % {"readers": AnswerAudience(audience).label}


@cache
def _sharing(language: str | None, audience: str, sharing: str) -> tuple[SafeString, SafeString, SafeString]:
    """Return what the many questions of a form have in common: who reads them, a label, and the choices."""
    words, label = _sharing_words(language), gettext("Also shared with")
    choices = drawing.options(Option(value, word, value == sharing) for value, word in words.items())
    return drawing.sharing(_told(audience), label, words.get(sharing, "")), escape(label), choices


@dataclass
class QuestionField:
    """A question with its answer, as a page shows it for writing or reading.

    `typed` is what a form sent and could not be stored; it stands in the fields again beside `problem`, which is about
    the field with the name `place`. `theirs` is the text of somebody who was first.
    """

    question: Question
    value: Any
    revision: str = "0"  # as it is written in the page
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

    @cached_property
    def key(self) -> str:
        """Return the question's key."""
        return self.question.key

    @cached_property
    def name(self) -> str:
        """Return the name of the field in the form."""
        return rules.field_name(self.key)

    @cached_property
    def label(self) -> str:
        """Return the question in the reader's language."""
        return in_language(self.question.label)

    @cached_property
    def help(self) -> str:
        """Return what helps to answer."""
        return in_language(self.question.help or "")

    @property
    def problem_id(self) -> str:
        """Return the id of the line that says what is wrong."""
        return f"problem-{self.key}"

    def problem_at(self, name: str) -> str:
        """Return that id for the field that is wrong, for others nothing."""
        return self.problem_id if name == self.place else ""

    @property
    def described_by(self) -> str:
        """Return the ids of what a screen reader says with the field."""
        ids = (self.problem_id if self.problem else "", f"help-{self.key}" if self.help else "")
        return " ".join(each for each in ids if each)

    @property
    def template(self) -> str:
        """Return the template of the fields."""
        return f"questionnaires/fields/{self.question.type}.html"

    @property
    def reading(self) -> SafeString:
        """Draw the answer, to read."""
        return drawing.read_text(rules.as_text(self.question, self.value, language()))

    @property
    def has_one_field(self) -> bool:
        """Tell whether a label can point at the field."""
        return self.question.type in ONE_FIELD

    @property
    def may_be_shared(self) -> bool:
        """Tell whether the team can choose how far the answer goes."""
        return self.question.answer_audience != AnswerAudience.TEAM_AND_GUIDE

    @property
    def readers(self) -> SafeString:
        """Say who reads the answer; the team can choose how far it goes, unless it is for the guide alone."""
        audience = self.question.answer_audience
        if not self.may_be_shared:
            return drawing.readers(_told(audience))
        return drawing.shared(self.key, *_sharing(get_language(), audience, self.sharing))

    @property
    def text(self) -> str:
        """Return what stands in a single field."""
        if self.typed is not None:
            return "".join(self.typed.get(self.name, [""])[-1:])
        if self.question.type == QuestionType.NUMBER and self.value is not None:
            return rules.editable_number(self.value, language())
        return rules.as_text(self.question, self.value, language())

    def typed_in(self, name: str, stored: str) -> str:
        """Return what was typed in a field of the form, else what is stored."""
        return "".join(self.typed.get(name, [stored])[-1:]) if self.typed is not None else stored

    def typed_rows(self) -> list[str]:
        """Return the ids of the rows that were typed in, in the order of the form."""
        names = (name.removeprefix(f"{self.name}-") for name in self.typed or () if name.startswith(f"{self.name}-"))
        return list(dict.fromkeys(name.partition("-")[0] for name in names))

    @property
    def word_count(self) -> SafeString:
        """Say how many words have been written, where there is a limit."""
        limit = self.question.word_limit
        return drawing.word_count(limit, rules.word_total(self.question, self.value)) if limit else SafeString()

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to read."""
        return rules.is_empty(self.question, self.value)


class ChoiceField(QuestionField):
    """A question with given answers."""

    template = "questionnaires/fields/choices.html"

    @property
    def drawn_options(self) -> SafeString:
        """Draw the answers that can be chosen."""
        several = self.question.type == QuestionType.MULTI_CHOICE
        return drawing.choices("checkbox" if several else "radio", self.name, self.options)

    @property
    def options(self) -> list[Option]:
        """Return the answers that can be chosen."""
        chosen = self.typed.get(self.name, ()) if self.typed is not None else tuple(texts_in(self.value))
        return [
            Option(row["value"], in_language(row["label"]), row["value"] in chosen) for row in self.question.options
        ]


class ScaleField(ChoiceField):
    """A question with steps."""

    @property
    def options(self) -> list[Option]:
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
