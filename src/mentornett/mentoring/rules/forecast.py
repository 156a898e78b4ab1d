"""Expected hires against free places of trained mentors, month by month through a year. Plain values in and out.

The assumptions: as many begin as in the last two years, unless somebody says otherwise; a pair lasts as long as the
programme; a mentor has the places that are registered, and one where nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mentornett.core.time import add_months
from mentornett.mentoring.rules.spans import DAY, Span

MONTHS = 12
HISTORY = 24  # months that are looked back on
LITTLE = 6  # months of history, under which it says little
HALF = 6
PLACES_WITHOUT_PERIOD = 1


@dataclass(frozen=True, slots=True)
class MentorRoom:
    """One mentor: in the register, training, places and pauses by date, and the pairs that take places."""

    register: Span
    trained_on: date | None
    places: tuple[Span, ...] = ()
    away: tuple[Span, ...] = ()
    pairs: tuple[Span, ...] = ()

    def free_on(self, day: date, most: int) -> int:
        """Return how many more mentees there is room for on a day, training apart."""
        if not self.register.holds_on(day) or _number_on(self.away, day) is not None:
            return 0
        said = _number_on(self.places, day)
        free = min(PLACES_WITHOUT_PERIOD if said is None else said, most)
        for pair in self.pairs:
            free -= pair.holds_on(day)
        return max(0, free)

    def is_trained(self, day: date) -> bool:
        """Tell whether the training is completed by a day."""
        return self.trained_on is not None and self.trained_on <= day


@dataclass(frozen=True, slots=True)
class Month:
    """One month: how many begin, how many need a place by then, and how many places are free."""

    first: date
    begin: float
    need: float
    free: int
    untrained: int  # places that training would add

    @property
    def missing(self) -> int:
        """Places that are missing, in whole ones; half a place counts as one."""
        return max(0, int(self.need - self.free + 0.5))


def _number_on(spans: tuple[Span, ...], day: date) -> int | None:
    """Return the number of the first span that holds on a day. Plain loops: this is asked ten thousand times a page."""
    for one in spans:
        if one.holds_on(day):
            return one.number
    return None


def months_from(today: date) -> list[date]:
    """Return the first days of the twelve months from the next one on."""
    return [add_months(today.replace(day=1), number) for number in range(1, MONTHS + 1)]


def half_year_of(day: date) -> date:
    """Return the first day of the half-year a day is in."""
    return date(day.year, 1 if day.month <= HALF else 7, 1)


def half_years(today: date) -> list[date]:
    """Return the half-years that the twelve months touch."""
    return list(dict.fromkeys(half_year_of(month) for month in months_from(today)))


def rate_of(begun: int, programme_starts: date, today: date) -> tuple[float, int]:
    """Return how many began a month, and over how many months: two years, or as long as the programme has been."""
    known = (today.year - programme_starts.year) * 12 + today.month - programme_starts.month
    months = max(1, min(HISTORY, known))
    return begun / months, months


def forecast(
    today: date, mentors: Iterable[MentorRoom], *, rate: float, own: Mapping[date, float], registered: Sequence[date],
    waiting: int, most: int, lasts: int,
) -> list[Month]:  # fmt: skip
    """Return the twelve months. `own` numbers by half-year go before the rate; those who are registered before both.

    `waiting` have begun without a mentor. A place is free again when a pair has lasted as long as the programme.
    """
    rooms, found, begins = list(mentors), [], []
    for place, first in enumerate(months_from(today)):
        half = half_year_of(first)
        usual = own[half] / HALF if half in own else rate
        until = add_months(first, 1)
        soonest = today + DAY if place == 0 else first  # who begins before the next month is counted with it
        begins.append(max(usual, sum(soonest <= day < until for day in registered)))
        need = (waiting if place < lasts else 0) + sum(begins[max(0, place + 1 - lasts) :])
        free = {True: 0, False: 0}  # by whether the mentor is trained
        for one in rooms:
            free[one.is_trained(first)] += one.free_on(first, most)
        found.append(Month(first, begins[-1], need, free[True], free[False]))
    return found


def first_missing(months: Iterable[Month]) -> Month | None:
    """Return the first month in which places are missing."""
    return next((month for month in months if month.missing), None)


def worst(months: Iterable[Month]) -> Month | None:
    """Return the month in which most are missing, the first of equals."""
    return max(months, key=lambda month: (month.missing, -month.first.toordinal()), default=None)
