"""The plan of a drawn roll-out: which units, how many at a time, and what the draw must respect.

Units start in waves (stepped wedge: Hussey & Hughes 2007, «Design and analysis of stepped wedge cluster randomized
trials», Contemporary Clinical Trials 28, 182-191). Everything that decides the draw is written as one text whose
SHA-256 names the plan, so that it can be locked before the draw and held against the protocol afterwards.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from mentornett.statistics.arrays import Floats
from mentornett.statistics.effect.answering import Days, Index

VERSION = 1  # of the way in which a plan becomes candidates; a protocol names it
CANDIDATES = 10_000
BEST = 0.1
AT_LEAST = 100  # orders that are kept, so that a permutation test can say anything


class Place(StrEnum):
    """Where in the order a unit must be."""

    FIRST = "first"
    ANYWHERE = "anywhere"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class PlannedUnit:
    """A unit in a draw: a lasting key, its municipality, hires per year, and the share still employed after 12 months.

    `baseline` is a share from 0 to 1, None when it is not known (then it is taken as the mean of the others).
    """

    key: str
    municipality: str
    hires: float
    baseline: float | None = None
    place: Place = Place.ANYWHERE

    def __post_init__(self) -> None:
        """Raise ValueError for hires below 0 and a share that is none."""
        if not self.hires >= 0:
            raise ValueError(f"{self.key}: hires per year are below 0")
        if self.baseline is not None and not 0 <= self.baseline <= 1:
            raise ValueError(f"{self.key}: the share still employed is not between 0 and 1")


@dataclass(frozen=True, slots=True)
class Rollout:
    """A plan: `at_a_time` units start on `first` and then every `months_between` months.

    `candidates` orders are made at random within the restrictions, and one is drawn from the `best` share of them, by
    balance of baseline retention and size. The order in which the units are listed does not matter.
    """

    units: tuple[PlannedUnit, ...]
    at_a_time: int
    first: date
    months_between: int
    candidates: int = CANDIDATES
    best: float = BEST

    def __post_init__(self) -> None:
        """Sort the units by key. Raises ValueError for a plan that cannot be drawn, saying why."""
        object.__setattr__(self, "units", tuple(sorted(self.units, key=lambda unit: unit.key)))
        sizes = self.sizes if self.at_a_time > 0 else ()
        placed = [unit.place for unit in self.units]
        for wrong, words in (
            (len({unit.key for unit in self.units}) < len(self.units), "two units have the same key"),
            (self.at_a_time < 1, "at least one unit must start at a time"),
            (self.months_between < 1, "there must be at least a month between the waves"),
            (len(sizes) < 2, "all units would start at once: there is nothing to draw"),
            (placed.count(Place.FIRST) > (sizes or (0,))[0], "more units must be first than can start at a time"),
            (placed.count(Place.LAST) > (sizes or (0,))[-1], "more units must be last than can start at a time"),
            (placed.count(Place.ANYWHERE) < 2, "every unit's place is given: there is nothing to draw"),
            (self.candidates < 1 or not 0 < self.best <= 1, "there must be candidates, and a share of them to keep"),
        ):
            if wrong:
                raise ValueError(words)

    @classmethod
    def of_text(cls, text: str) -> Rollout:
        """Return the plan that a text describes. Raises ValueError for a text of another version."""
        plan = json.loads(text)
        if plan.pop("version") != VERSION:
            raise ValueError("the plan was made by another version of the draw")
        units = tuple(
            PlannedUnit(key, municipality, hires, baseline, Place(place))
            for key, municipality, hires, baseline, place in plan.pop("units")
        )
        return cls(units=units, first=date.fromisoformat(plan.pop("first")), **plan)

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many units start in each wave: as even as can be, larger waves first."""
        waves = -(-len(self.units) // self.at_a_time)
        even, more = divmod(len(self.units), waves) if waves else (0, 0)
        return tuple(even + (wave < more) for wave in range(waves))

    @property
    def dates(self) -> Days:
        """The day on which each wave starts."""
        waves = np.arange(len(self.sizes))
        month = np.datetime64(self.first, "M") + waves * self.months_between
        last = (month + 1).astype("datetime64[D]") - 1
        return np.asarray(np.minimum(month.astype("datetime64[D]") + (self.first.day - 1), last))

    @property
    def strata(self) -> Index:
        """Each unit's stratum: its municipality and whether it hires more than the middle unit."""
        middle = float(np.median([unit.hires for unit in self.units]))
        names = [f"{unit.municipality}\0{unit.hires > middle}" for unit in self.units]
        return np.asarray(np.unique(names, return_inverse=True)[1], dtype=np.intp)

    @property
    def balanced(self) -> Floats:
        """What is to be balanced, a row each: hires per year and baseline, those not known as the mean."""
        known = [unit.baseline for unit in self.units if unit.baseline is not None]
        mean = sum(known) / len(known) if known else 0.0
        baseline = [mean if unit.baseline is None else unit.baseline for unit in self.units]
        return np.array([[unit.hires for unit in self.units], baseline])

    @property
    def text(self) -> str:
        """The plan as one text, the same for the same plan on every machine."""
        units = [
            [
                unit.key,
                unit.municipality,
                float(unit.hires),
                None if unit.baseline is None else float(unit.baseline),
                unit.place,
            ]
            for unit in self.units
        ]
        plan = {
            "version": VERSION,
            "units": units,
            "at_a_time": self.at_a_time,
            "first": self.first.isoformat(),
            "months_between": self.months_between,
            "candidates": self.candidates,
            "best": self.best,
        }
        return json.dumps(plan, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @property
    def digest(self) -> str:
        """The SHA-256 of the plan's text, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()
