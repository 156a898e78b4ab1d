"""A released answer as pages and documents show it: what was stored, in the reader's language; nothing is counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from mentornett.documents.curves import Curve, share_curves
from mentornett.documents.sheets import Sheet
from mentornett.measurement.choices import Question
from mentornett.measurement.models import ReleasedAnswer
from mentornett.measurement.rules.grading import Grade
from mentornett.reports.employed_words import GRADES, part_titles, refused_grade
from mentornett.reports.range_charts import NOT_SHOWN, drawn_ranges
from mentornett.reports.words import language_now

IN_SHORT = {  # how many sentences of «What we see»
    Question.RETENTION: 2, Question.BEFORE_AFTER: 3, Question.EFFECT: 2, Question.WITH_WITHOUT: 1,
}  # fmt: skip
FOLDED_FROM = 3  # rows: the chart shows the same, and on a phone each row is a card


@dataclass(frozen=True, slots=True)
class TableShown:
    """A table with its titles; each row is a name and its cells, «:» for what is not shown."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]  # name, and title and text of each cell

    @property
    def is_long(self) -> bool:
        """Whether it has so many rows that it is folded."""
        return len(self.rows) > FOLDED_FROM

    @property
    def hides(self) -> bool:
        """Whether something in it is not shown."""
        return any(text == NOT_SHOWN for _name, cells in self.rows for _title, text in cells)


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """An answer in one language."""

    key: str
    title: str
    grade: str  # in words
    is_known: bool
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    tables: tuple[TableShown, ...]
    svg: str
    caveat: str
    short: tuple[str, ...] = ()  # what the overview says of it; nothing where its name is enough

    @property
    def first(self) -> str:
        """The first sentence, which stands alone where there is little room."""
        return next((sentences[0] for _title, sentences in self.parts if sentences), "")


def shown(row: ReleasedAnswer) -> AnswerShown:
    """Return a stored answer in the language that is in force; one that lacks it is told in the first there is."""
    language = _language(row.words)
    said: dict[str, list[str]] = row.words.get(language, {})
    parts = tuple((title, tuple(said.get(name, ()))) for name, title in part_titles().items())
    title = row.label or str(Question(row.question).label)
    tables = tuple(_table(one, language) for one in (row.chart.get("table"), row.table) if one)
    return AnswerShown(
        f"{row.question}{row.about}", title, _grade(row), is_known(row), parts, tables,
        _picture(row, language, title, " ".join(said.get("seen", ()))), caveat_of(row),
        tuple(said.get("seen", ())[: IN_SHORT.get(Question(row.question), 0)]),
    )  # fmt: skip


def is_known(row: ReleasedAnswer) -> bool:
    """Whether an answer tells something: it is neither refused nor of too few."""
    return row.grade != Grade.TOO_FEW and row.question != Question.WITH_WITHOUT


def _grade(row: ReleasedAnswer) -> str:
    if row.question == Question.WITH_WITHOUT:  # whatever its row says: it was stored without a grade before
        return refused_grade()
    return _(GRADES[Grade(row.grade)])


def caveat_of(row: ReleasedAnswer) -> str:
    """Return what stands under an answer; a drawn order tells why, but not for whom."""
    if row.question == Question.EFFECT and row.grade == Grade.DRAWN:
        return _("It holds for these units together and for this time, not for each unit and not for ever.")
    return caveat()


def first_known(rows: Iterable[ReleasedAnswer]) -> AnswerShown | None:
    """Return the first graded answer that could be told; None when nothing could."""
    return next((answer for answer in map(shown, rows) if answer.is_known), None)


def caveat() -> str:
    """Return what stands under every figure."""
    return _("The figures tell what was, not why.")


def sheet_of(answers: list[AnswerShown], *, title: str) -> Sheet:
    """Return what the answers say and show as one sheet: only what stands on the page."""
    rows: list[tuple[str, ...]] = []
    for answer in answers:
        rows += [(answer.title, answer.grade, name, " ".join(said)) for name, said in answer.parts if said]
        for table in answer.tables:
            rows += [
                (answer.title, name, head, text) for name, cells in table.rows for head, text in cells
            ]  # fmt: skip
    return Sheet(title[:30], (_("Question"), _("Group"), _("What"), _("Text or number")), rows)


def _language(words: dict[str, Any]) -> str:
    language = language_now()
    return language if language in words else next(iter(words), language)


def _in(text: Any, language: str) -> Any:
    return text.get(language, next(iter(text.values()), "")) if isinstance(text, dict) else text


def _table(stored: dict[str, Any], language: str) -> TableShown:
    head = tuple(_in(stored["head"], language))
    rows = tuple(
        (
            _in(row["name"], language),
            tuple(zip(head[1:], (_text(_in(cell, language)) for cell in row["cells"]), strict=True)),
        )
        for row in stored["rows"]
    )
    return TableShown(head, rows)


def _text(value: Any) -> str:
    return NOT_SHOWN if value is None else str(value)


def _picture(row: ReleasedAnswer, language: str, title: str, told: str) -> str:
    chart = row.chart
    if stored := chart.get("ranges"):
        return drawn_ranges(stored, language, title=title, told=told, caveat=caveat_of(row))
    if not chart.get("curves"):
        return ""
    curves = [
        Curve(_in(one["name"], language), tuple(one["share"]), tuple(one["low"]), tuple(one["high"]))
        for one in chart["curves"]
    ]
    return share_curves(
        curves, title=title, description=told, axis=_("Months since the first day of work"),
        note=_("The line falls where the number is known: after 3, 6, 9 and 12 months. When in between people left is "
               "not shown, so that nobody can be recognised. The field around it shows where the true share probably "
               "is. The figures tell what was, not why."),
    )  # fmt: skip
