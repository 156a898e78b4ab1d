"""The dates of one person's plan.

A day counts when the mentee is at work and has a mentor. Day 0 is the first day of the plan; days away, or without a
mentor, push what is left of the plan and never make anybody late.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Away:
    """Days that do not count, both ends inside."""

    starts: date
    ends: date


def date_of(first: date, day: int, away: Iterable[Away] = ()) -> date:
    """Return the date on which so many counting days have passed since the first; it is a counting day itself."""
    found = first + day * DAY
    for one in joined(away, first):
        if one.starts > found:
            break
        found += one.ends - one.starts + DAY
    return found


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later, or earlier; the last of the month when there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def joined(away: Iterable[Away], first: date) -> list[Away]:
    """Return the days away from a first day on, in order, where those that overlap or touch are one."""
    rows: list[Away] = []
    for one in sorted(away, key=lambda row: row.starts):
        starts = max(one.starts, first)
        if one.ends < starts:
            continue
        if rows and starts <= rows[-1].ends + DAY:
            rows[-1] = Away(rows[-1].starts, max(rows[-1].ends, one.ends))
        else:
            rows.append(Away(starts, one.ends))
    return rows


def uncovered(first: date, periods: Iterable[tuple[date, date | None]], today: date) -> list[Away]:
    """Return the days until today that lie outside all periods: the time without a mentor."""
    gaps = []
    at = first
    for starts, ends in sorted(periods, key=lambda period: period[0]):
        if starts > at:
            gaps.append(Away(at, starts - DAY))
        if ends is None:
            return gaps
        at = max(at, ends + DAY)
    return [*gaps, Away(at, today)] if at <= today else gaps


def outside(away: Iterable[Away], periods: Iterable[tuple[date, date | None]]) -> list[Away]:
    """Return the days away that lie outside all periods: those on which nobody steps in."""
    left = list(away)
    for starts, ends in periods:
        before = [Away(one.starts, min(one.ends, starts - DAY)) for one in left]
        after = [Away(max(one.starts, ends + DAY), one.ends) for one in left] if ends else []
        left = [one for one in [*before, *after] if one.starts <= one.ends]
    return sorted(left, key=lambda one: one.starts)
