"""The need that units foresee, year by year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mentornett.mentoring.models import UnitNeed

YEARS = 3  # this year and the two after


@dataclass(frozen=True)
class YearNeed:
    """What all units together need in a year; `units` is how many have said so."""

    year: int
    retiring: int
    holidays: int
    units: int

    def begin(self, *, with_temporary: bool) -> int:
        """Return how many of them a programme would follow; who stands in for holidays is temporary."""
        return self.retiring + (self.holidays if with_temporary else 0)


def years_ahead(today: date) -> list[int]:
    """Return the years that can be foreseen."""
    return list(range(today.year, today.year + YEARS))


def summed(rows: Iterable[UnitNeed], years: Iterable[int]) -> list[YearNeed]:
    """Return the sums of each year."""
    every = list(rows)
    found = []
    for year in years:
        of_year = [row for row in every if row.year == year]
        retiring, holidays = sum(row.retiring for row in of_year), sum(row.holidays for row in of_year)
        found.append(YearNeed(year, retiring, holidays, len(of_year)))
    return found


def said_ahead(municipality_id: int | None, today: date) -> list[YearNeed]:
    """Return what the units of a municipality have said about this year and the next, where any has."""
    rows = UnitNeed.objects.filter(municipality=municipality_id, year__in=years_ahead(today)[:2])
    return [each for each in summed(rows, years_ahead(today)[:2]) if each.units]


def needs_in(municipality_id: int, today: date) -> list[UnitNeed]:
    """Return what the units of a municipality need in the years ahead."""
    rows = UnitNeed.objects.filter(municipality=municipality_id, year__in=years_ahead(today))
    return list(rows.select_related("unit").order_by("year", "unit__name"))
