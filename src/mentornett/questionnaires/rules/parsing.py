"""From what was typed in a form to the value that is stored, or to what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from mentornett.core.days import read_day
from mentornett.core.text import Multilingual, clean, has_national_id
from mentornett.questionnaires.choices import ParagraphUse, Problem, RowKind
from mentornett.questionnaires.rules.writing import number_of

Typed = Mapping[str, Sequence[str]]  # field name -> what was typed or chosen, as a form sends it
Row = dict[str, Any]

MOST_CHARACTERS = {"text": 400, "long_text": 20_000}
MOST_ROWS = 60
MOST_IN_CELL = 1_000
FIRST_YEAR, LAST_YEAR = 1990, 2100
ACTION_STATES = ("not_started", "started", "done", "dropped")
_ROW_ID = re.compile(r"[a-z]\d{1,12}")


class Asked(Protocol):
    """A question, as far as the rules look at it."""

    @property
    def key(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def label(self) -> Multilingual: ...
    @property
    def required(self) -> bool: ...
    @property
    def word_limit(self) -> int | None: ...
    @property
    def options(self) -> Any: ...


class AnswerError(ValueError):
    """An answer that cannot be stored: what is wrong, with which field."""

    def __init__(self, problem: Problem, field: str = "", **details: object) -> None:
        super().__init__(problem.value)
        self.problem, self.field, self.details = problem, field, details

    @property
    def message(self) -> str:
        """The sentence for the person who typed, in the language in force."""
        return str(self.problem.label) % self.details


def field_name(key: str, row: str = "", column: str = "") -> str:
    """Return the name of a question's field in forms; rows and columns of tables have one each."""
    return "-".join(part for part in (f"q-{key}", row, column) if part)


def read_answer(question: Asked, typed: Typed, shown: Any = None) -> Any:
    """Return the value of what was typed; None when nothing was. Raises AnswerError.

    `shown` is the value that the form was filled with: rows keep from it what the form does not let one change.
    """
    value = _READERS[question.type](question, typed, shown)
    for text in texts_in(value):
        if has_national_id(text):
            raise AnswerError(Problem.NATIONAL_ID, field_name(question.key))
    return value if value not in ("", [], {}) else None


def texts_in(value: Any) -> Iterator[str]:
    """Yield every text in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_in(part)


def _only(typed: Typed, name: str) -> str:
    values = typed.get(name) or [""]
    return clean(values[-1]).strip()


def _text(question: Asked, typed: Typed, shown: Any) -> str:
    name = field_name(question.key)
    return _limited(_only(typed, name), MOST_CHARACTERS[question.type], name)


def _limited(text: str, limit: int, field: str) -> str:
    if len(text) > limit:
        raise AnswerError(Problem.TOO_LONG, field, limit=limit, count=len(text))
    return text


def _choice(question: Asked, typed: Typed, shown: Any) -> str:
    name = field_name(question.key)
    return _one_of(_only(typed, name), question.options, name)


def _one_of(value: str, options: Sequence[Mapping[str, Any]], field: str) -> str:
    if value and value not in {option["value"] for option in options}:
        raise AnswerError(Problem.NOT_A_CHOICE, field)
    return value


def _several(question: Asked, typed: Typed, shown: Any) -> list[str]:
    name = field_name(question.key)
    chosen = set(typed.get(name, ())) - {""}
    known = [option["value"] for option in question.options]
    if chosen - set(known):
        raise AnswerError(Problem.NOT_A_CHOICE, name)
    return [value for value in known if value in chosen]


def _number(question: Asked, typed: Typed, shown: Any) -> int | float | str:
    name = field_name(question.key)
    return _number_in(_only(typed, name), dict(question.options or {}), name)


def _number_in(text: str, limits: Mapping[str, Any], field: str) -> int | float | str:
    if not text:
        return ""
    step = limits.get("step")
    whole = isinstance(step, int) and step >= 1
    number = number_of(text, whole=whole)
    if number is None:
        raise AnswerError(Problem.NOT_A_NUMBER, field)
    if (least := limits.get("min")) is not None and number < least:
        raise AnswerError(Problem.TOO_SMALL, field, limit=least)
    if (most := limits.get("max")) is not None and number > most:
        raise AnswerError(Problem.TOO_LARGE, field, limit=most)
    if whole and not isinstance(number, int):
        raise AnswerError(Problem.NOT_WHOLE, field)
    return number


def _scale(question: Asked, typed: Typed, shown: Any) -> int | float | str:
    name = field_name(question.key)
    number = _number_in(_only(typed, name), question.options, name)
    if number != "" and (float(number) / question.options.get("step", 1)) % 1:
        raise AnswerError(Problem.NOT_A_CHOICE, name)
    return number


def _date(question: Asked, typed: Typed, shown: Any) -> str:
    name = field_name(question.key)
    return _date_in(_only(typed, name), name)


def _date_in(text: str, field: str) -> str:
    if not text:
        return ""
    day: date | None = read_day(text)
    if day is None:
        raise AnswerError(Problem.NOT_A_DATE, field)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise AnswerError(Problem.STRANGE_YEAR, field, first=FIRST_YEAR, last=LAST_YEAR)
    return day.isoformat()


def _rows_typed(key: str, typed: Typed) -> dict[str, dict[str, str]]:
    """Sort the fields of a question with rows by row id, in the order of the form."""
    rows: dict[str, dict[str, str]] = {}
    start = f"{field_name(key)}-"
    for name in typed:
        row, _, column = name.removeprefix(start).partition("-")
        if name.startswith(start) and column and _ROW_ID.fullmatch(row):
            rows.setdefault(row, {})[column] = _only(typed, name)
    if len(rows) > MOST_ROWS:
        raise AnswerError(Problem.TOO_MANY_ROWS, field_name(key), limit=MOST_ROWS)
    return rows


def _table(question: Asked, typed: Typed, shown: Any) -> list[Row]:
    rows = []
    for row_id, cells in _rows_typed(question.key, typed).items():
        if "remove" in cells:
            continue
        row: Row = {}
        for column in question.options:
            field = field_name(question.key, row_id, column["key"])
            row[column["key"]] = _cell(cells.get(column["key"], ""), column, field)
        if any(value != "" for key, value in row.items() if key not in _chosen_columns(question.options)):
            rows.append({"id": row_id, **row})
    return rows


def _chosen_columns(columns: Sequence[Mapping[str, Any]]) -> set[str]:
    """Columns that always hold something, so that a row is not filled in for their sake alone."""
    return {column["key"] for column in columns if column["type"] == "choice"}


def _cell(text: str, column: Mapping[str, Any], field: str) -> Any:
    kind = column["type"]
    if kind == "number":
        return _number_in(text, column.get("limits", {}), field)
    if kind == "date":
        return _date_in(text, field)
    if kind == "choice":
        return _one_of(text, column["options"], field)
    return _limited(text, MOST_IN_CELL, field)


def _goals(question: Asked, typed: Typed, shown: Any) -> list[Row]:
    typed_rows = _rows_typed(question.key, typed)
    known = {row["id"]: row for row in shown or []}
    rows = [_updated_goal(question.key, row, typed_rows.get(row["id"], {})) for row in known.values()]
    for row_id, cells in typed_rows.items():
        if row_id not in known and row_id.startswith("n") and cells.get("text"):
            kind = RowKind.GOAL.value if cells.get("kind") == RowKind.GOAL.value else RowKind.ACTION.value
            fresh: Row = {"id": row_id, "kind": kind, "parent": cells.get("parent", ""), "was": {}}
            fresh |= {"level": "sub", "percent": None} if kind == "goal" else {"state": "not_started"}
            rows.append(_updated_goal(question.key, fresh | {"comment": "", "text": ""}, cells))
    return [row for row in rows if row["id"][0] != "n" or row["text"]]


def _updated_goal(key: str, row: Row, cells: Mapping[str, str]) -> Row:
    field = field_name(key, row["id"], "{}").format
    new = dict(row)
    if "comment" in cells:
        new["comment"] = _limited(cells["comment"], 400, field("comment"))
    if "text" in cells and not row.get("fixed"):
        new["text"] = _limited(cells["text"], 400, field("text")) or row["text"]
    if "state" in cells and row["kind"] == RowKind.ACTION:
        if cells["state"] not in ACTION_STATES:
            raise AnswerError(Problem.NOT_A_CHOICE, field("state"))
        new["state"] = cells["state"]
    if "percent" in cells and row["kind"] == RowKind.GOAL:
        percent = cells["percent"].removesuffix("%").strip()
        number = _number_in(percent, {"min": 0, "max": 100, "step": 1}, field("percent"))
        new["percent"] = None if number == "" else number
    if "remove" in cells and row["id"].startswith("n"):
        new["text"] = ""
    return new


def _paragraphs(question: Asked, typed: Typed, shown: Any) -> list[Row]:
    typed_rows = _rows_typed(question.key, typed)
    known = {row["id"]: row for row in shown or []}
    rows = [_updated_paragraph(question.key, row, typed_rows.get(row["id"], {})) for row in known.values()]
    for row_id, cells in typed_rows.items():
        if row_id not in known and cells.get("text"):
            own = {"id": row_id, "text": "", "original": "", "source": None, "state": ParagraphUse.CHANGED.value}
            rows.append(_updated_paragraph(question.key, own, cells))
    return [row for row in rows if row["text"] or row["source"]]


def _updated_paragraph(key: str, row: Row, cells: Mapping[str, str]) -> Row:
    text = _limited(cells.get("text", row["text"]), MOST_CHARACTERS["long_text"], field_name(key, row["id"], "text"))
    if cells.get("use") == ParagraphUse.LEFT_OUT or (not text and row["source"]):
        return row | {"text": text or row["text"], "state": ParagraphUse.LEFT_OUT.value}
    changed = text != row.get("original", row["text"])
    return row | {"text": text, "state": (ParagraphUse.CHANGED if changed else ParagraphUse.USED).value}


def _files(question: Asked, typed: Typed, shown: Any) -> Any:
    return shown  # files come and go by their own addresses


_READERS: dict[str, Callable[[Asked, Typed, Any], Any]] = {
    "text": _text,
    "long_text": _text,
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
