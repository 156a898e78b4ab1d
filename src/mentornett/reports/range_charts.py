"""The charts of released answers that are numbers with ranges: kept as the whole numbers that the tables have.

They are stored with the answer and drawn when it is read, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from mentornett.documents.ranges import Field, Ranged, range_chart
from mentornett.statistics.proportions import Estimate

NOT_SHOWN = ":"
WHOLE = 100.0
DOUBLE = 200.0  # of a hundred who would have left: what is beyond ends in an arrow
TENS = 10
OFTEN_ENOUGH = 80.0

Name = Mapping[str, str]  # in each language


class Scale(StrEnum):
    """What the numbers of a field are."""

    SHARE = "share"  # still employed, of 100
    POINTS = "points"  # a difference in percentage points
    LEFT = "left"  # who left, of 100 who would have left
    FOUND = "found"  # in how many of 100 networks a difference is found


def field_of(scale: Scale, rows: Sequence[tuple[Name, Estimate | None]]) -> list[dict[str, Any]]:
    """Return a field as it is stored, alone in a list; nothing when no number may be shown. Estimates are shares."""
    if all(found is None for _name, found in rows):
        return []
    kept = [{"name": dict(name), "cells": found and whole(found)} for name, found in rows]
    return [{"scale": scale.value, "rows": kept}]


def as_chart(*fields: list[dict[str, Any]]) -> dict[str, Any]:
    """Return fields as the chart of an answer."""
    found = [one for field in fields for one in field]
    return {"ranges": found} if found else {}


def whole(found: Estimate) -> list[int]:
    """Return a number and its range in hundredths."""
    return [round(100 * number) for number in (found.value, found.low, found.high)]


def drawn_ranges(stored: Sequence[dict[str, Any]], language: str, *, title: str, told: str, caveat: str) -> str:
    """Draw stored fields as one picture with its caveat."""
    note = _("The dot is the number, and the line beside it where the true one probably is.")
    fields = tuple(_field(one, language) for one in stored)
    return range_chart(fields, title=title, description=told, note=f"{note} {caveat}")


def _field(stored: dict[str, Any], language: str) -> Field:
    rows = tuple(_ranged(row["name"], row["cells"], language) for row in stored["rows"])
    if stored["scale"] == Scale.SHARE:
        return Field(_("Still employed after 12 months, of 100"), rows, 0, WHOLE)
    if stored["scale"] == Scale.POINTS:
        low, high = _around([number for row in rows if row.value is not None for number in (row.low, row.high)])
        return Field(_("The difference in percentage points"), rows, low, high, 0, _("no difference"))
    if stored["scale"] == Scale.FOUND:
        return Field(_("Found in so many of 100 such networks"), rows, 0, WHOLE, OFTEN_ENOUGH, _("8 of 10"))
    return Field(
        _("Of 100 who would have left, so many left"), rows, 0, DOUBLE, WHOLE, _("as many as without the scheme")
    )


def _around(numbers: Sequence[float]) -> tuple[float, float]:
    """Return the tens around numbers, and at least ten to each side of no difference."""
    low, high = min([-TENS, *numbers]), max([TENS, *numbers])
    return low // TENS * TENS, -(-high // TENS) * TENS


def _ranged(name: Name, cells: Sequence[int] | None, language: str) -> Ranged:
    called = name.get(language, next(iter(name.values()), ""))
    if cells is None:
        return Ranged(called, NOT_SHOWN)
    value, low, high = cells
    return Ranged(called, f"{number_words(value)} ({range_words(low, high)})", value, low, high)


def range_words(low: int, high: int) -> str:
    """Return a range as it is written."""
    if low < 0:
        return _("%(low)s to %(high)s") % {"low": number_words(low), "high": number_words(high)}
    return f"{low}–{high}" if low < high else str(low)


def number_words(value: int) -> str:
    """Return a number as it is written."""
    return str(value).replace("-", "−")
