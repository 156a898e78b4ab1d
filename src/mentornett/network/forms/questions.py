"""What may be typed about a question of a form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.core.form_fields import Words
from mentornett.core.text import LANGUAGES
from mentornett.network.forms.languages import NAMES, TextInLanguages
from mentornett.network.queries.form_versions import Part, Step
from mentornett.questionnaires.actions.drafts import Written
from mentornett.questionnaires.choices import AnswerAudience, QuestionType
from mentornett.questionnaires.forms import language
from mentornett.questionnaires.models import Question
from mentornett.questionnaires.rules.lines import as_lines, rows_of, split_lines
from mentornett.tenants.choices import Sharing

WITH_WORDS = {QuestionType.TEXT, QuestionType.LONG_TEXT, QuestionType.PARAGRAPHS}
WITH_ROWS = {QuestionType.CHOICE: "value", QuestionType.MULTI_CHOICE: "value", QuestionType.TABLE: "key"}
NEW_TYPES = [kind for kind in QuestionType if kind not in (QuestionType.GOALS, QuestionType.PARAGRAPHS)]
MOST_LINES, LONGEST_LINE = 30, 120


class PartForm(TextInLanguages):
    """The title of a part of a form."""

    def __init__(self, *args: Any, title: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.text_fields("title", gettext("Title"), title, most=120, rows=1, required=True)

    def clean(self) -> dict[str, Any]:
        """Check that there is a title."""
        self.need("title")
        return self.cleaned_data


class QuestionForm(TextInLanguages):
    """One question; which fields there are depends on its type."""

    required_answer = forms.BooleanField(label=_("Must be answered before the report is sent"), required=False)
    part = forms.ChoiceField(label=_("Part of the form"))
    answer_audience = forms.ChoiceField(
        label=_("Read by"), choices=AnswerAudience, initial=AnswerAudience.ORGANISER,
        help_text=_("The teams see this beside the question."),
    )  # fmt: skip
    sharing_default = forms.ChoiceField(
        label=_("Shared with at first"), choices=Sharing, initial=Sharing.TEAM,
        help_text=_("Each team can change it for its own answer."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, type: QuestionType, parts: Sequence[Part], question: Question | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.type, self.question = type, question
        self.before: Any = question.options if question else None
        self.text_fields("label", gettext("Question"), question and question.label, most=300, required=True)
        self.text_fields("help", gettext("Help text"), question and question.help, most=600)
        self._fields_of_type()
        self.fields["part"].choices = [(part.key, part.title) for part in parts]  # type: ignore[attr-defined]
        if question:
            self.initial = {
                **self.initial, "required_answer": question.required, "part": question.section,
                "word_limit": question.word_limit,
                "answer_audience": question.answer_audience, "sharing_default": question.sharing_default,
            }  # fmt: skip
        texts = [name for name in self.fields if name.startswith(("label_", "help_"))]
        rest = [name for name in self.fields if name not in texts]
        last = [name for name in rest if name in ("required_answer", "part", "answer_audience", "sharing_default")]
        self.order_fields([*texts, *(name for name in rest if name not in last), *last])

    def _fields_of_type(self) -> None:
        if self.type in WITH_WORDS:
            self.fields["word_limit"] = forms.IntegerField(
                label=gettext("Most words"), min_value=1, max_value=3000, required=False,
                help_text=gettext("Empty: no limit."), widget=forms.NumberInput(attrs={"class": "tiny"}),
            )  # fmt: skip
        if self.type in WITH_ROWS:
            self._row_fields()
        if self._has_limits:
            limits = self.before or {"min": 0, "max": 10 if self.type == QuestionType.SCALE else 1000}
            for name, label in (("min", gettext("Smallest number")), ("max", gettext("Largest number"))):
                self.fields[name] = forms.IntegerField(
                    label=label, min_value=0, max_value=1_000_000, initial=limits.get(name),
                    widget=forms.NumberInput(attrs={"class": "tiny"}),
                )  # fmt: skip

    @property
    def _has_limits(self) -> bool:
        """A number or a scale; a scale with words at its steps is kept as it is."""
        has_words = bool(self.before) and "labels" in self.before
        return self.type in (QuestionType.NUMBER, QuestionType.SCALE) and not has_words

    def _row_fields(self) -> None:
        table = self.type == QuestionType.TABLE
        label = gettext("Columns") if table else gettext("Answers to choose from")
        first = gettext("One on each line.")
        new = gettext("New columns hold text.") if table else gettext("A reworded line is still the same answer.")
        texts = {code: as_lines(self.before or [], code) for code in LANGUAGES}
        for code in self.codes():
            self.fields[f"rows_{code}"] = Words(
                label=f"{label} – {NAMES[code]}", max_length=4000, required=self.wants(code, texts),
                initial=texts[code], help_text=f"{first} {new}" if code == language() else "",
                widget=forms.Textarea(attrs={"rows": 5, "lang": code}),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Check the texts, the lines and the limits."""
        self.need("label")
        if self.type in WITH_ROWS:
            self._check_lines()
        low, high = self.cleaned_data.get("min"), self.cleaned_data.get("max")
        if low is not None and high is not None:
            if low >= high:
                self.add_error("max", gettext("The largest number must be larger than the smallest one."))
            elif self.type == QuestionType.SCALE and high - low > 10:
                self.add_error("max", gettext("A scale has at most eleven steps."))
        return self.cleaned_data

    def _check_lines(self) -> None:
        written = {code: split_lines(self.cleaned_data.get(f"rows_{code}", "")) for code in self.codes()}
        first = next((lines for lines in written.values() if lines), [])
        if not first and f"rows_{language()}" not in self.errors:
            self.add_error(f"rows_{language()}", gettext("Write it in one language at least."))
        for code, lines in written.items():
            if problem := _problem_of(lines, len(first)):
                self.add_error(f"rows_{code}", problem)

    def written(self) -> Written:
        """Return what the organiser says about the question."""
        data = self.cleaned_data
        return Written(
            section=data["part"], label=self.text("label"), help=self.text("help"), required=data["required_answer"],
            word_limit=data.get("word_limit"), answer_audience=AnswerAudience(data["answer_audience"]),
            sharing_default=Sharing(data["sharing_default"]), options=self._options(),
        )  # fmt: skip

    def _options(self) -> Any:
        if self.type in WITH_ROWS:
            lines = {code: split_lines(self.cleaned_data[f"rows_{code}"]) for code in LANGUAGES}
            new = {"type": "text"} if self.type == QuestionType.TABLE else {}
            return rows_of(lines, self.before or [], WITH_ROWS[self.type], new)
        if self._has_limits:
            numbers = {name: self.cleaned_data[name] for name in ("min", "max")}
            return {"step": 1, **(self.before or {}), **numbers}
        return self.before or []


def _problem_of(lines: list[str], wanted: int) -> str:
    if lines and len(lines) != wanted:
        return gettext("Write as many lines in each language: %(n)s here, %(wanted)s in the first.") % {
            "n": len(lines), "wanted": wanted,
        }  # fmt: skip
    if len(lines) > MOST_LINES:
        return gettext("Write at most %(n)s lines.") % {"n": MOST_LINES}
    if len(set(lines)) < len(lines):
        return gettext("Two lines are the same.")
    if any(len(line) > LONGEST_LINE for line in lines):
        return gettext("A line is longer than %(n)s characters.") % {"n": LONGEST_LINE}
    return ""


class UseForm(forms.Form):
    """From which assignment on a version is used."""

    first = forms.TypedChoiceField(label=_("From which assignment on?"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, steps: Sequence[Step], names: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.steps = {step.row.assignment.pk: step for step in steps}
        choices = [(step.row.assignment.pk, name) for step, name in zip(steps, names, strict=True)]
        later = (0, gettext("Not yet. I choose it later, for one assignment at a time"))
        self.fields["first"].choices = [*choices, later]  # type: ignore[attr-defined]

    def assignments(self) -> list[Any]:
        """Return the assignments that are to ask with the version."""
        step = self.steps.get(self.cleaned_data["first"])
        return step.following if step else []
