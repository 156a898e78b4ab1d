"""Half-years: how hires are grouped by when they began, and when a release is due."""

from __future__ import annotations

from datetime import date, timedelta

from mentornett.core.time import add_months

SETTLES = timedelta(days=30)  # so long after a half-year people still register what happened in it
DAY = timedelta(days=1)


def half_year_of(day: date) -> str:
    """Return the half-year of a day, as «2025-1»; the names are in the order of time."""
    return f"{day.year}-{1 if day.month <= 6 else 2}"


def last_day_of(half: str) -> date:
    """Return the last day of a half-year."""
    return date(int(half[:4]), 6, 30) if half.endswith("-1") else date(int(half[:4]), 12, 31)


def newest_due(today: date) -> date:
    """Return the last day of the newest half-year that has been over for so long that it can be counted."""
    day = today - SETTLES
    return date(day.year, 6, 30) if day.month > 6 else date(day.year - 1, 12, 31)


def next_due(until: date) -> date:
    """Return the day on which the release after that of a half-year is due."""
    return last_day_of(half_year_of(until + DAY)) + SETTLES


def is_followed(half: str, months: int, until: date) -> bool:
    """Tell whether everybody who began in a half-year could be followed for so many months."""
    return add_months(last_day_of(half) + DAY, months) - DAY <= until
