"""An answer as a form would send it: the names of its fields and what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from mentornett.questionnaires.choices import QuestionType
from mentornett.questionnaires.forms.fields import QuestionField

Pair = tuple[str, str]


def pairs_of(field: QuestionField) -> list[Pair]:
    """Return the fields with their contents, the settings included; a page puts them back when somebody was first."""
    pairs = list(_PAIRS.get(field.question.type, _one)(field))
    if field.may_be_shared:
        pairs.append((f"sharing-{field.key}", field.sharing))
    if field.skipped:
        pairs.append((f"skip-{field.key}", "1"))
    return pairs


def _one(field: QuestionField) -> Iterator[Pair]:
    yield field.name, field.text


def _chosen(field: Any) -> Iterator[Pair]:
    for option in field.options:
        if option.chosen:
            yield field.name, option.value


def _table(field: Any) -> Iterator[Pair]:
    for row in field.table_rows:
        for cell in row.cells:
            yield cell.name, next((each.value for each in cell.options if each.chosen), cell.text)


def _goals(field: Any) -> Iterator[Pair]:
    for row in field.goal_rows:
        if row.edits_text:
            yield f"{row.name}-text", row.text
        if row.is_goal:
            yield f"{row.name}-percent", row.percent
        yield from ((f"{row.name}-state", state.value) for state in row.states if state.chosen)
        yield f"{row.name}-comment", row.comment


def _paragraphs(field: Any) -> Iterator[Pair]:
    for row in field.paragraphs:
        yield row["text_name"], row["text"]
        if row["state"] == "left_out":
            yield row["use_name"], "left_out"


def _none(field: QuestionField) -> Iterator[Pair]:
    yield from ()


_PAIRS: dict[str, Callable[[Any], Iterator[Pair]]] = {
    QuestionType.CHOICE: _chosen,
    QuestionType.MULTI_CHOICE: _chosen,
    QuestionType.SCALE: _chosen,
    QuestionType.TABLE: _table,
    QuestionType.GOALS: _goals,
    QuestionType.PARAGRAPHS: _paragraphs,
    QuestionType.FILE: _none,
}
