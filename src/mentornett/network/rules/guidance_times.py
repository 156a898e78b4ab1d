"""Times for guidance: when they are over, which stand in each other's way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True)
class Slot:
    """A time on a day, and how long it lasts."""

    on: date
    starts: time
    minutes: int

    @property
    def begins(self) -> datetime:
        """The moment it begins, on the wall clock."""
        return datetime.combine(self.on, self.starts)

    @property
    def ends(self) -> datetime:
        """The moment it is over, on the wall clock."""
        return self.begins + timedelta(minutes=self.minutes)


def in_a_row(first: Slot, number: int) -> list[Slot]:
    """Return so many times one after another. Those that would pass midnight are left out."""
    step = timedelta(minutes=first.minutes)
    begins = [first.begins + step * place for place in range(number)]
    return [Slot(first.on, at.time(), first.minutes) for at in begins if (at + step).date() == first.on]


def clash(wanted: Iterable[Slot], there: Iterable[Slot]) -> Slot | None:
    """Return the first wanted time that is in the way of one that is there, or None."""
    taken = list(there)
    return next(
        (row for row in wanted if any(row.begins < other.ends and other.begins < row.ends for other in taken)), None
    )
