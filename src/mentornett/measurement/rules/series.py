"""Months as plain values. A month without a figure is missing: it is neither nought nor guessed."""

from __future__ import annotations

from collections.abc import Iterable
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


@dataclass(frozen=True, slots=True)
class Recent:
    """The mean of the months that have a figure, and how many of how many those are; None when there is none."""

    mean: Decimal | None
    known: int
    possible: int


def recent(values: Iterable[Decimal], possible: int) -> Recent:
    """Return the mean of what is known, to two decimals; what is missing counts neither as nought nor at all."""
    known = list(values)
    if not known:
        return Recent(None, 0, possible)
    return Recent((sum(known, Decimal(0)) / len(known)).quantize(Decimal("0.01")), len(known), possible)


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
