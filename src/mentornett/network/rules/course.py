"""The course of a network: periods, load, programmes, statistics. Plain functions of plain values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from mentornett.network.rules.work import deadline

NEEDED_SLOTS = ("exchange", "own_team", "homework", "evaluation")
NEXT_GATHERING_STATES: dict[str, frozenset[str]] = {
    "proposed": frozenset({"confirmed", "held", "cancelled"}),
    "confirmed": frozenset({"held", "cancelled"}),
    "held": frozenset(),
    "cancelled": frozenset({"proposed"}),
}
DAYS_PER_MONTH = 365.25 / 12


def gathering_may_become(state: str, next_state: str) -> bool:
    """Tell whether a gathering in `state` may go to `next_state`."""
    return next_state in NEXT_GATHERING_STATES[state]


def may_be_rearranged(state: str) -> bool:
    """Tell whether a gathering may be moved or given another form: until it is held or cancelled."""
    return state in {"proposed", "confirmed"}


def may_be_held(state: str, starts: date, today: date) -> bool:
    """Tell whether one may note that a gathering was held: not before its first day has come."""
    return gathering_may_become(state, "held") and starts <= today


def opening(*, starts: date, opens_offset: int) -> date:
    """Return the day an assignment opens: so many days from the gathering's first day."""
    return starts + timedelta(days=opens_offset)


def is_on_hold(gathering_state: str, fixed_due: date | None) -> bool:
    """Tell whether an assignment waits because its gathering is cancelled, so that it has no deadline for now."""
    return gathering_state == "cancelled" and fixed_due is None


def missing_slots(types: Iterable[str]) -> list[str]:
    """Return the parts that a programme should have and lacks, in a fixed order (D04)."""
    there = set(types)
    return [slot for slot in NEEDED_SLOTS if slot not in there]


@dataclass(frozen=True)
class Due:
    """An assignment with its offsets, for computing what a move does."""

    key: int
    due_offset: int
    fixed_due: date | None = None


def moved_deadlines(
    dues: Iterable[Due], before: tuple[date, date], after: tuple[date, date]
) -> list[tuple[int, date, date]]:
    """Return the assignments whose deadline a move changes: key, old and new deadline."""
    rows = []
    for due in dues:
        old, new = (
            deadline(starts=starts, ends=ends, due_offset=due.due_offset, fixed_due=due.fixed_due)
            for starts, ends in (before, after)
        )
        if old != new:
            rows.append((due.key, old, new))
    return rows


@dataclass(frozen=True)
class Load:
    """The hours asked for in the time that leads up to a gathering; `number` is None after the last one."""

    number: int | None
    hours: Decimal
    over: Decimal  # hours above the cap, 0 when inside it


def loads(
    gatherings: Sequence[tuple[int, date]], work: Iterable[tuple[date, Decimal]], cap: Decimal | None
) -> list[Load]:
    """Sum the hours (deadline, hours) per period that leads up to a gathering (number, first day) (E16, X13)."""
    sums: dict[int | None, Decimal] = {}
    in_order = sorted(gatherings, key=lambda row: row[1])
    for due, hours in work:
        number = next((number for number, starts in in_order if due <= starts), None)
        sums[number] = sums.get(number, Decimal(0)) + hours
    order = [number for number, _ in in_order if number in sums] + ([None] if None in sums else [])
    return [Load(number, sums[number], _above(sums[number], cap)) for number in order]


def _above(hours: Decimal, cap: Decimal | None) -> Decimal:
    return max(hours - cap, Decimal(0)) if cap is not None else Decimal(0)


def counts_for(due: date, joined: date, ended: date | None) -> bool:
    """Tell whether a team answers for an assignment: due on or after the day it joined, and before it left (A03)."""
    return joined <= due and (ended is None or due <= ended)


@dataclass(frozen=True)
class Duration:
    """How long a network lasts. `months` is rounded to whole months (X02)."""

    days: int
    months: int


def duration(starts: date, ends: date) -> Duration:
    """Return the length from the first to the last day, as the sources count it: 2 Sept 2021–29 Nov 2023 = 818 days."""
    days = (ends - starts).days
    return Duration(days, round(days / DAYS_PER_MONTH))


@dataclass(frozen=True)
class Shares:
    """How many gatherings are held how. Those without a decided form count in `total` only (D17, X04)."""

    physical: int
    digital: int
    hybrid: int
    total: int


def shares(forms: Sequence[str]) -> Shares:
    """Count gatherings by form."""
    return Shares(forms.count("physical"), forms.count("digital"), forms.count("hybrid"), len(forms))


def days_between(gatherings: Iterable[tuple[date, date]]) -> list[int]:
    """Return the days from the end of each gathering to the start of the next one, in order of time."""
    rows = sorted(gatherings)
    return [(after[0] - before[1]).days for before, after in pairwise(rows)]
