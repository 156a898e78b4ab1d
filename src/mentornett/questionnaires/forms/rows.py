"""What a page needs to know about choices and rows of fields."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from mentornett.questionnaires.forms import drawing


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
    problem: str = ""  # the id of what is wrong with it

    @property
    def drawn(self) -> SafeString:
        """Draw the field with its label."""
        return drawing.cell(
            self.kind, name=self.name, label=self.label, text=self.text, choices=self.options, problem=self.problem
        )


@dataclass(frozen=True)
class TableRow:
    """A row of a table question."""

    id: str
    number: int | str
    cells: list[Cell]
    remove_name: str
    remove_label: str

    @property
    def drawn_cells(self) -> SafeString:
        """Draw its fields."""
        return SafeString("".join(cell.drawn for cell in self.cells))


@dataclass(frozen=True)
class GoalRow:
    """A goal or an action as it is updated in a report."""

    id: str
    name: str
    kind: str
    text: str
    about: str
    percent: str
    comment: str
    states: list[Option]
    edits_text: bool
    status: str
    is_new: bool = False
    parents: list[Option] = field(default_factory=list)
    place: str = ""  # the name of the field that is wrong
    problem: str = ""  # the id of what is wrong with it

    @property
    def text_name(self) -> str:
        """Return the name of the field with its text."""
        return f"{self.name}-text"

    @property
    def drawn_fields(self) -> SafeString:
        """Draw what is filled in."""
        percent = self.percent if self.is_goal else None
        return drawing.goal_fields(
            self.name, percent=percent, states=self.states, comment=self.comment, place=self.place,
            problem=self.problem,
        )  # fmt: skip

    @property
    def is_goal(self) -> bool:
        """Tell whether it is a goal, not an action."""
        return self.kind == "goal"
