"""What a municipality would give to a network's answer, for its own people to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from mentornett.measurement.models import CountsAhead


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
    """All that leaves a municipality, or its first `cells`. The names of units do not: they are numbers there."""

    units: tuple[tuple[str, date | None], ...]
    cells: tuple[CellRow, ...]
    number: int  # of all cells
    cohorts: tuple[CohortRow, ...]
    after: int
    before: int
    until: date
    counted_at: datetime


def counts_to_share(row: CountsAhead, most: int | None = None) -> CountsToShare:
    """Return the counts as rows; `most` is how many cells are wanted."""
    counts = row.counts
    dates = [date.fromisoformat(day) for day in counts["dates"]]
    columns = [counts["cells"][name] for name in ("unit", "half_year", "tenure", "window", "months", "leavers")]
    bands = [round(end) for end in counts["bands"]]
    cells = tuple(
        CellRow(
            row.names[unit], *_half(half), bands[band], bands[band + 1], *_between(dates, window),
            round(float(months), 1), round(left),
        )
        for unit, half, band, window, months, left in zip(*(column[:most] for column in columns), strict=True)
    )  # fmt: skip
    cohorts = tuple(
        CohortRow(*_half(half), *_between(dates, window), known, stayed)
        for half, window, known, stayed in counts["cohorts"]
    )
    units = tuple(zip(row.names, (_start(dates, window) for window in counts["start"]), strict=True))
    return CountsToShare(
        units, cells, len(columns[0]), cohorts, counts["after"], counts["before"], row.until, row.counted_at
    )


def _half(number: int) -> tuple[int, int]:
    """Return year and half of a half-year that is counted from 1970."""
    return 1970 + number // 2, 1 + number % 2


def _start(dates: Sequence[date], window: int) -> date | None:
    """Return the day from which a unit's hires are exposed; None when it has not started."""
    return dates[window - 1] if window <= len(dates) else None


def _between(dates: Sequence[date], window: int) -> tuple[date | None, date | None]:
    return (dates[window - 1] if window else None, dates[window] if window < len(dates) else None)
