"""What a page needs to know about choices and rows of fields."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Option:
    """One thing that can be chosen."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Cell:
    """One field of a row."""

    name: str
    label: str
    kind: str
    text: str
    options: list[Option] = field(default_factory=list)


@dataclass(frozen=True)
class TableRow:
    """A row of a table question."""

    id: str
    number: int | str
    cells: list[Cell]
    remove_name: str


@dataclass(frozen=True)
class GoalRow:
    """A goal or an action as it is updated in a report."""

    id: str
    kind: str
    text: str
    about: str
    names: dict[str, str]
    percent: str
    comment: str
    states: list[Option]
    edits_text: bool
    status: str
    is_new: bool = False
    parents: list[Option] = field(default_factory=list)
