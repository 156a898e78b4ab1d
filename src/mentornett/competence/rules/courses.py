"""Places, the waiting list, what it takes to complete a course, and series of dates. Plain values in and out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mentornett.core.time import add_months

FEW = 5  # counts below this are «too few» for others than those who own the course


@dataclass(frozen=True, slots=True)
class Places:
    """How many there is room for: in all, and for each municipality (None: no limit)."""

    seats: int | None
    quotas: Mapping[int, int | None]
    taken: Mapping[int, int]  # by municipality

    def left_for(self, municipality: int) -> int | None:
        """Return how many more there is room for from a municipality; None when there is no limit."""
        limits = []
        if self.seats is not None:
            limits.append(self.seats - sum(self.taken.values()))
        if (quota := self.quotas.get(municipality)) is not None:
            limits.append(quota - self.taken.get(municipality, 0))
        return max(0, min(limits)) if limits else None


@dataclass(frozen=True, slots=True)
class InLine:
    """Somebody on the waiting list."""

    key: int
    municipality: int


def next_in_line(waiting: Sequence[InLine], places: Places) -> list[int]:
    """Return who on the waiting list gets a place now, in order; one whose municipality is full lets others pass."""
    taken, moved = dict(places.taken), []
    for one in waiting:
        left = Places(places.seats, places.quotas, taken).left_for(one.municipality)
        if left is None or left > 0:
            taken[one.municipality] = taken.get(one.municipality, 0) + 1
            moved.append(one.key)
    return moved


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a participant has come with what the course asks for."""

    attended: int
    sessions: int  # of the course, without follow-up seminars
    needed: int
    done: int
    tasks: int  # modules with tasks, when they are needed

    @property
    def complete(self) -> bool:
        """Whether everything that is asked for is done; a course that asks for nothing is completed by nobody."""
        asks = self.needed + self.tasks > 0
        return asks and self.attended >= self.needed and self.done >= self.tasks


def needed_sessions(least: int | None, sessions: int) -> int:
    """Return how many sessions it takes: the number that the course says, never more than there are; else all."""
    return sessions if least is None else min(least, sessions)


def series(first: date, *, months: int, times: int) -> list[date]:
    """Return the first day and those that follow every so many months, on the last day of a month that is shorter."""
    return [add_months(first, months * number) for number in range(times)]


def is_few(count: int) -> bool:
    """Tell whether a count is so small that it could tell about single people."""
    return 0 < count < FEW
