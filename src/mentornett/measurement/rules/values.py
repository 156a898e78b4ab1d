"""A before/now row as plain values, what is wrong with it, and what can be computed from it (J10–J15)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

PLACES = Decimal("0.0001")
# the shares that may stand without counts; they are always written «ca.» and never as a percentage
FRACTIONS = (
    Decimal("0.1"), Decimal("0.2"), Decimal("0.25"), Decimal("0.3"), Decimal("0.333"), Decimal("0.4"), Decimal("0.5"),
    Decimal("0.6"), Decimal("0.667"), Decimal("0.7"), Decimal("0.75"), Decimal("0.8"), Decimal("0.9"),
)  # fmt: skip


@dataclass(frozen=True)
class Value:
    """One side of a row: before or now. Which fields count depends on the kind of the measure."""

    text: str = ""
    yes: bool | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    share: Decimal | None = None
    approximate: bool = False
    on: date | None = None
    source: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is told."""
        given = (self.yes, self.numerator, self.denominator, self.share)
        return not self.text and all(value is None for value in given)


@dataclass(frozen=True)
class Measure:
    """A measure with its value before and now. `unit_text`: what is counted; `per_text`: out of or per what."""

    measure: str
    kind: str
    before: Value = Value()
    now: Value = Value()
    unit_text: str = ""
    per_text: str = ""
    target_group: str = ""
    less_is_better: bool | None = None


class Problem(NamedTuple):
    """A field and what is wrong with it."""

    field: str
    code: str


def quotient(value: Value, kind: str) -> Decimal | None:
    """Return the share (0 to 1) or the ratio that a value amounts to, with four places; None when it cannot be had."""
    if kind not in {"share", "ratio"}:
        return None
    if value.numerator is None or not value.denominator:
        return value.share if kind == "share" else None
    return (value.numerator / value.denominator).quantize(PLACES)


def direction(measure: Measure) -> str:
    """Return "better", "worse", "same" or "" (not known) for the change from before to now. Says nothing of causes."""
    before, now = _comparable(measure.before, measure.kind), _comparable(measure.now, measure.kind)
    if before is None or now is None or measure.less_is_better is None:
        return ""
    if before == now:
        return "same"
    return "better" if (now < before) == measure.less_is_better else "worse"


def _comparable(value: Value, kind: str) -> Decimal | None:
    if kind == "yes_no":
        return None if value.yes is None else Decimal(int(value.yes))
    return value.numerator if kind == "count" else quotient(value, kind)


def problems_in(measure: Measure, today: date) -> list[Problem]:
    """Return everything that is wrong with a row; empty when it can be stored."""
    problems = [] if measure.measure.strip() else [Problem("measure", "required")]
    if measure.before.is_empty and measure.now.is_empty:
        problems.append(Problem(f"before_{_first_field(measure.kind)}", "one_side"))
    for side, value in (("before", measure.before), ("now", measure.now)):
        problems += [Problem(f"{side}_{field}", code) for field, code in _in_value(value, measure.kind, today)]
    if measure.before.on and measure.now.on and measure.now.on < measure.before.on:
        problems.append(Problem("now_on", "order"))
    return problems


def _first_field(kind: str) -> str:
    return {"text": "text", "yes_no": "yes"}.get(kind, "numerator")


def _in_value(value: Value, kind: str, today: date) -> Iterator[tuple[str, str]]:
    if value.on and value.on > today:
        yield "on", "future"
    if "%" in value.text or "prosent" in value.text.casefold():
        yield "text", "percent"
    if any(number is not None and number < 0 for number in (value.numerator, value.denominator)):
        yield "numerator", "negative"
    if kind == "share":
        yield from _in_share(value)
    if kind == "ratio":
        yield from _in_pair(value)


def _in_share(value: Value) -> Iterator[tuple[str, str]]:
    counted = value.numerator is not None or value.denominator is not None
    if value.share is not None:
        if counted:
            yield "share", "either"
        if not 0 <= value.share <= 1:
            yield "share", "range"
    yield from _in_pair(value)
    if any(number is not None and number != int(number) for number in (value.numerator, value.denominator)):
        yield "numerator", "whole"
    if value.numerator is not None and value.denominator is not None and value.numerator > value.denominator:
        yield "numerator", "more_than_all"


def _in_pair(value: Value) -> Iterator[tuple[str, str]]:
    if value.numerator is not None and value.denominator is None:
        yield "denominator", "needs_n"
    if value.denominator is not None and value.numerator is None:
        yield "numerator", "needs_count"
    if value.denominator is not None and value.denominator == 0:
        yield "denominator", "zero"
