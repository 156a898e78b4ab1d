"""Work periods: the times between gatherings, each of which ends with one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Period:
    """The days that lead up to a gathering, the gathering included. `number` counts from 1."""

    number: int
    gathering: int  # the key of the gathering that ends it
    starts: date
    ends: date

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in the period."""
        return self.starts <= day <= self.ends

    @property
    def middle(self) -> date:
        """Return the day on which half of the period has passed."""
        return self.starts + (self.ends - self.starts) / 2


def work_periods(gatherings: Iterable[tuple[int, date, date]], *, starts: date) -> tuple[Period, ...]:
    """Return the periods of a network from its gatherings (key, first day, last day) that are not cancelled.

    The first period begins with the network.
    """
    rows = sorted(gatherings, key=lambda row: (row[1], row[2]))
    periods: list[Period] = []
    begins = starts
    for number, (key, _, last_day) in enumerate(rows, start=1):
        until = max(last_day, begins)
        periods.append(Period(number, key, begins, until))
        begins = until + timedelta(days=1)
    return tuple(periods)


def period_on(periods: Sequence[Period], day: date) -> Period | None:
    """Return the period that a day or a deadline lies in: before the first it is the first, after the last the last.

    So what is due after the last gathering belongs somewhere.
    """
    if not periods:
        return None
    return next((period for period in periods if day <= period.ends), periods[-1])
