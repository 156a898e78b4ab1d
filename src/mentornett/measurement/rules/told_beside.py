"""Which counts may stand beside those of other teams: by the rules of the one gate, side by side as in a release.

What a team counts is words of its own, so that nobody can know which numbers are of people: all are held to be. The
same count told the other way about (who left, who stayed) is hidden at the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from mentornett.measurement.rules.values import Measure, Value, quotient
from mentornett.statistics.disclosure.primary import LEAST, LEAST_FOR_PERCENT
from mentornett.statistics.proportions import wilson

KINDS = ("share", "ratio", "count")  # what can be drawn: words and yes or no cannot


@dataclass(frozen=True, slots=True)
class Told:
    """One side of a row, as it may stand beside others. `hidden`: there is a number that is not shown.

    `number` is a share from 0 to 1, so many for each, or a count. `low` and `high` are where a share may well be.
    """

    cases: Decimal | None = None
    of: Decimal | None = None
    number: float | None = None
    low: float | None = None
    high: float | None = None
    hidden: bool = False


def told(value: Value, kind: str) -> Told:
    """Return what may be told of a value; nothing of one that is not there."""
    if kind == "count":
        return _of_counts(value, [value.numerator], None if value.numerator is None else float(value.numerator))
    number = quotient(value, kind)
    if value.numerator is None or value.denominator is None:
        return Told(number=None if number is None else float(number))
    parts = [value.numerator, value.denominator]
    if kind == "share":
        if value.denominator < LEAST_FOR_PERCENT:
            return Told(hidden=True)
        parts.append(value.denominator - value.numerator)
    shown = _of_counts(value, parts, None if number is None else float(number))
    return _with_range(shown) if kind == "share" and not value.approximate else shown


def _of_counts(value: Value, parts: Iterable[Decimal | None], number: float | None) -> Told:
    if any(part is not None and 0 < part < LEAST for part in parts):
        return Told(hidden=True)
    return Told(value.numerator, value.denominator, number)


def _with_range(shown: Told) -> Told:
    if shown.cases is None or not shown.of:
        return shown
    range_ = wilson(int(shown.cases), int(shown.of))
    return Told(shown.cases, shown.of, shown.number, range_.low, range_.high)


def kind_of(measure: Measure) -> tuple[str, ...]:
    """Return what makes two rows count the same thing, however it is typed."""
    texts = (measure.measure, measure.target_group, measure.unit_text, measure.per_text)
    return (measure.kind, *(" ".join(text.casefold().split()) for text in texts))
