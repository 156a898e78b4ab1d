"""What may stand beside other teams' numbers: what the gate would show, and nothing that gives a small count away."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.measurement.rules.told_beside import Told, kind_of, told
from mentornett.measurement.rules.values import Measure, Value
from mentornett.statistics.disclosure.figures import Cell, Figures, Sum
from mentornett.statistics.disclosure.gate import decide
from mentornett.statistics.disclosure.primary import is_small, tells_of_all

ALL, PART, REST = (("n", "all"),), (("n", "part"),), (("n", "rest"),)


def share(cases: int, of: int) -> Value:
    return Value(numerator=Decimal(cases), denominator=Decimal(of))


@given(st.integers(1, 60).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_what_is_told_of_a_share_is_what_the_gate_shows(counts: tuple[int, int]) -> None:
    cases, of = counts
    seen = told(share(cases, of), "share")
    figures = Figures(
        (
            Cell(ALL, of, is_small(of)),
            Cell(PART, cases, is_small(cases) or tells_of_all(cases, of)),
            Cell(REST, of - cases, is_small(of - cases) or tells_of_all(of - cases, of)),
        ),
        (Sum(ALL, (PART, REST)),),
    )
    assert seen.hidden or not decide(figures).hidden
    assert seen.hidden == told(share(of - cases, of), "share").hidden  # who left, who stayed
    assert (seen.cases is None) == (seen.number is None) == seen.hidden


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (share(4, 20), "share", Told(hidden=True)),
        (share(16, 20), "share", Told(hidden=True)),  # all but four
        (share(0, 9), "share", Told(hidden=True)),  # nobody, of a few
        (share(4, 20), "ratio", Told(hidden=True)),
        (share(20, 4), "ratio", Told(hidden=True)),
        (share(20, 5), "ratio", Told(Decimal(20), Decimal(5), 4.0)),
        (share(0, 5), "ratio", Told(Decimal(0), Decimal(5), 0.0)),
        (Value(numerator=Decimal("0.5")), "count", Told(hidden=True)),
        (Value(numerator=Decimal(5)), "count", Told(Decimal(5), None, 5.0)),
        (Value(), "count", Told()),
        (Value(), "share", Told()),
        (Value(share=Decimal("0.5")), "share", Told(number=0.5)),  # about half, of nobody knows how many
    ],
)
def test_small_counts_are_not_told(value: Value, kind: str, expected: Told) -> None:
    assert told(value, kind) == expected


def test_a_share_has_a_range_unless_it_is_about() -> None:
    seen = told(share(34, 66), "share")
    assert seen.low is not None
    assert seen.high is not None
    assert (round(seen.low, 2), round(seen.high, 2)) == (0.4, 0.63)
    about = Value(numerator=Decimal(34), denominator=Decimal(66), approximate=True)
    assert told(about, "share").low is None


def test_the_same_measure_is_the_same_however_it_is_typed() -> None:
    one, other = Measure("Sluttet  innen ett år", "share"), Measure("sluttet innen ett ÅR ", "share")
    assert kind_of(one) == kind_of(other) != kind_of(Measure("Sluttet innen ett år", "ratio"))
