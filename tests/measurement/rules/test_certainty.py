"""How certain a before/now row is: the figures that the field has published, and what has no interval."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.measurement.rules import Measure, Value, certainty, change_grade
from mentornett.measurement.rules.grading import Grade


def counted(up: int, down: int, **more: bool) -> Value:
    return Value(numerator=Decimal(up), denominator=Decimal(down), **more)  # type: ignore[arg-type]


LEFT = Measure("Sluttet", "share", counted(11, 22), counted(2, 22), unit_text="sluttet", per_text="nyansatte")
APPLICANTS = Measure("Søkere", "ratio", counted(1, 3), counted(4, 2), unit_text="søkere", per_text="stillinger")


@pytest.mark.parametrize(
    ("measure", "grade"),
    [
        (LEFT, Grade.BEFORE_AFTER),
        (replace(LEFT, before=counted(10, 18), now=counted(13, 24)), Grade.TOO_FEW),  # 56 percentage points wide
        (replace(LEFT, before=counted(4, 4), now=counted(0, 30)), Grade.TOO_FEW),
        (replace(LEFT, before=counted(5, 4)), Grade.TOO_FEW),
        (replace(LEFT, before=Value(share=Decimal("0.5"))), Grade.TOO_FEW),
        (APPLICANTS, Grade.TOO_FEW),  # 0.6 to 295 times
        (replace(APPLICANTS, before=counted(0, 20), now=counted(0, 20)), Grade.TOO_FEW),
        (replace(APPLICANTS, before=counted(26, 33), now=counted(57, 39)), Grade.BEFORE_AFTER),
    ],
)  # fmt: skip
def test_difference_with_a_wide_range_is_no_answer(measure: Measure, grade: Grade) -> None:
    assert change_grade(measure) == grade


@pytest.mark.parametrize(
    ("measure", "language", "expected"),
    [
        (LEFT, "nb", "Andelen er 41 prosentpoeng lavere enn før. Den virkelige forskjellen ligger trolig mellom 14 og "
                     "61 prosentpoeng. Tilfeldigheter alene forklarer den neppe."),
        (replace(LEFT, before=counted(12, 26), now=counted(1, 24)), "nn",
         "Delen er 42 prosentpoeng lågare enn før. Den verkelege skilnaden ligg truleg mellom 18 og 61 prosentpoeng. "
         "Tilfelle åleine forklarer han neppe."),
        (replace(LEFT, before=Value(share=Decimal("0.5"))), "nb",
         "2 av 22 nå er 9 av 100, trolig mellom 3 og 28 av 100. Tallet før er ikke talt, så hvor stor forskjellen er, "
         "kan ikke regnes ut."),
        (APPLICANTS, "nb", "For like mange stillinger er det 6 ganger så mange søkere som før (trolig mellom 0,6 og "
                           "295 ganger). Det kan godt være tilfeldig."),
        (replace(APPLICANTS, unit_text="applicants", per_text="posts"), "en",
         "For as many posts there are 6 times as many applicants as before (probably between 0.6 and 295 times). It "
         "may well be chance."),
        (replace(APPLICANTS, before=counted(10, 20), now=counted(60, 20)), "nb",
         "For like mange stillinger er det 6 ganger så mange søkere som før (trolig mellom 3 og 13 ganger). "
         "Tilfeldigheter alene forklarer det neppe."),
        (replace(LEFT, before=counted(3, 6), now=counted(2, 6)), "nb",
         "Med så små tall kan forskjellen godt være tilfeldig."),
        (replace(LEFT, before=counted(6, 6), now=counted(0, 6)), "nb",
         "Tallene er små, men tilfeldigheter alene forklarer neppe forskjellen."),
        (replace(LEFT, before=counted(10, 20), now=counted(10, 20)), "nb",
         "Andelen er omtrent den samme som før. Den virkelige forskjellen ligger trolig mellom 28 prosentpoeng lavere "
         "og 28 høyere. Det kan godt være tilfeldig."),
        (replace(APPLICANTS, before=counted(0, 3)), "nb", "Med så små tall kan forskjellen godt være tilfeldig."),
    ],
)  # fmt: skip
def test_published_figures_are_told_with_their_range(measure: Measure, language: str, expected: str) -> None:
    assert certainty(measure, language) == expected


@pytest.mark.parametrize(
    "measure",
    [
        Measure("Byrå", "yes_no", Value(yes=True), Value(yes=False)),
        Measure("Ledige", "count", Value(numerator=Decimal(14)), Value(numerator=Decimal(6))),
        Measure("Ord", "text", Value(text="mange"), Value(text="få")),
        replace(LEFT, now=Value(share=Decimal("0.1"))),
        replace(LEFT, now=counted(2, 22, approximate=True)),
        replace(LEFT, before=Value(share=Decimal("0.5")), now=counted(1, 6)),
        replace(LEFT, before=Value()),
        replace(LEFT, now=counted(23, 22)),
        replace(APPLICANTS, unit_text="timer"),
        replace(APPLICANTS, now=Value(numerator=Decimal("4.5"), denominator=Decimal(2))),
        replace(APPLICANTS, now=Value(numerator=Decimal(4), denominator=Decimal(0))),
    ],
)
def test_nothing_is_said_where_an_interval_makes_no_sense(measure: Measure) -> None:
    assert certainty(measure, "nb") == ""


@given(st.integers(0, 60), st.integers(10, 60), st.integers(0, 60), st.integers(10, 60))
def test_direction_follows_the_counts_and_chance_is_told_one_way(a: int, m: int, b: int, n: int) -> None:
    measure = replace(LEFT, now=counted(min(a, m), m), before=counted(min(b, n), n))
    said = certainty(measure, "nb")
    assert ("tilfeldig." in said) != ("neppe" in said)
    if "neppe" in said:
        assert ("lavere" in said) == (min(a, m) / m < min(b, n) / n)
