"""The clock in a gathering's programme: parts follow one another, unless one has a time of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

MIDNIGHT = 24 * 60


@dataclass(frozen=True)
class Part:
    """A part of one day: its own time, if it has one, and how long it lasts."""

    minutes: int
    starts: time | None = None


@dataclass(frozen=True)
class Timed:
    """When a part begins and ends; nothing while the day has no time to begin at.

    `problem` is "" or «overlap» (it begins before the one before it is over), «early» (before the day begins) or
    «late» (after the day is over, or past midnight).
    """

    starts: time | None = None
    ends: time | None = None
    problem: str = ""


def clock(parts: Iterable[Part], *, opens: time | None = None, closes: time | None = None) -> list[Timed]:
    """Return the times of a day's parts, in their order.

    >>> [str(row.starts) for row in clock([Part(30), Part(15), Part(45, time(10))], opens=time(9))]
    ['09:00:00', '09:30:00', '10:00:00']
    """
    last = _minute(closes) if closes else MIDNIGHT
    at = first = _minute(opens) if opens else None
    found = []
    for part in parts:
        begins = _minute(part.starts) if part.starts else at
        if begins is None:
            found.append(Timed())
            continue
        ends = begins + part.minutes
        found.append(Timed(_time(begins), _time(ends), _problem(begins, ends, at, first, last)))
        at = ends
    return found


def _problem(begins: int, ends: int, at: int | None, first: int | None, last: int) -> str:
    if first is not None and begins < first:
        return "early"
    if at is not None and begins < at:
        return "overlap"
    return "late" if ends > last else ""


def _minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _time(minute: int) -> time:
    return time(minute // 60 % 24, minute % 60)
