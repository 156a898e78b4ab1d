"""Numbers as people write them in Norway, to and from plain values."""

from __future__ import annotations

import re
from decimal import Decimal

_SPACES = re.compile(r"[\s\u00a0\u202f']+")
_PLAIN_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,6})?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(\.\d{3})+")


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
