"""Numbers and dates as people write them in Norway, to and from plain values."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal

_MONTHS = (
    ("januar", "january"), ("februar", "february"), ("mars", "march"), ("april",), ("mai", "may"), ("juni", "june"),
    ("juli", "july"), ("august",), ("september",), ("oktober", "october"), ("november",), ("desember", "december"),
)  # fmt: skip
_MONTH_NUMBERS = {name[:3]: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_SPACES = re.compile(r"[\s\u00a0\u202f']+")
_PLAIN_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,6})?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(\.\d{3})+")
_NUMERIC_DATE = re.compile(r"(\d{1,2})[.\-/ ]+(\d{1,2})[.\-/ ]+(\d{4}|\d{2})")
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WORDED_DATE = re.compile(r"(?:[^\W\d]+,? +)?(\d{1,2})\.? +([^\W\d]+)\.?,? +(\d{4})")


def number_of(text: str, *, whole: bool = False) -> int | float | None:
    """Read «1 234,5», «1234.5», «−3»; None when it is not a number.

    Dots before groups of three digits part thousands where only whole numbers make sense, or where a comma follows.
    """
    plain = _SPACES.sub("", text).replace("\N{MINUS SIGN}", "-")
    if "," in plain:
        before, _, after = plain.rpartition(",")
        english = "." in after or "," in before  # 1,234.5
        plain = plain.replace(",", "") if english else f"{before.replace('.', '')}.{after}"
    elif _GROUPED.fullmatch(plain) and (whole or plain.count(".") > 1):
        plain = plain.replace(".", "")
    if not _PLAIN_NUMBER.fullmatch(plain):
        return None
    number = Decimal(plain)
    return int(number) if number == number.to_integral_value() else float(number)


def write_number(value: float, language: str = "nb") -> str:
    """Write a number as the language does: «1 234,5», in English «1,234.5»."""
    number = f"{Decimal(str(value)):,f}"
    if "." in number:
        number = number.rstrip("0").rstrip(".")
    if language.startswith("en"):
        return number
    return number.replace(",", "\N{NO-BREAK SPACE}").replace(".", ",")


def editable_number(value: float, language: str = "nb") -> str:
    """Write a number as it stands in a field: without thousands, so that it reads back as the same number."""
    return write_number(value, language).replace("," if language.startswith("en") else "\N{NO-BREAK SPACE}", "")


def date_of(text: str) -> date | None:
    """Read «26.11.2026», «26.11.26», «2026-11-26», «26. november 2026», «26 Nov 2026»; None when it is no date."""
    text = " ".join(text.split()).casefold()
    parts: tuple[int, int, int] | None = None
    if match := _ISO_DATE.fullmatch(text):
        parts = (int(match[1]), int(match[2]), int(match[3]))
    elif match := _NUMERIC_DATE.fullmatch(text):
        year = int(match[3])
        parts = (year + 2000 if year < 100 else year, int(match[2]), int(match[1]))
    elif (match := _WORDED_DATE.fullmatch(text)) and (month := _MONTH_NUMBERS.get(match[2][:3])):
        parts = (int(match[3]), month, int(match[1]))
    if parts:
        with suppress(ValueError):
            return date(*parts)
    return None


def write_date(day: date) -> str:
    """Write a date as it stands in a field: «26.11.2026»."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"
