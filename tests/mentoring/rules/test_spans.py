"""A dated number laid over others: every day afterwards has the newest number said about it."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mentornett.mentoring.rules.spans import Span, laid_over

FIRST = date(2026, 1, 1)
SPANS = st.lists(st.tuples(st.integers(0, 40), st.one_of(st.none(), st.integers(0, 20)), st.integers(0, 3)), max_size=6)


def _span(start: int, length: int | None, number: int) -> Span:
    starts = FIRST + timedelta(days=start)
    return Span(starts, None if length is None else starts + timedelta(days=length), number)


@given(SPANS)
def test_each_day_has_the_newest_number_and_only_one(rows: list[tuple[int, int | None, int]]) -> None:
    said = [_span(*row) for row in rows]
    laid: list[Span] = []
    for span in said:
        laid = laid_over(laid, span)
    for days in range(80):
        day = FIRST + timedelta(days=days)
        holds = [span.number for span in laid if span.holds_on(day)]
        wanted = [span.number for span in said if span.holds_on(day)]
        assert holds == wanted[-1:]
