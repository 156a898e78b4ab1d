"""The days of meetings that come again and again: plain values in and out."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, islice

from mentornett.competence.choices.circles import Interval

JULY = 7
LAST = 5  # the fifth of a weekday in a month stands for its last


def series_days(first: date, interval: Interval, number: int, *, skip_july: bool) -> list[date]:
    """Return the days of `number` meetings from `first` on.

    Months keep the weekday and which one of the month it is: the second Tuesday stays the second Tuesday, and a fifth
    one becomes the last. With `skip_july`, meetings that would fall in July are left out, and later ones come instead.
    """
    days = (day for day in _days(first, interval) if not (skip_july and day.month == JULY))
    return list(islice(days, number))


def _days(first: date, interval: Interval) -> Iterator[date]:
    unit, _underscore, step = interval.value.partition("_")
    for turn in count():
        if unit == "weeks":
            yield first + timedelta(weeks=turn * int(step))
        else:
            yield _same_weekday(first, turn * int(step))


def _same_weekday(first: date, months: int) -> date:
    """Return the day so many months later that is the same weekday, and the same one of its month."""
    place = (first.day - 1) // 7 + 1
    index = first.year * 12 + first.month - 1 + months
    year, month = index // 12, index % 12 + 1
    earliest = 1 + (first.weekday() - date(year, month, 1).weekday()) % 7
    day = earliest + 7 * (place - 1)
    if place == LAST and day > monthrange(year, month)[1]:
        day -= 7
    return date(year, month, day)
