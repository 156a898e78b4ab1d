"""Dates as plans write them: «2. september 2021», «25.–26. november 2021», «april 2022», «07.09.23»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from mentornett.core.days import month_number, read_day

_DASH = r"\s*[-–—]\s*"
_MONTH = re.compile(r"([a-zæøå]+)\.?\s+(\d{4})")
_DAYS = re.compile(rf"(\d{{1,2}})\.?{_DASH}(\d{{1,2}})\.?\s*([a-zæøå]+)\.?\s+(\d{{4}})")
_ACROSS = re.compile(rf"(\d{{1,2}})\.?\s*([a-zæøå]+)\.?{_DASH}(\d{{1,2}})\.?\s*([a-zæøå]+)\.?\s+(\d{{4}})")
_NUMBER_DAYS = re.compile(rf"(\d{{1,2}})\.?{_DASH}(\d{{1,2}})\.(\d{{1,2}})\.(\d{{4}}|\d{{2}})")


@dataclass(frozen=True)
class Written:
    """What a written date means. `precision` is «day» or «month»; a month runs from its first to its last day."""

    starts: date
    ends: date
    precision: str


def read_written_date(text: str) -> Written | None:
    """Return what a written date means, or None when it cannot be read. Norwegian and English months."""
    plain = " ".join(text.casefold().split())
    if day := read_day(plain):
        return Written(day, day, "day")
    try:
        return _month(plain) or _with_words(plain) or _with_numbers(plain)
    except ValueError:  # no such month, or the 31st of June
        return None


def _month(text: str) -> Written | None:
    if not (found := _MONTH.fullmatch(text)):
        return None
    first = date(int(found[2]), month_number(found[1]), 1)
    return Written(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1), "month")


def _with_words(text: str) -> Written | None:
    if found := _DAYS.fullmatch(text):
        first, last, month, year = int(found[1]), int(found[2]), month_number(found[3]), int(found[4])
        return _span(date(year, month, first), date(year, month, last))
    if found := _ACROSS.fullmatch(text):
        year, first, last = int(found[5]), month_number(found[2]), month_number(found[4])
        return _span(date(year, first, int(found[1])), date(year, last, int(found[3])))
    return None


def _with_numbers(text: str) -> Written | None:
    if found := _NUMBER_DAYS.fullmatch(text):
        year, month = _year(found[4]), int(found[3])
        return _span(date(year, month, int(found[1])), date(year, month, int(found[2])))
    return None


def _span(starts: date, ends: date) -> Written | None:
    return Written(starts, ends, "day") if starts <= ends else None


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)
