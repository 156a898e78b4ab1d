"""One whole number per pair and place, so that the largest total is the best proposal.

What matters more stands in a higher digit. Each digit's base is 2·n·s + 1, where n is the number of mentees and s the
most that one pair can add to the digits below: no sum over n pairs, and no difference of two such sums, reaches the
next digit. The lexicographic optimum is then an ordinary optimum, exactly, in whole numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mentornett.matching.choices import First
from mentornett.matching.rules import Rules
from mentornett.matching.scoring import Allowed, People, Points, load_points

FORBIDDEN = -1
NOTHING = -(2**62)  # what a forbidden pair offers
BLOCK = 512  # rows at a time, so that a large table is never copied whole
EXACT = 2**53  # whole numbers up to here are exact as floating-point numbers

Index = npt.NDArray[np.intp]


class TooLargeError(ValueError):
    """So many people, with so many points, that totals would not be exact."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What pairs are worth, or what a change costs: pairs made, former pairs kept, points."""

    matched: int
    kept: int
    points: int


@dataclass(frozen=True, slots=True)
class Scale:
    """What one matched pair, one kept pair and one point are worth in the single number.

    `digits` holds them from the highest to the lowest.
    """

    digits: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, rules: Rules, *, mentees: int, keep: bool) -> Scale:
        """Return the scale for so many mentees; `keep` when former pairs count. Raises TooLargeError."""
        order = ("kept", "points", "matched") if rules.first is First.BEST_FIT else ("matched", "kept", "points")
        spans = {"matched": 1, "kept": 1, "points": max(1, rules.most)}
        digits: list[tuple[str, int]] = []
        unit = 1
        for name in reversed(order):
            if name == "kept" and not keep:
                continue
            digits.append((name, unit))
            unit *= 2 * max(1, mentees) * spans[name] + 1
        if unit >= EXACT:
            raise TooLargeError(f"{mentees} mentees with up to {rules.most} points each")
        return cls(tuple(reversed(digits)))

    def unit(self, name: str) -> int:
        """Return what one of `name` is worth; 0 when it does not count."""
        return dict(self.digits).get(name, 0)

    def read(self, number: int) -> Worth:
        """Split a total, or a difference of two totals, into its digits. Digits of a difference may be negative."""
        found = {"matched": 0, "kept": 0, "points": 0}
        for name, unit in self.digits:
            found[name] = (2 * number + unit) // (2 * unit)  # to the nearest, halves up
            number -= found[name] * unit
        return Worth(**found)


@dataclass(frozen=True, slots=True)
class Table:
    """Everything the solver needs: what each mentee is worth at each mentor, and the mentors' places.

    `worth` is mentees × mentors, `FORBIDDEN` where not allowed. Place q belongs to mentor `owner[q]` and adds
    `extra[q]`. A mentor's places stand together and their extras never rise, so a mentor's first place is filled
    first.
    """

    worth: Points
    owner: Index
    extra: Points

    def at_places(self, rows: slice | Index = slice(None)) -> Points:
        """Return rows of the table mentees × places, `FORBIDDEN` where not allowed."""
        worth = self.worth[rows][:, self.owner]
        return np.where(worth == FORBIDDEN, FORBIDDEN, worth + self.extra)

    def offers(self, rows: Index, gain: Points) -> Points:
        """Return the most that these mentees would give for each place, above their gain; at least 0."""
        best = np.full(self.worth.shape[1], NOTHING, dtype=np.int64)
        for start in range(0, len(rows), BLOCK):
            block = rows[start : start + BLOCK]
            worth = self.worth[block]
            offer = np.where(worth == FORBIDDEN, NOTHING, worth - gain[block, None])
            best = np.maximum(best, offer.max(axis=0))
        offers: Points = np.maximum(0, best[self.owner] + self.extra)
        return offers


def weigh(people: People, rules: Rules, scale: Scale, *, may: Allowed, points: Points, kept: Allowed | None) -> Table:
    """Return the table that the solver works on; `kept` marks the former pairs, mentees × mentors."""
    worth = scale.unit("matched") + scale.unit("points") * points
    if kept is not None:
        worth = worth + scale.unit("kept") * kept
    free = np.array([mentor.free for mentor in people.mentors], dtype=np.intp)
    owner = np.repeat(np.arange(len(people.mentors)), free)
    number = [mentor.load + place for mentor in people.mentors for place in range(mentor.free)]
    extra = np.array([scale.unit("points") * load_points(place, rules) for place in number], dtype=np.int64)
    return Table(np.where(may, worth, FORBIDDEN), owner, extra)
