"""The starting point as plain values: what is counted, when it may be told, and when its absence is said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from mentornett.core.time import add_months
from mentornett.measurement.choices import StillHere

MONTHS = 12  # after so many months somebody is still here or not
BEFORE = 24  # so many months before the start are counted
LEAST, LEAST_FOR_ALL = 5, 10  # persons behind a figure; and behind «all» or «none»
SAID_FOR = timedelta(days=180)  # after the start, as long as those who know are still asked easily


@dataclass(frozen=True, slots=True)
class BaselineCount:
    """So many of those who are known, and those of whom it is not known or not answered."""

    hired: int
    still_here: int
    unknown: int
    open: int


def counted(answers: Iterable[str]) -> BaselineCount:
    """Count answers; "" is one that is not given yet."""
    given = list(answers)
    yes, no = given.count(StillHere.YES), given.count(StillHere.NO)
    return BaselineCount(yes + no, yes, given.count(StillHere.UNKNOWN), given.count(""))


def period_before(start: date) -> tuple[date, date]:
    """Return the first and the last day on which those who are counted were hired."""
    return add_months(start, -BEFORE), start - timedelta(days=1)


def may_be_told(hired: int, still_here: int) -> bool:
    """Tell whether the figure may be shown to those who know no persons: no few, and no «all» or «none» among few."""
    return hired >= LEAST and (hired >= LEAST_FOR_ALL or 0 < still_here < hired)


def is_too_early(starts: date, today: date) -> bool:
    """Tell whether twelve months have not passed yet."""
    return add_months(starts, MONTHS) > today


def is_urgent(start: date, today: date) -> bool:
    """Tell whether a missing starting point is one of the next things to do: before the start, and soon after it."""
    return today <= start + SAID_FOR
