"""Months as plain values. A month without a figure is missing: it is neither nought nor guessed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

SCALES = {"share": 100, "each": 1, "hundred": 100, "thousand": 1000}  # by which so many of so many is told
FEWEST_ABSENT, FEWEST_PEOPLE = 5, 20
MANY = 100  # of which a share may have a decimal
MOST_COUNTED = 999_999
LARGEST = Decimal("999999999")


@dataclass(frozen=True, slots=True)
class Entry:
    """The figure of a month; `cases` of `people` stand behind a share of people."""

    value: Decimal
    cases: int | None = None
    people: int | None = None

    @classmethod
    def counted(cls, counted_as: str, cases: int | None, people: int | None) -> Entry:
        """Return so many of so many with the figure it makes; 0 where it makes none, which `fault_in_counted` tells."""
        value = Decimal(cases * SCALES[counted_as]) / people if people and cases is not None else Decimal(0)
        return cls(round(value, 2), cases, people)


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


def all_of_all(counted_as: str, counts: Iterable[tuple[int | None, int | None]], possible: int) -> Recent:
    """Return all of all, as so many of so many are told: a mean of shares would let the smallest weigh most."""
    known = [(cases, people) for cases, people in counts if cases is not None and people]
    if not known:
        return Recent(None, 0, possible)
    cases, people = (sum(these) for these in zip(*known, strict=True))
    return Recent(as_told(Entry.counted(counted_as, cases, people), counted_as), len(known), possible)


def as_told(entry: Entry, counted_as: str) -> Decimal:
    """Return a figure with no more decimals than how many it is of can bear."""
    if counted_as != "share" or entry.people is None:
        return entry.value
    return round(entry.value, 1 if entry.people >= MANY else 0)


def fault_in_counted(entry: Entry, counted_as: str) -> str:
    """Return what is wrong with so many of so many: "half", "none", "above", or what is with its figure; or ""."""
    if entry.cases is None or entry.people is None:
        return "half"
    if entry.people == 0:
        return "none"
    if counted_as == "share" and entry.cases > entry.people:
        return "above"
    return fault_in(entry, health=False)


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
