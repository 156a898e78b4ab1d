"""From a stored value to what people read: plain text, and blocks of a document."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from mentornett.core.days import write_day
from mentornett.core.text import in_language, word_count
from mentornett.documents import blocks
from mentornett.questionnaires.choices import ParagraphUse, RowKind
from mentornett.questionnaires.rules.parsing import Asked
from mentornett.questionnaires.rules.writing import write_number

STATE_WORDS = {
    "nb": {"not_started": "ikke begynt", "started": "i gang", "done": "gjort", "dropped": "tatt ut"},
    "nn": {"not_started": "ikkje byrja", "started": "i gang", "done": "gjort", "dropped": "teke ut"},
    "en": {"not_started": "not started", "started": "started", "done": "done", "dropped": "dropped"},
}
GOAL_COLUMNS = {
    "nb": ("Mål eller tiltak", "Status", "Merknad"),
    "nn": ("Mål eller tiltak", "Status", "Merknad"),
    "en": ("Goal or action", "Status", "Comment"),
}
GOAL_WEIGHTS = (3, 1, 2)


def as_text(question: Asked, value: Any, language: str) -> str:
    """Return a value as plain text, one line for each row."""
    return _TEXTS[question.type](question, value, language) if value not in (None, "", []) else ""


def as_blocks(question: Asked, value: Any, language: str) -> tuple[blocks.Block, ...]:
    """Return a value as blocks of a document; nothing for no value."""
    if value in (None, "", []):
        return ()
    if question.type == "table":
        return (_table_block(question, value, language),)
    if question.type == "goals":
        return (_goals_block(question, value, language),)
    return blocks.paragraphs(as_text(question, value, language))


def word_total(question: Asked, value: Any) -> int:
    """Count the words that people wrote in running text; paragraphs that are left out do not count."""
    if question.type in {"text", "long_text"}:
        return word_count(value or "")
    if question.type == "paragraphs":
        return sum(word_count(row["text"]) for row in value or [] if row["state"] != ParagraphUse.LEFT_OUT)
    return 0


def cell_text(column: Mapping[str, Any], value: Any, language: str) -> str:
    """Write one cell of a table."""
    if value in (None, ""):
        return ""
    if column["type"] == "date":
        return write_day(date.fromisoformat(value))
    if column["type"] == "number":
        return write_number(value, language)
    if column["type"] == "choice":
        return _label_of(value, column["options"], language)
    return str(value)


def goal_name(row: Mapping[str, Any]) -> str:
    """Write a goal, or an action under it, as the first cell of a row."""
    return f"– {row['text']}" if row["kind"] == RowKind.ACTION else str(row["text"])


def goal_status(row: Mapping[str, Any], language: str) -> str:
    """Say how far a goal or an action has come."""
    if row["kind"] == RowKind.ACTION:
        return STATE_WORDS[language[:2]][row["state"]]
    return "" if row.get("percent") is None else f"{row['percent']} %"


def _label_of(value: str, options: Sequence[Mapping[str, Any]], language: str) -> str:
    return next((in_language(option["label"], language) for option in options if option["value"] == value), value)


def _same(question: Asked, value: Any, language: str) -> str:
    return str(value)


def _choice(question: Asked, value: Any, language: str) -> str:
    return _label_of(value, question.options, language)


def _several(question: Asked, value: Any, language: str) -> str:
    return "\n".join(_label_of(each, question.options, language) for each in value)


def _number(question: Asked, value: Any, language: str) -> str:
    return write_number(value, language)


def scale_label(options: Mapping[str, Any], value: float, language: str) -> str:
    """Return the words that stand at a step of a scale; empty when it has none."""
    labels = options.get("labels", {})
    return in_language(labels.get(f"{float(value):.1f}", ""), language) if isinstance(labels, Mapping) else ""


def _scale(question: Asked, value: Any, language: str) -> str:
    words = scale_label(question.options, value, language)
    number = write_number(value, language)
    return f"{number} – {words}" if words else number


def _date(question: Asked, value: Any, language: str) -> str:
    return write_day(date.fromisoformat(value))


def _table(question: Asked, value: Any, language: str) -> str:
    lines = []
    for row in value:
        cells = [cell_text(column, row.get(column["key"]), language) for column in question.options]
        lines.append(" · ".join(cell for cell in cells if cell))
    return "\n".join(lines)


def _goals(question: Asked, value: Any, language: str) -> str:
    lines = []
    for row in value:
        parts = (row["text"], goal_status(row, language), row.get("comment", ""))
        lines.append(" – ".join(part for part in parts if part))
    return "\n".join(lines)


def _paragraphs(question: Asked, value: Any, language: str) -> str:
    return "\n\n".join(row["text"] for row in value if row["state"] != ParagraphUse.LEFT_OUT)


def _files(question: Asked, value: Any, language: str) -> str:
    return "\n".join(row["name"] for row in value)


def _table_block(question: Asked, value: Any, language: str) -> blocks.Table:
    columns = tuple(
        blocks.Column(in_language(column["label"], language), "right" if column["type"] == "number" else "left")
        for column in question.options
    )
    rows = tuple(
        blocks.row(*(cell_text(column, row.get(column["key"]), language) for column in question.options))
        for row in value
    )
    return blocks.Table(in_language(question.label, language), columns, rows)


def _goals_block(question: Asked, value: Any, language: str) -> blocks.Block:
    """A table without the columns that nobody has filled in; just the goals when that is all of them."""
    rows = [(goal_name(row), goal_status(row, language), row.get("comment") or "") for row in value]
    used = [place for place in range(len(GOAL_WEIGHTS)) if place == 0 or any(row[place] for row in rows)]
    if used == [0]:
        names = tuple(name for name, _, _ in rows)
        return blocks.BulletList(names) if len(names) > 1 else blocks.paragraph(names[0])
    titles = GOAL_COLUMNS[language[:2]]
    columns = tuple(blocks.Column(titles[place], width_weight=GOAL_WEIGHTS[place]) for place in used)
    cells = tuple(blocks.row(*(row[place] for place in used)) for row in rows)
    return blocks.Table(in_language(question.label, language), columns, cells)


_TEXTS: dict[str, Callable[[Asked, Any, str], str]] = {
    "text": _same,
    "long_text": _same,
    "choice": _choice,
    "multi_choice": _several,
    "scale": _scale,
    "number": _number,
    "date": _date,
    "table": _table,
    "goals": _goals,
    "paragraphs": _paragraphs,
    "file": _files,
}
