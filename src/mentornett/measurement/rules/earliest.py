"""When an answer can be expected at the earliest."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mentornett.core.time import add_months
from mentornett.measurement.rules.half_years import SETTLES, half_year_of, last_day_of, next_due

FOLLOWED = 12  # months after the first start


def earliest_answer(starts: Iterable[date], until: date) -> date | None:
    """Return the day of the first release that can tell anything, after the one of `until`; None without a start.

    Somebody who was hired on the first start must have been followed for a year.
    """
    first = min(starts, default=None)
    if first is None:
        return None
    return max(next_due(until), last_day_of(half_year_of(add_months(first, FOLLOWED))) + SETTLES)
