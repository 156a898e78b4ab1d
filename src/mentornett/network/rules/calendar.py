"""Working days, and gatherings laid out from a start date: plain functions of plain values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mentornett.core.time import add_months

_SUMMER = range(27, 33)  # ISO weeks 27–32: general holiday in Norway


def easter_sunday(year: int) -> date:
    """Return Easter Sunday (Gregorian), by the method of Meeus, Jones and Butcher."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def is_holiday(day: date) -> bool:
    """Tell whether a day is a Norwegian public holiday, or in the Easter week or between Christmas and New Year."""
    if (day.month, day.day) in {(1, 1), (5, 1), (5, 17)} or (day.month == 12 and day.day >= 23):
        return True
    after_easter = (day - easter_sunday(day.year)).days
    return -6 <= after_easter <= 1 or after_easter in {39, 49, 50}


def is_working_day(day: date) -> bool:
    """Tell whether people can be called to a gathering: not a weekend, a holiday or the general summer holiday."""
    return day.weekday() < 5 and not is_holiday(day) and day.isocalendar().week not in _SUMMER


def on_working_days(day: date, days: int) -> tuple[date, date]:
    """Return the first span of so many working days in a row that begins on the day or later."""
    while not all(is_working_day(day + timedelta(days=step)) for step in range(days)):
        day += timedelta(days=1)
    return day, day + timedelta(days=days - 1)


@dataclass(frozen=True)
class Laid:
    """A gathering with its days."""

    number: int
    starts: date
    ends: date


def lay_out(start: date, shapes: Iterable[tuple[int, int, int]]) -> list[Laid]:
    """Lay out gatherings (number, month offset, days) from a start date, each on working days in its month."""
    return [Laid(number, *on_working_days(add_months(start, offset), days)) for number, offset, days in shapes]


def shifted(rows: Sequence[tuple[int, date, date]], start: date) -> list[Laid]:
    """Lay out another network's gatherings (number, first and last day) so that the first begins at `start`."""
    if not rows:
        return []
    origin = min(starts for _, starts, _ in rows)
    return [
        Laid(number, *on_working_days(start + (starts - origin), (ends - starts).days + 1))
        for number, starts, ends in rows
    ]


def out_of_order(rows: Iterable[tuple[int, date | None]]) -> dict[int, int]:
    """Return the numbers whose date is not after that of an earlier number, each with that number (X03).

    Only the culprit is named: «april 2022» for no. 6 after December 2022 for no. 5 gives {6: 5}, not what follows.
    """
    problems: dict[int, int] = {}
    latest: tuple[date, int] | None = None
    for number, day in sorted(rows, key=lambda row: row[0]):
        if day is None:
            continue
        if latest and day <= latest[0]:
            problems[number] = latest[1]
        else:
            latest = (day, number)
    return problems


def probable_year(written: date, after: date) -> date:
    """Return the date in the first year in which it comes after another: what «april 2022» must have meant."""
    day = written
    while day <= after:
        day = add_months(day, 12)
    return day
