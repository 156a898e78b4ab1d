"""Invented hires whose truth is known: a drawn roll-out in twelve units, and a scheme that lets 80 of 100 stay, not 60.

Nothing here uses the room `statistics`, so that an answer worked out there can be held against what is known here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

WITHOUT, WITH = 60, 80  # of 100 still employed after 12 months, in a middle unit
RATIO = math.log(WITH / 100) / math.log(WITHOUT / 100)  # of the risks of leaving
LATER = 0.4  # the risk after the first year, as a share of that in it
TREND = 0.95  # a year: fewer leave everywhere, with and without the scheme
YEAR = 365.25  # days
SEED = 2026


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit of the story. `leaving` is its own risk of leaving beside that of a middle unit."""

    name: str
    kind: str
    a_year: int  # hires
    leaving: float


@dataclass(frozen=True, slots=True)
class Place:
    """An invented municipality of the story."""

    number: str
    key: str
    name: str
    inhabitants: int
    units: tuple[KnownUnit, ...]


PLACES = (
    Place("9904", "vesleby", "Vesleby (oppdiktet)", 2_400, (
        KnownUnit("Vesleby omsorgssenter", "sykehjem", 9, 1.10),
        KnownUnit("Hjemmetjenesten i Vesleby", "hjemmetjeneste", 7, 0.90),
    )),
    Place("9905", "midtvik", "Midtvik (oppdiktet)", 17_000, (
        KnownUnit("Fjordgløtt sykehjem", "sykehjem", 18, 1.05),
        KnownUnit("Hjemmesykepleien Midtvik nord", "hjemmetjeneste", 16, 0.85),
        KnownUnit("Hjemmesykepleien Midtvik sør", "hjemmetjeneste", 16, 1.15),
        KnownUnit("Bofellesskapene i Midtvik", "bofellesskap", 12, 1.00),
    )),
    Place("9906", "storaas", "Storås (oppdiktet)", 82_000, (
        KnownUnit("Storås sykehjem øst", "sykehjem", 34, 1.20),
        KnownUnit("Storås sykehjem vest", "sykehjem", 30, 0.95),
        KnownUnit("Hjemmetjenesten Storås sentrum", "hjemmetjeneste", 32, 1.00),
        KnownUnit("Hjemmetjenesten Storås nord", "hjemmetjeneste", 26, 0.80),
        KnownUnit("Korttidssenteret i Storås", "avdeling", 24, 1.10),
        KnownUnit("Bofellesskapene i Storås", "bofellesskap", 20, 0.90),
    )),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KnownHire:
    """An invented hire: the unit's number, the first day, and the last, None for one who is still there."""

    unit: int
    starts: date
    ends: date | None


def invent(
    units: Sequence[KnownUnit], starts: Sequence[date], *, first: date, last: date, seed: int
) -> list[KnownHire]:
    """Return all who are hired from `first` to `last`, with the scheme in each unit from its start on."""
    found = []
    for number, (unit, start) in enumerate(zip(units, starts, strict=True)):
        random = Random(f"{seed} {number}")  # noqa: S311 (a unit's own, so that a later last day changes nothing)
        day = first + timedelta(days=_wait(random, unit.a_year))
        while day <= last:
            ends = day + timedelta(days=_stay(random, _risk(unit, day, first, has_scheme=day >= start)))
            found.append(KnownHire(number, day, ends if ends <= last else None))
            day += timedelta(days=_wait(random, unit.a_year))
    return found


def _risk(unit: KnownUnit, day: date, first: date, *, has_scheme: bool) -> float:
    """Return the risk of leaving in the first year of somebody hired on a day."""
    years = (day - first).days / YEAR - 3  # the middle of the story
    trend: float = TREND**years
    return -math.log(WITHOUT / 100) * unit.leaving * trend * (RATIO if has_scheme else 1)


def _wait(random: Random, a_year: int) -> int:
    return 1 + int(random.expovariate(a_year / YEAR))


def _stay(random: Random, risk: float) -> int:
    """Return for how many days somebody stays: with one risk in the first year, and a smaller one after it."""
    early = random.expovariate(risk / YEAR)
    if early <= YEAR:
        return max(1, math.ceil(early))
    return math.ceil(YEAR + random.expovariate(risk * LATER / YEAR))
