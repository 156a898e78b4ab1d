"""Dated spans laid over each other. `ends` is the last day; None means until further notice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """From a day and perhaps to one, with a number that holds meanwhile and a note about it."""

    starts: date
    ends: date | None
    number: int = 0
    note: str = ""

    def holds_on(self, day: date) -> bool:
        """Tell whether the span holds on a day."""
        return self.starts <= day and (self.ends is None or day <= self.ends)

    def meets(self, other: Span) -> bool:
        """Tell whether two spans share a day."""
        return (other.ends is None or self.starts <= other.ends) and (self.ends is None or other.starts <= self.ends)


def laid_over(spans: Iterable[Span], new: Span) -> list[Span]:
    """Return the spans with `new` on top: what it covers gives way, and what comes after it holds again."""
    kept: list[Span] = []
    for span in spans:
        if not span.meets(new):
            kept.append(span)
            continue
        if span.starts < new.starts:
            kept.append(replace(span, ends=new.starts - DAY))
        if new.ends is not None and (span.ends is None or new.ends < span.ends):
            kept.append(replace(span, starts=new.ends + DAY))
    return sorted([*kept, new], key=lambda span: span.starts)
