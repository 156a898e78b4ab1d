"""Dates as plans write them: «2. september 2021», «25.–26. november 2021», «april 2022», «07.09.23»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {
    "januar": 1, "februar": 2, "mars": 3, "april": 4, "mai": 5, "juni": 6, "juli": 7, "august": 8, "september": 9,
    "oktober": 10, "november": 11, "desember": 12,
    "january": 1, "february": 2, "march": 3, "may": 5, "june": 6, "july": 7, "october": 10, "december": 12,
    "jan": 1, "feb": 2, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "okt": 10, "oct": 10,
    "nov": 11, "des": 12, "dec": 12,
}  # fmt: skip
_DASH = r"\s*[-–—]\s*"
_MONTH = re.compile(r"([a-zæøå]+)\.?\s+(\d{4})")
_DAY = re.compile(r"(\d{1,2})\.?\s*([a-zæøå]+)\.?\s+(\d{4})")
_DAYS = re.compile(rf"(\d{{1,2}})\.?{_DASH}(\d{{1,2}})\.?\s*([a-zæøå]+)\.?\s+(\d{{4}})")
_ACROSS = re.compile(rf"(\d{{1,2}})\.?\s*([a-zæøå]+)\.?{_DASH}(\d{{1,2}})\.?\s*([a-zæøå]+)\.?\s+(\d{{4}})")
_NUMBERS = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})")
_NUMBER_DAYS = re.compile(rf"(\d{{1,2}})\.?{_DASH}(\d{{1,2}})\.(\d{{1,2}})\.(\d{{4}}|\d{{2}})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


@dataclass(frozen=True)
class Written:
    """What a written date means. `precision` is «day» or «month»; a month runs from its first to its last day."""

    starts: date
    ends: date
    precision: str


def read_written_date(text: str) -> Written | None:
    """Return what a written date means, or None when it cannot be read. Norwegian and English months."""
    plain = " ".join(text.casefold().split())
    try:
        return _month(plain) or _with_words(plain) or _with_numbers(plain)
    except (ValueError, KeyError):  # no such month, or the 31st of June
        return None


def _month(text: str) -> Written | None:
    if not (found := _MONTH.fullmatch(text)):
        return None
    first = date(int(found[2]), _MONTHS[found[1]], 1)
    return Written(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1), "month")


def _with_words(text: str) -> Written | None:
    if found := _DAY.fullmatch(text):
        day = date(int(found[3]), _MONTHS[found[2]], int(found[1]))
        return Written(day, day, "day")
    if found := _DAYS.fullmatch(text):
        first, last, month, year = int(found[1]), int(found[2]), _MONTHS[found[3]], int(found[4])
        return _span(date(year, month, first), date(year, month, last))
    if found := _ACROSS.fullmatch(text):
        year = int(found[5])
        return _span(date(year, _MONTHS[found[2]], int(found[1])), date(year, _MONTHS[found[4]], int(found[3])))
    return None


def _with_numbers(text: str) -> Written | None:
    if found := _ISO.fullmatch(text):
        day = date(int(found[1]), int(found[2]), int(found[3]))
        return Written(day, day, "day")
    if found := _NUMBERS.fullmatch(text):
        day = date(_year(found[3]), int(found[2]), int(found[1]))
        return Written(day, day, "day")
    if found := _NUMBER_DAYS.fullmatch(text):
        year, month = _year(found[4]), int(found[3])
        return _span(date(year, month, int(found[1])), date(year, month, int(found[2])))
    return None


def _span(starts: date, ends: date) -> Written | None:
    return Written(starts, ends, "day") if starts <= ends else None


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)
