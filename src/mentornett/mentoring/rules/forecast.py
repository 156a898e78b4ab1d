"""Expected hires against free places of trained mentors, month by month through a year. Plain values in and out.

The assumptions: as many begin as in the last two years, unless somebody says otherwise; a pair lasts as long as the
programme; a mentor has the places that are registered, and one where nothing is said. A place counts for one profession
only: the places are shared so that as few as possible are missing in all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from mentornett.core.time import add_months
from mentornett.mentoring.rules.sharing import half_up, in_whole, shared
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
    profession: str = ""

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
class Wanted:
    """Those of one profession who need mentors: how many began, who wait, who will begin, and which mentors fit."""

    name: str
    begun: int
    waiting: int
    registered: Sequence[date]
    fits: Collection[str]


@dataclass(frozen=True, slots=True)
class Share:
    """One profession in one month: the places that fit it, and how many of them it lacks when they are shared."""

    name: str
    fitting: int
    missing: int


@dataclass(frozen=True, slots=True)
class Month:
    """One month: how many begin, how many need a place by then, which places are free, and how many are missing."""

    first: date
    begin: float
    need: float
    free: int
    missing: int  # in whole places; the shares add up to it
    helped: int  # of the missing, those that mentors of the register could take once trained
    shares: tuple[Share, ...]

    @property
    def misfit(self) -> bool:
        """Tell whether more are missing than the numbers alone say, because free places fit nobody who needs one."""
        return self.missing > max(0, half_up(Fraction(self.need) - self.free))


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


def rate_of(begun: int, programme_starts: date, today: date) -> tuple[Fraction, int]:
    """Return how many began a month, and over how many months: two years, or as long as the programme has been."""
    known = (today.year - programme_starts.year) * 12 + today.month - programme_starts.month
    months = max(1, min(HISTORY, known))
    return Fraction(begun, months), months


def forecast(
    today: date, mentors: Iterable[MentorRoom], wanted: Sequence[Wanted], *, rate: Fraction,
    own: Mapping[date, int], most: int, lasts: int,
) -> list[Month]:  # fmt: skip
    """Return the twelve months. `own` numbers by half-year go before the rate; those who are registered before both.

    Those who wait have begun without a mentor. A place is free again when a pair has lasted as long as the programme.
    """
    rooms, found = list(mentors), []
    begins: list[list[Fraction]] = []  # of each month, by profession
    for place, first in enumerate(months_from(today)):
        begins.append(_begin(today + DAY if place == 0 else first, first, wanted, own, rate))
        needs = {
            one.name: (one.waiting if place < lasts else 0)
            + sum((month[number] for month in begins[max(0, place + 1 - lasts) :]), Fraction())
            for number, one in enumerate(wanted)
        }
        found.append(_month(first, sum(begins[-1], Fraction()), needs, wanted, _free(rooms, first, most)))
    return found


def _begin(
    soonest: date, first: date, wanted: Sequence[Wanted], own: Mapping[date, int], rate: Fraction
) -> list[Fraction]:  # fmt: skip
    """Return how many begin in a month, by profession: those registered, and the rest of the usual as they used to be.

    Who begins before the next month is counted with it: `soonest` is then tomorrow.
    """
    until, half = add_months(first, 1), half_year_of(first)
    usual = Fraction(own[half], HALF) if half in own else rate
    known = [sum(soonest <= day < until for day in one.registered) for one in wanted]
    rest = max(Fraction(), usual - sum(known))
    weights = [one.begun for one in wanted]
    if not any(weights):
        weights = [one.waiting + len(one.registered) or 1 for one in wanted]
    return [number + rest * weight / sum(weights) for number, weight in zip(known, weights, strict=True)]


def _free(rooms: Iterable[MentorRoom], day: date, most: int) -> dict[bool, Counter[str]]:
    """Return the free places on a day by the mentor's profession, of those trained (True) and not (False)."""
    free: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for one in rooms:
        free[one.is_trained(day)][one.profession] += one.free_on(day, most)
    return free


def _month(
    first: date, begin: Fraction, needs: Mapping[str, Fraction], wanted: Sequence[Wanted],
    free: Mapping[bool, Counter[str]],
) -> Month:  # fmt: skip
    fits, trained = {one.name: one.fits for one in wanted}, free[True]
    placed, with_all = shared(needs, trained, fits), shared(needs, trained + free[False], fits)
    lacking = [needs[one.name] - placed[one.name] for one in wanted]
    need, missing = sum(needs.values(), Fraction()), in_whole(lacking)
    shares = tuple(
        Share(one.name, sum(trained[kind] for kind in one.fits), number)
        for one, number in zip(wanted, missing, strict=True)
    )
    helped = sum(missing) - half_up(need - sum(with_all.values(), Fraction()))
    return Month(first, float(begin), float(need), trained.total(), sum(missing), helped, shares)


def first_missing(months: Iterable[Month]) -> Month | None:
    """Return the first month in which places are missing."""
    return next((month for month in months if month.missing), None)


def worst(months: Sequence[Month]) -> Month:
    """Return the month in which most are missing, the first of equals."""
    return max(months, key=lambda month: (month.missing, -month.first.toordinal()))
