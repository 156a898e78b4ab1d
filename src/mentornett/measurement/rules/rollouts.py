"""A roll-out in a drawn order as plain values: what can be drawn, when each wave starts, and what is locked.

`statistics.design.rollout` has the same waves; it is not used here, for pages do not load numpy.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import comb

from mentornett.core.time import add_months
from mentornett.measurement.choices import RolloutPlace
from mentornett.mentoring.rules.units import all_above

ANALYSIS = 1  # of what a locked plan promises to answer
LEVEL = 5  # of 100 orders may look as good by chance
FOLLOWED = 12  # months that each new hire is followed
BEFORE = 24  # months of hires that the register tells of, and that are followed before the first start
ENOUGH = 20  # hires behind a share that the register fills in
LOST_AFTER = timedelta(minutes=15)  # an outlook takes seconds, under load a minute


def is_lost(asked_at: datetime, now: datetime) -> bool:
    """Tell whether an outlook that is not there yet will not come: its job was stopped, or never begun."""
    return now - asked_at >= LOST_AFTER


class Hindrance(StrEnum):
    """Why a plan cannot be drawn."""

    FEW = "few"  # fewer than two units
    AT_ONCE = "at_once"  # all units would start at once
    FIRST = "first"  # more must be first than can start at a time
    LAST = "last"
    PLACED = "placed"  # fewer than two units are left to the draw
    NOBODY = "nobody"  # nobody is hired
    LEAVING = "leaving"  # nobody has said how many leave
    PAST = "past"  # the first start is not ahead
    UNANSWERED = "unanswered"  # a municipality may still answer


@dataclass(frozen=True, slots=True)
class Wave:
    """Units that start on the same day."""

    number: int  # from 1
    size: int
    day: date


@dataclass(frozen=True, slots=True)
class Ready:
    """What must be known of a plan to tell whether it can be drawn."""

    places: Sequence[str]
    hires: float
    at_a_time: int
    first: date
    leaving_known: bool
    may_still_answer: bool = False


@dataclass(frozen=True, slots=True)
class UnitToDraw:
    """A unit as the draw takes it: key, its municipality's number, hires a year, how many of ten stay, its place."""

    key: str
    municipality: str
    hires: float
    staying: int | None
    place: str


def sizes(units: int, at_a_time: int) -> tuple[int, ...]:
    """Return how many units start in each wave: as even as can be, larger waves first."""
    waves = -(-units // at_a_time) if at_a_time > 0 else 0
    even, more = divmod(units, waves) if waves else (0, 0)
    return tuple(even + (wave < more) for wave in range(waves))


def most_orders(waves: Iterable[Wave]) -> int:
    """Return how many orders there are at most; places that are not left to the draw make them fewer."""
    orders, units = 1, 0
    for wave in waves:
        units += wave.size
        orders *= comb(units, wave.size)
    return orders


def can_be_told(waves: Iterable[Wave]) -> bool:
    """Whether an order can stand out: of the true order alone, so many of 100 look as good by chance."""
    return LEVEL * most_orders(waves) >= 100


def waves(units: int, at_a_time: int, first: date, months_between: int) -> tuple[Wave, ...]:
    """Return each wave with its size and day."""
    return tuple(
        Wave(number + 1, size, add_months(first, number * months_between))
        for number, size in enumerate(sizes(units, at_a_time))
    )


def answered_on(last_start: date, months_after: int) -> date:
    """Return the day on which the answer is to be made: the one day that is chosen beforehand."""
    return add_months(last_start, months_after)


def hindrances(ready: Ready, today: date) -> tuple[Hindrance, ...]:
    """Return why a plan cannot be locked and drawn as it is; empty when it can."""
    each = sizes(len(ready.places), ready.at_a_time)
    placed = list(ready.places)
    waves_are = len(each) >= 2
    found = (
        (len(placed) < 2, Hindrance.FEW),
        (len(placed) >= 2 and not waves_are, Hindrance.AT_ONCE),
        (waves_are and placed.count(RolloutPlace.FIRST) > each[0], Hindrance.FIRST),
        (waves_are and placed.count(RolloutPlace.LAST) > each[-1], Hindrance.LAST),
        (len(placed) >= 2 and placed.count(RolloutPlace.ANYWHERE) < 2, Hindrance.PLACED),
        (bool(placed) and not ready.hires, Hindrance.NOBODY),
        (bool(placed) and not ready.leaving_known, Hindrance.LEAVING),
        (ready.first <= today, Hindrance.PAST),
        (ready.may_still_answer, Hindrance.UNANSWERED),
    )
    return tuple(why for there, why in found if there)


def within_another(chosen: Collection[int], parents: Mapping[int, int | None]) -> frozenset[int]:
    """Return the chosen units that lie within another chosen one: they would start twice."""
    return frozenset(unit for unit in chosen if set(all_above(unit, parents)[1:]) & set(chosen))


def rate_a_year(hires: int, months: int = BEFORE) -> float:
    """Return hires a year, to the nearest half: enough for a plan, and no more than it needs to tell."""
    return round(2 * 12 * hires / months) / 2


def share_of_ten(stayed: int, known: int) -> int | None:
    """Return how many of ten stayed, None when too few are known for a share."""
    return round(10 * stayed / known) if known >= ENOUGH else None


def leaving_of_hundred(stayed: int, known: int) -> int | None:
    """Return how many of a hundred left, to the nearest five and never none or all; None when too few are known."""
    if known < ENOUGH:
        return None
    return min(95, max(5, 5 * round(20 * (known - stayed) / known)))


def mean_leaving(parts: Sequence[tuple[float, int | None]]) -> float | None:
    """Return the share that leaves across municipalities, from hires and number of 100; None when nobody knows."""
    known = [(hires, leaving) for hires, leaving in parts if leaving is not None and hires > 0]
    whole = sum(hires for hires, _leaving in known)
    return sum(hires * leaving for hires, leaving in known) / (100 * whole) if whole else None


def analysis_text(*, last_start: date, months_after: int, months_before: int = BEFORE) -> str:
    """Return what a locked plan promises to answer, how and when, as one text."""
    promised = {
        "version": ANALYSIS,
        "who": "everyone hired in the units, with a mentor or not",
        "outcome": "still employed in the municipality after 12 months",
        "exposed": "hired on or after the unit's drawn start",
        "as": "drawn, whatever the units did",
        "test": "every order that could have been drawn",
        "level_of_100": LEVEL,
        "months_before": months_before,
        "months_after": months_after,
        "answered_on": answered_on(last_start, months_after).isoformat(),
    }
    return json.dumps(promised, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
