"""Rows of goals and actions as a report shows them, and what a report changed in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Row = dict[str, Any]
OPEN_ACTIONS = frozenset({"not_started", "started"})
# table question: column of the report -> field of an action
ACTION_TABLES: dict[str, dict[str, str]] = {
    "progress.tasks": {"task": "text", "responsible": "responsible", "due": "due", "how": "how", "status": "state"},
    "project.activities": {"activity": "text", "responsible": "responsible", "due": "due"},
}


def goal_row(
    row_id: str, *, level: str, text: str, percent: int | None, comment: str, parent: str = "", fixed: bool = False
) -> Row:
    """Return a goal as a row of a report. `fixed`: its text is the network's own."""
    was = {"text": text, "percent": percent, "comment": comment}
    return {"id": row_id, "kind": "goal", "level": level, "parent": parent, "fixed": fixed, "was": was} | was


def action_row(
    row_id: str, *, text: str, state: str, comment: str, parent: str = "", due: date | None = None, responsible: str
) -> Row:
    """Return an action as a row of a report."""
    was = {"text": text, "state": state, "comment": comment}
    about = {"due": due.isoformat() if due else "", "responsible": responsible}
    return {"id": row_id, "kind": "action", "parent": parent, "was": was} | about | was


def in_tree_order(rows: Iterable[Row]) -> list[Row]:
    """Put each row under its parent; those whose parent is not among them come as they stand."""
    every = list(rows)
    known = {row["id"] for row in every}
    children: dict[str, list[Row]] = {}
    for row in every:
        parent = row["parent"] if row["parent"] in known and row["parent"] != row["id"] else ""
        children.setdefault(parent, []).append(row)
    ordered: list[Row] = []

    def place(parent: str) -> None:
        """Put the children of a row, and theirs."""
        for row in children.get(parent, ()):
            ordered.append(row)
            place(row["id"])

    place("")
    return ordered


def changed_in(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a report changed in a row since it was filled in: only that is written back."""
    return {name: row[name] for name, old in row.get("was", {}).items() if row.get(name) != old}


def is_overdue(state: str, due: date | None, today: date) -> bool:
    """Tell whether an action should have been done."""
    return due is not None and due < today and state in OPEN_ACTIONS


@dataclass(frozen=True)
class ActionCounts:
    """How a team's actions stand."""

    open: int
    overdue: int
    done: int


def count_actions(actions: Iterable[tuple[str, date | None]], today: date) -> ActionCounts:
    """Count actions given as (state, due)."""
    rows = list(actions)
    return ActionCounts(
        open=sum(state in OPEN_ACTIONS for state, _ in rows),
        overdue=sum(is_overdue(state, due, today) for state, due in rows),
        done=sum(state == "done" for state, _ in rows),
    )
