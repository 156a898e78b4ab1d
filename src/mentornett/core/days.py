"""Days and times of day as people write them in Norway, to and from plain values."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, time

_MONTHS = (
    ("januar", "january"), ("februar", "february"), ("mars", "march"), ("april",), ("mai", "may"), ("juni", "june"),
    ("juli", "july"), ("august",), ("september",), ("oktober", "october"), ("november",), ("desember", "december"),
)  # fmt: skip
_NUMBERS = {name[:3]: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_SEPARATED = re.compile(r"(?P<day>\d{1,2})[.,\-/ ]+(?P<month>\d{1,2})[.,\-/ ]+(?P<year>\d{4}|\d{2})")
_DIGITS = re.compile(r"(?P<day>\d\d)(?P<month>\d\d)(?P<year>\d{4}|\d{2})")  # a phone's number keys have no dot
_WORDED = re.compile(r"(?:[^\W\d]+,? +)?(?P<day>\d{1,2})\.? *(?P<month>[^\W\d]+)\.?,? *(?P<year>\d{4})")
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[.:, ]?(?P<minute>\d\d))?")


def month_number(name: str) -> int:
    """Return the number of a month by its name, or the start of it, in Norwegian or English; 0 when there is none."""
    plain = name.casefold()
    number = _NUMBERS.get(plain[:3], 0)
    return number if number and any(month.startswith(plain) for month in _MONTHS[number - 1]) else 0


def read_day(text: str) -> date | None:
    """Read «26.11.2026», «26.11.26», «26112026», «2026-11-26», «26. november 2026»; None when it is no day."""
    plain = " ".join(text.split()).casefold()
    for form in (_ISO, _SEPARATED, _DIGITS, _WORDED):
        if found := form.fullmatch(plain):
            with suppress(ValueError):
                month, year = found["month"], int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
                return date(year, int(month) if month.isdecimal() else month_number(month), int(found["day"]))
    return None


def write_day(day: date) -> str:
    """Write a day as it stands in a field: «26.11.2026»."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def read_time(text: str) -> time | None:
    """Read «13.30», «13:30», «1330», «9»; None when it is no time of day."""
    if found := _CLOCK.fullmatch(" ".join(text.split())):
        with suppress(ValueError):
            return time(int(found["hour"]), int(found["minute"] or 0))
    return None
