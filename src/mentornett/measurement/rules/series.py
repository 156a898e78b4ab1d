"""Months as plain values. A month without a figure is missing: it is neither nought nor guessed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

FEWEST_ABSENT, FEWEST_PEOPLE = 5, 20
LARGEST = Decimal("999999999")


@dataclass(frozen=True, slots=True)
class Entry:
    """The figure of a month; `cases` of `people` stand behind a share of people."""

    value: Decimal
    cases: int | None = None
    people: int | None = None


def months_of(year: int, today: date) -> list[date]:
    """Return the first days of the months of a year that have begun."""
    return [date(year, month, 1) for month in range(1, 13) if date(year, month, 1) <= today]


def fault_in(entry: Entry, *, health: bool) -> str:
    """Return what is wrong: "negative", "large", and for sick leave "share", "counts", "few", "more"; or ""."""
    if entry.value < 0:
        return "negative"
    if entry.value > LARGEST:
        return "large"
    return _fault_in_health(entry) if health else ""


def _fault_in_health(entry: Entry) -> str:
    if entry.value > 100:
        return "share"
    if entry.cases is None or entry.people is None:
        return "counts"
    if entry.cases < FEWEST_ABSENT or entry.people < FEWEST_PEOPLE:
        return "few"
    return "more" if entry.cases > entry.people else ""
