"""Rows of lists of facts as a file tells them. `row` is the number that a spreadsheet shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mentornett.measurement.rules.series import Entry


@dataclass(frozen=True, slots=True)
class BaselineRow:
    """Somebody who was hired before the start, as a file tells it."""

    row: int
    label: str
    starts: date
    unit_name: str = ""
    profession: str = ""
    ends: date | None = None
    still_here: bool | None = None


@dataclass(frozen=True, slots=True)
class MonthFigure:
    """The figure of a month as a file tells it; without a number when it has how many and of how many."""

    row: int
    month: date
    entry: Entry
    unit: str = ""
    has_number: bool = True


@dataclass(frozen=True, slots=True)
class VacancyRow:
    """One advertisement as a file tells it."""

    row: int
    unit: str
    profession: str
    advertised_on: date
    posts: int | None = None
    reference: str = ""
    applicants: int | None = None
    qualified: int | None = None
    mentor_offered: bool | None = None
    filled_on: date | None = None
    state: str = "open"
