"""What a before/now row may say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.measurement.rules import Measure, Problem, Value, direction, problems_in, quotient

TODAY = date(2026, 3, 12)
LEFT = Measure(
    measure="Nyansatte som sluttet", kind="share", unit_text="sluttet", per_text="nyansatte", less_is_better=True,
    before=Value(share=Decimal("0.5"), approximate=True), now=Value(numerator=Decimal(2), denominator=Decimal(22)),
)  # fmt: skip


def codes(measure: Measure) -> set[tuple[str, str]]:
    return {tuple(problem) for problem in problems_in(measure, TODAY)}


def test_row_as_published_has_no_problems() -> None:
    assert problems_in(LEFT, TODAY) == []


def test_row_without_a_measure_or_any_value_is_refused() -> None:
    assert codes(Measure(measure=" ", kind="count")) == {("measure", "required"), ("before_numerator", "one_side")}


@pytest.mark.parametrize(
    ("now", "field", "code"),
    [
        (Value(numerator=Decimal(3)), "now_denominator", "needs_n"),
        (Value(denominator=Decimal(3)), "now_numerator", "needs_count"),
        (Value(numerator=Decimal(5), denominator=Decimal(4)), "now_numerator", "more_than_all"),
        (Value(numerator=Decimal("1.5"), denominator=Decimal(4)), "now_numerator", "whole"),
        (Value(numerator=Decimal(-1), denominator=Decimal(4)), "now_numerator", "negative"),
        (Value(numerator=Decimal(0), denominator=Decimal(0)), "now_denominator", "zero"),
        (Value(numerator=Decimal(1), denominator=Decimal(4), share=Decimal("0.5")), "now_share", "either"),
        (Value(share=Decimal("1.2")), "now_share", "range"),
        (Value(text="9 % sluttet"), "now_text", "percent"),
        (Value(text="ni prosent sluttet"), "now_text", "percent"),
        (Value(text="ja", on=TODAY + timedelta(days=1)), "now_on", "future"),
    ],
)
def test_share_with_something_wrong_is_told_at_its_field(now: Value, field: str, code: str) -> None:
    assert Problem(field, code) in problems_in(replace(LEFT, now=now), TODAY)


def test_now_earlier_than_before_is_refused() -> None:
    row = replace(LEFT, before=replace(LEFT.before, on=date(2024, 1, 2)), now=replace(LEFT.now, on=date(2024, 1, 1)))
    assert codes(row) == {("now_on", "order")}


def test_same_day_before_and_now_is_allowed() -> None:
    row = replace(LEFT, before=replace(LEFT.before, on=TODAY), now=replace(LEFT.now, on=TODAY))
    assert codes(row) == set()


def test_ratio_may_be_above_one_but_needs_both_numbers() -> None:
    ratio = replace(LEFT, kind="ratio", before=Value(), now=Value(numerator=Decimal(4), denominator=Decimal(2)))
    assert codes(ratio) == set()
    assert codes(replace(ratio, now=Value(numerator=Decimal(4)))) == {("now_denominator", "needs_n")}


def test_applicants_per_post_go_from_a_third_to_two() -> None:
    assert quotient(Value(numerator=Decimal(1), denominator=Decimal(3)), "ratio") == Decimal("0.3333")
    assert quotient(Value(numerator=Decimal(4), denominator=Decimal(2)), "ratio") == Decimal(2)


def test_quotient_is_unknown_where_there_is_nothing_to_divide() -> None:
    assert quotient(Value(text="mye"), "text") is None
    assert quotient(Value(numerator=Decimal(4)), "ratio") is None
    assert quotient(Value(share=Decimal("0.5")), "share") == Decimal("0.5")


def test_direction_follows_what_is_good() -> None:
    assert direction(LEFT) == "better"
    assert direction(replace(LEFT, less_is_better=False)) == "worse"
    assert direction(replace(LEFT, less_is_better=None)) == ""
    assert direction(replace(LEFT, now=Value(share=Decimal("0.5")))) == "same"
    assert direction(replace(LEFT, now=Value())) == ""
    yes = replace(LEFT, kind="yes_no", before=Value(yes=True), now=Value(yes=False))
    assert direction(yes) == "better"
    count = replace(LEFT, kind="count", before=Value(numerator=Decimal(3)), now=Value(numerator=Decimal(5)))
    assert direction(count) == "worse"


counts = st.integers(min_value=0, max_value=10_000)


@given(counts, counts)
def test_share_is_accepted_exactly_when_the_part_is_within_the_whole(part: int, whole: int) -> None:
    value = Value(numerator=Decimal(part), denominator=Decimal(whole))
    accepted = problems_in(replace(LEFT, now=value), TODAY) == []
    assert accepted == (whole > 0 and part <= whole)


@given(counts, st.integers(min_value=1, max_value=10_000))
def test_accepted_share_lies_between_nothing_and_all(part: int, whole: int) -> None:
    value = Value(numerator=Decimal(min(part, whole)), denominator=Decimal(whole))
    share = quotient(value, "share")
    assert share is not None
    assert 0 <= share <= 1
