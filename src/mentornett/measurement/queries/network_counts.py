"""What a municipality would give to a network's answer, for its own people to look at. It loads numpy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mentornett.measurement.queries.drawn_plans import drawn_plan_of
from mentornett.measurement.queries.effect import OwnUnits, hires_in, units_as_begun, units_as_drawn
from mentornett.measurement.rules.counted_cells import Counted, count
from mentornett.network.models import Network
from mentornett.tenants.models import Municipality, Unit


@dataclass(frozen=True, slots=True)
class CellRow:
    """One row of the counts: a unit, a half-year, months since hire, and between which starts people were hired."""

    unit: str
    year: int
    half: int
    months_from: int
    months_to: int
    hired_from: date | None
    hired_to: date | None
    months: float
    left: int


@dataclass(frozen=True, slots=True)
class CohortRow:
    """Those hired in a half-year, between two starts: of how many it is known, and how many stayed a year."""

    year: int
    half: int
    hired_from: date | None
    hired_to: date | None
    known: int
    stayed: int


@dataclass(frozen=True, slots=True)
class CountsToShare:
    """All that leaves a municipality. The names of units do not: they are numbers there."""

    units: tuple[tuple[str, date | None], ...]
    cells: tuple[CellRow, ...]
    cohorts: tuple[CohortRow, ...]
    after: int
    before: int


def counts_to_share(network: Network, place: Municipality, until: date) -> CountsToShare:
    """Count as the job does, in the scope of the municipality; nothing is stored."""
    drawn = drawn_plan_of(network)
    keys = drawn.keys.get(place.pk) if drawn else None
    units = units_as_drawn(place.pk, keys, drawn.starts) if drawn and keys else units_as_begun(place.pk)
    starts = drawn.starts.values() if drawn and keys else units.starts.values()
    dates = sorted({day for day in starts if day})
    return _readable(count(hires_in(place.pk, until, units.key_of), units.starts, dates=dates, until=until), units)


def _readable(counted: Counted, units: OwnUnits) -> CountsToShare:
    by_key = {key: pk for pk, key in units.keys.items()}
    names = dict(Unit.objects.filter(pk__in=by_key.values()).values_list("pk", "name"))
    cells, dates = counted.cells, [day.item() for day in counted.cells.dates]
    called = [names[by_key[key]] for key in counted.keys]
    columns = (cells.unit, cells.half_year, cells.tenure, cells.window, cells.months, cells.leavers)
    rows = tuple(
        CellRow(
            called[unit], *_half(half), round(cells.bands[band]), round(cells.bands[band + 1]),
            *_between(dates, window), round(float(months), 1), round(left),
        )
        for unit, half, band, window, months, left in zip(*(column.tolist() for column in columns), strict=True)
    )  # fmt: skip
    cohorts = tuple(
        CohortRow(*_half(half), *_between(dates, window), known, stayed)
        for (half, window), (known, stayed) in sorted(counted.cohorts.items())
    )
    started = tuple((name, units.starts[key]) for name, key in zip(called, counted.keys, strict=True))
    return CountsToShare(started, rows, cohorts, counted.after, counted.before)


def _half(number: int) -> tuple[int, int]:
    """Return year and half of a half-year that is counted from 1970."""
    return 1970 + number // 2, 1 + number % 2


def _between(dates: Sequence[date], window: int) -> tuple[date | None, date | None]:
    return (dates[window - 1] if window else None, dates[window] if window < len(dates) else None)
