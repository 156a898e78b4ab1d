"""Periods as people write them: «mars 2024», «2024-03», «1. kvartal 2024», «2024»."""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import gettext as _

from mentornett.core.days import month_number
from mentornett.documents.tables_in import RowError
from mentornett.exchange.cells import SHOWN, day_in

YEAR, MONTH = r"(?P<year>(?:19|20)\d\d)", r"(?P<month>0?[1-9]|1[0-2])"
QUARTER = r"(?:kvartal|kv\.?|quarter|q|k)"
HALF = r"(?:halvår|h)"
FORMS = {
    1: (rf"{YEAR}[-/. ]{MONTH}", rf"{MONTH}[-/. ]{YEAR}",
        rf"(?P<name>[a-z]+)\.? {YEAR}", rf"{YEAR} (?P<name>[a-z]+)\.?"),
    3: (rf"{YEAR}[- ]?{QUARTER}(?P<part>[1-4])", rf"{QUARTER} ?(?P<part>[1-4])[- ]?{YEAR}",
        rf"(?P<part>[1-4])\.? ?{QUARTER} {YEAR}"),
    6: (rf"{YEAR}[- ]?{HALF}(?P<part>[12])", rf"{HALF} ?(?P<part>[12])[- ]?{YEAR}",
        rf"(?P<part>[12])\.? ?{HALF} {YEAR}"),
    12: (YEAR,),
}  # fmt: skip
Period = tuple[date, int]  # its first day, and its months; 0 for a day


def period_in(cell: str) -> Period:
    """Return the period in a cell. Raises RowError."""
    plain = re.sub(r"\s+", " ", cell.casefold()).strip()
    for months, forms in FORMS.items():
        for form in forms:
            found = re.fullmatch(form, plain)
            number = found and _month(found.groupdict(), months)
            if found and number:
                return date(int(found["year"]), number, 1), months
    try:
        day = day_in(cell)
    except RowError:
        day = None
    if day is None:
        raise RowError(_("«%(cell)s» is not a period: write it as 2024-03, March 2024, 2024 Q1, 2024 or a day.") % {
            "cell": cell[:SHOWN],
        })  # fmt: skip
    return day, 0


def _month(found: dict[str, str | None], months: int) -> int | None:
    if name := found.get("name"):
        return month_number(name)
    if part := found.get("part"):
        return 1 + (int(part) - 1) * months
    return int(found.get("month") or 1)
