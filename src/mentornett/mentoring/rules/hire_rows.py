"""A row of a list of employees, and what one becomes beside what is registered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

NEEDED = ("email", "unit", "profession", "starts")  # in every row; a name too, whole or in two columns


@dataclass(frozen=True, slots=True)
class HireRow:
    """One person's work as a file tells it. `row` is the number that a spreadsheet shows."""

    row: int
    email: str
    name: str
    unit: str
    profession: str
    starts: date
    ends: date | None = None
    number: str = ""
    percent: int | None = None
    shift: str = ""
    temporary: bool = False
