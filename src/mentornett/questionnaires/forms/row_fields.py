"""Questions that are answered in rows: tables, goals and actions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from mentornett.core.days import write_day
from mentornett.core.text import in_language
from mentornett.questionnaires import rules
from mentornett.questionnaires.forms import drawing
from mentornett.questionnaires.forms.fields import QuestionField, language
from mentornett.questionnaires.forms.rows import Cell, GoalRow, Option, TableRow
from mentornett.questionnaires.rules.parsing import ACTION_STATES
from mentornett.questionnaires.rules.showing import STATE_WORDS, cell_text, goal_name, goal_status

NEW_ROW = "__row__"  # stands for the row's id in the row that a page copies when somebody adds one


class TableField(QuestionField):
    """A table with the columns that the question gives."""

    @property
    def columns(self) -> list[str]:
        """Return the headings."""
        return [in_language(column["label"]) for column in self.question.options]

    @property
    def read_rows(self) -> list[list[tuple[str, str]]]:
        """Return the rows as texts, each with its heading."""
        spoken = language()
        columns = [(in_language(column["label"]), column) for column in self.question.options]
        return [
            [(label, cell_text(column, row.get(column["key"]), spoken)) for label, column in columns]
            for row in self.value or []
        ]

    @property
    def reading(self) -> SafeString:
        """Draw the rows, to read."""
        return drawing.read_table(self.label, self.columns, self.read_rows)

    @property
    def table_rows(self) -> list[TableRow]:
        """Return the rows to fill in: those with something in them, and an empty one when there is none."""
        rows = [self._table_row(row["id"], number, row) for number, row in enumerate(self.value or [], start=1)]
        if self.typed is not None:
            rows = [self._typed_row(row_id, number) for number, row_id in enumerate(self.typed_rows(), start=1)]
        wanted = self.extra_rows or (0 if rows else 1)
        taken = {row.id for row in rows}
        free = (f"r{number}" for number in range(1, 1000) if f"r{number}" not in taken)
        return rows + [self._table_row(next(free), len(rows) + 1 + extra, {}) for extra in range(wanted)]

    @property
    def new_table_row(self) -> TableRow:
        """Return the row that is copied when one is added."""
        return self._table_row(NEW_ROW, NEW_ROW, {})

    def _typed_row(self, row_id: str, number: int) -> TableRow:
        keys = [column["key"] for column in self.question.options]
        texts = {key: self.typed_in(rules.field_name(self.key, row_id, key), "") for key in keys}
        return self._table_row(row_id, number, {}, texts)

    def _table_row(
        self, row_id: str, number: int | str, row: Mapping[str, Any], texts: Mapping[str, str] | None = None
    ) -> TableRow:
        cells = []
        for column in self.question.options:
            value = row.get(column["key"], "")
            text = texts[column["key"]] if texts is not None else _editable(column, value)
            chosen = text if texts is not None else value
            options = [
                Option(each["value"], in_language(each["label"]), each["value"] == chosen)
                for each in column.get("options", ())
            ]
            name = rules.field_name(self.key, row_id, column["key"])
            cells.append(Cell(name, in_language(column["label"]), column["type"], text, options, self.problem_at(name)))
        remove = gettext("Remove row %(number)s") % {"number": number}
        return TableRow(row_id, number, cells, rules.field_name(self.key, row_id, "remove"), remove)


class GoalsField(QuestionField):
    """Goals and actions as rows to update."""

    @property
    def columns(self) -> list[str]:
        """Return the headings."""
        return [gettext("Goal or action"), gettext("Status"), gettext("Comment")]

    @property
    def read_rows(self) -> list[list[tuple[str, str]]]:
        """Return the rows as texts, each with its heading."""
        spoken, columns = language(), self.columns
        rows = ((goal_name(row), goal_status(row, spoken), row.get("comment", "")) for row in self.value or [])
        return [list(zip(columns, row, strict=True)) for row in rows]

    @property
    def reading(self) -> SafeString:
        """Draw the rows, to read."""
        return drawing.read_table(self.label, self.columns, self.read_rows)

    @property
    def edits_goal_texts(self) -> bool:
        """Tell whether goals are written here (project plan) or only updated (status report)."""
        return "effect" in dict(self.question.options or {}).get("levels", [])

    @property
    def takes_new_rows(self) -> bool:
        """Tell whether actions can be added here."""
        return "action" in dict(self.question.options or {}).get("levels", [])

    @property
    def goal_rows(self) -> list[GoalRow]:
        """Return goals and actions to update, and an empty row for one more when it was asked for."""
        rows = [self._goal_row(row) for row in self.value or []]
        stored = {row.id for row in rows}
        rows += [self._new_goal_row(row_id) for row_id in self.typed_rows() if row_id not in stored]
        taken = {row.id for row in rows}
        free = (f"n{number}" for number in range(1, 1000) if f"n{number}" not in taken)
        return rows + [self._new_goal_row(next(free)) for _ in range(self.extra_rows)]

    @property
    def new_goal_row(self) -> GoalRow:
        """Return the row that is copied when one is added."""
        return self._new_goal_row(NEW_ROW)

    def _goal_row(self, row: Mapping[str, Any]) -> GoalRow:
        def typed(column: str, text: str) -> str:
            """Return what was typed in a column, else what is stored."""
            return self.typed_in(rules.field_name(self.key, row["id"], column), text)

        percent = "" if row.get("percent") is None else str(row["percent"])
        state = typed("state", row.get("state", ""))
        states = [Option(value, STATE_WORDS[language()][value].capitalize(), value == state) for value in ACTION_STATES]
        return GoalRow(
            id=row["id"], kind=row["kind"], text=typed("text", row["text"]), about=_about(row),
            name=rules.field_name(self.key, row["id"]), percent=typed("percent", percent),
            comment=typed("comment", row.get("comment", "")), states=states if row["kind"] == "action" else [],
            edits_text=self.edits_goal_texts and not row.get("fixed"), status=goal_status(row, language()),
            place=self.place, problem=self.problem_id,
        )  # fmt: skip

    def _new_goal_row(self, row_id: str) -> GoalRow:
        goals = [row for row in self.value or [] if row["kind"] == "goal" and row["id"][0] == "g"]
        words = STATE_WORDS[language()]
        name = rules.field_name(self.key, row_id)
        parent = self.typed_in(f"{name}-parent", "")
        return GoalRow(
            id=row_id, name=name, kind=self.typed_in(f"{name}-kind", "action"),
            text=self.typed_in(f"{name}-text", ""), about="", percent="", comment="",
            states=[Option(value, words[value].capitalize(), False) for value in ACTION_STATES],
            edits_text=True, status="", is_new=True,
            parents=[Option(row["id"], row["text"], row["id"] == parent) for row in goals],
        )  # fmt: skip


def _editable(column: Mapping[str, Any], value: Any) -> str:
    if column["type"] == "number" and value not in (None, ""):
        return rules.editable_number(value, language())
    return cell_text(column, value, language())


def _about(row: Mapping[str, Any]) -> str:
    """Say who does an action and when."""
    due = write_day(date.fromisoformat(row["due"])) if row.get("due") else ""
    return ", ".join(part for part in (row.get("responsible", ""), due) if part)
