"""A gathering's programme, day by day, with the clock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from django.utils.translation import gettext

from mentornett.core.time import clock_words
from mentornett.network.models import Gathering, Slot
from mentornett.network.rules.course import missing_slots
from mentornett.network.rules.programme import Part, Timed, clock


@dataclass(frozen=True)
class TimedSlot:
    """A part of a programme with when it begins and ends."""

    slot: Slot
    time: Timed
    before: str = ""  # the title of the part before it


@dataclass(frozen=True)
class Programme:
    """A gathering's programme as a page shows it."""

    days: tuple[tuple[int, tuple[TimedSlot, ...], int], ...]  # day, parts, minutes
    minutes: int
    missing: tuple[str, ...]  # slot types (D04)
    problems: tuple[TimedSlot, ...]  # parts whose time does not go with the others or with the day
    closes: time | None  # when the last day is over

    @property
    def has_times(self) -> bool:
        """Whether any part has a time."""
        return any(row.time.starts for _day, rows, _minutes in self.days for row in rows)


def days_in(gathering: Gathering) -> int:
    """Return how many days a gathering lasts."""
    return (gathering.ends - gathering.starts).days + 1


def clock_of_day(gathering: Gathering, day: int, parts: Iterable[Any]) -> list[Timed]:
    """Return the times of the parts of one day; each day begins as the gathering does, the last one ends as it does."""
    closes = gathering.end_time if day == days_in(gathering) else None
    return clock([Part(row.minutes, row.starts) for row in parts], opens=_opens(gathering, day, parts), closes=closes)


def _opens(gathering: Gathering, day: int, parts: Iterable[Any]) -> time | None:
    """Return when a day begins: on later days a first part with a time of its own decides."""
    first = next(iter(parts), None)
    return first.starts if day > 1 and first is not None and first.starts else gathering.start_time


def programme_of(gathering: Gathering) -> Programme:
    """Return the programme day by day with its sums and times, and the parts that it lacks."""
    slots = sorted(gathering.slots.all(), key=lambda slot: (slot.day, slot.position, slot.pk))
    days = []
    for day in range(1, max([days_in(gathering), *(slot.day for slot in slots)]) + 1):
        own = [slot for slot in slots if slot.day == day]
        days.append((day, _timed(gathering, day, own), sum(slot.minutes for slot in own)))
    problems = tuple(row for _day, rows, _minutes in days for row in rows if row.time.problem)
    missing = tuple(missing_slots(slot.type for slot in slots))
    return Programme(tuple(days), sum(slot.minutes for slot in slots), missing, problems, gathering.end_time)


def _timed(gathering: Gathering, day: int, slots: Sequence[Slot]) -> tuple[TimedSlot, ...]:
    before = ["", *(slot.title for slot in slots)]
    rows = zip(slots, clock_of_day(gathering, day, slots), before, strict=False)
    return tuple(TimedSlot(slot, times, title) for slot, times, title in rows)


def trial(gathering: Gathering, wanted: Slot) -> TimedSlot | None:
    """Return the part whose time would not go with the others if `wanted` were in the programme, or None.

    `wanted` is not stored; it takes the place of the stored part with its key, and stands by its own time.
    """
    others = [row for row in gathering.slots.all() if row.day == wanted.day and row.pk != wanted.pk]
    others.sort(key=lambda row: (row.position, row.pk))
    times = clock_of_day(gathering, wanted.day, others)
    later = (at for at, row in enumerate(times) if wanted.starts and row.starts and row.starts >= wanted.starts)
    place = next(later, len(others))
    rows = _timed(gathering, wanted.day, [*others[:place], wanted, *others[place:]])
    return next((row for row in rows[place : place + 2] if row.time.problem), None)


def clash_words(row: TimedSlot, gathering: Gathering) -> str:
    """Write what is wrong with a part's time."""
    values = {
        "title": row.slot.title, "before": row.before, "starts": _told(row.time.starts), "ends": _told(row.time.ends),
        "opens": _told(gathering.start_time), "closes": _told(gathering.end_time),
    }  # fmt: skip
    if row.time.problem == "overlap":
        return gettext("“%(title)s” begins at %(starts)s, before “%(before)s” is over.") % values
    if row.time.problem == "early":
        return gettext("“%(title)s” begins at %(starts)s, before the day begins at %(opens)s.") % values
    if values["closes"]:
        return gettext("“%(title)s” lasts until %(ends)s, but the gathering is over at %(closes)s.") % values
    return gettext("“%(title)s” lasts past midnight.") % values


def _told(moment: time | None) -> str:
    return clock_words(moment) if moment else ""


def span_words(times: Timed) -> str:
    """Write when a part begins and ends: «09.00–09.30»."""
    return f"{_told(times.starts)}–{_told(times.ends)}" if times.starts else ""


def programme_lines(gathering: Gathering) -> list[str]:
    """Write the programme as lines for a calendar file, with a line for each day where there are several."""
    programme = programme_of(gathering)
    lines = []
    for day, rows, _minutes in programme.days:
        if rows and len(programme.days) > 1:
            lines.append(gettext("Day %(day)s") % {"day": day})
        lines += [f"{span_words(row.time)} {row.slot.title}".strip() for row in rows]
    return lines
