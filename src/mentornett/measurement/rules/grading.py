"""How much a comparison can say: one grade for each result.

It is decided by how the result came about and how wide its range is, never by what it shows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from mentornett.statistics.disclosure.primary import LEAST

SMALLEST = LEAST  # hires in each group: with fewer, no number is shown
SMALLEST_FOR_DECIMALS = 100
LEAST_UNITS = 6  # in which somebody left: with fewer, nothing shows that a range holds what it promises (docs/proof.md)
FALSE_ALARMS = ((9, 6, 10), (20, 12, 25), (10**6, 30, 60))  # up to so many units: as with so many, of 100 (proof.md)
WIDEST = 0.5  # of a range: when it is wider, both no difference worth having and a very large one fit


class Grade(StrEnum):
    """What kind of answer a result is."""

    DRAWN = "A"  # units started in a drawn order
    COMPARED = "B"  # with units that had not started
    BEFORE_AFTER = "C"  # in the same units
    TOO_FEW = "D"
    DESCRIBED = "-"  # nothing is compared


class Doubt(StrEnum):
    """Why a difference is too uncertain to be an answer."""

    FEW_UNITS = "few units"
    WIDE = "wide"


def is_wide(low: float, high: float) -> bool:
    """Whether the range of a difference in shares says too little. Unknown bounds are not wide."""
    return high - low > WIDEST


def doubt_about(units: int, low: float, high: float, *, drawn: bool) -> Doubt | None:
    """Return why units that are compared give no answer; None when they do.

    `units` are those in which somebody left. When the order was drawn, a wide range is an answer too: it says which
    differences could have been found.
    """
    if units < LEAST_UNITS:
        return Doubt.FEW_UNITS
    return Doubt.WIDE if is_wide(low, high) and not drawn else None


def grade_of(sizes: Sequence[int], *, is_known: bool, is_compared: bool) -> Grade:
    """Return the grade of figures from one municipality's own hires, by the number of hires in each group.

    `is_known`: somebody in each group was observed as long as the question asks.
    """
    if not is_known or not sizes or min(sizes) < SMALLEST:
        return Grade.TOO_FEW
    return Grade.BEFORE_AFTER if is_compared else Grade.DESCRIBED


def is_about_having_a_mentor(title: str) -> bool:
    """Whether a column tells who had a mentor, so that groups by it must not be compared from the first day.

    Whoever leaves in the first weeks never got one, so those who had one seem to stay even if it does nothing.
    """
    return bool(re.search(r"mentor|mentee|fadder|fadrar|buddy", title.casefold()))
