"""How a before/now row reads."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.measurement.rules import Figure, Measure, Value, figure, number_words, sentence
from tests.measurement.rules.test_values import LEFT

APPLICANTS = Measure(
    measure="Søkere per utlyst stilling", kind="ratio", unit_text="søkere", per_text="stillinger", less_is_better=False,
    before=Value(text="1 søker på 3 stillinger", numerator=Decimal(1), denominator=Decimal(3)),
    now=Value(numerator=Decimal(4), denominator=Decimal(2)),
)  # fmt: skip
AGENCY = Measure(
    measure="Bruk av bemanningsbyrå", kind="yes_no", unit_text="bruker bemanningsbyrå", less_is_better=True,
    before=Value(yes=True), now=Value(yes=False),
)  # fmt: skip
STAYED = Measure(
    measure="Nytilsatte som slutter", kind="text", before=Value(text="Nytilsatte sluttet"),
    now=Value(text="Ingen mentee-er har sluttet", numerator=Decimal(0)),
)  # fmt: skip
VACANT = Measure(
    measure="Ledige stillinger", kind="count", unit_text="ledige stillinger",
    before=Value(numerator=Decimal(14), approximate=True), now=Value(numerator=Decimal(6)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("measure", "language", "expected"),
    [
        (LEFT, "nb", "Før sluttet ca. halvparten av de nyansatte. Nå har 2 av 22 sluttet."),
        (LEFT, "nn", "Før sluttet ca. halvparten av dei nyansatte. No har 2 av 22 sluttet."),
        (LEFT, "en", "Before: about half of nyansatte sluttet. Now: 2 of 22 nyansatte sluttet."),
        (APPLICANTS, "nb", "Før var det 1 søker på 3 stillinger. Nå er det 4 søkere på 2 stillinger."),
        (APPLICANTS, "nn", "Før var det 1 søker på 3 stillinger. No er det 4 søkere på 2 stillinger."),
        (AGENCY, "nb", "Før: bruker bemanningsbyrå. Nå: bruker ikke bemanningsbyrå."),
        (AGENCY, "nn", "Før: bruker bemanningsbyrå. No: bruker ikkje bemanningsbyrå."),
        (STAYED, "nb", "Før: nytilsatte sluttet. Nå: ingen mentee-er har sluttet."),
        (VACANT, "nb", "Før var det ca. 14 ledige stillinger. Nå er det 6 ledige stillinger."),
        (replace(VACANT, now=Value()), "nb", "Før var det ca. 14 ledige stillinger. Tallet nå er ikke ført inn ennå."),
    ],
)
def test_sentence_reads_as_a_person_would_write_it(measure: Measure, language: str, expected: str) -> None:
    assert sentence(measure, language) == expected


def test_share_counted_on_both_sides_names_both_totals() -> None:
    counted = replace(LEFT, before=Value(numerator=Decimal(6), denominator=Decimal(12)))
    assert sentence(counted, "nb") == "Før sluttet 6 av 12 nyansatte. Nå har 2 av 22 sluttet."


@pytest.mark.parametrize(
    ("measure", "side", "expected"),
    [
        (LEFT, "before", Figure("ca. halvparten", "antall ikke oppgitt")),
        (LEFT, "now", Figure("2 av 22", "9 %")),
        (APPLICANTS, "before", Figure("0,33", "1 søker på 3 stillinger")),
        (APPLICANTS, "now", Figure("2,0", "4 søkere på 2 stillinger")),
        (AGENCY, "now", Figure("Nei", "bruker ikke bemanningsbyrå")),
        (STAYED, "now", Figure("Ingen mentee-er har sluttet")),
        (VACANT, "before", Figure("ca. 14", "ledige stillinger")),
        (replace(LEFT, now=Value()), "now", Figure("Ikke ført inn", "", is_known=False)),
        (replace(LEFT, now=Value(numerator=Decimal(2), denominator=Decimal(5))), "now", Figure("2 av 5")),
        (replace(LEFT, now=Value(share=Decimal("0.4"))), "now", Figure("ca. 4 av 10", "antall ikke oppgitt")),
    ],
)
def test_figure_gives_counts_first(measure: Measure, side: str, expected: Figure) -> None:
    assert figure(measure, getattr(measure, side), "nb") == expected


@pytest.mark.parametrize(
    ("number", "nb", "en"), [("2", "2", "2"), ("0.3333", "0,33", "0.33"), ("2.25", "2,3", "2.3"), ("10.00", "10", "10")]
)
def test_numbers_are_written_in_the_readers_way(number: str, nb: str, en: str) -> None:
    assert (number_words(Decimal(number), "nb"), number_words(Decimal(number), "en")) == (nb, en)


shares = st.one_of(
    st.builds(
        lambda whole, part, about: Value(
            numerator=Decimal(min(part, whole)), denominator=Decimal(whole), approximate=about
        ),
        st.integers(1, 500), st.integers(0, 500), st.booleans(),
    ),
    st.sampled_from([Value(), Value(share=Decimal("0.5"), approximate=True), Value(text="mange")]),
)  # fmt: skip


@given(shares, shares, st.sampled_from(["nb", "nn", "en"]))
def test_percentage_never_stands_without_its_n(before: Value, now: Value, language: str) -> None:
    row = replace(LEFT, before=before, now=now)
    assert "%" not in sentence(row, language)
    for value in (before, now):
        shown = figure(row, value, language)
        assert "%" not in shown.main
        if "%" in shown.note:
            assert re.search(r"\d+ (av|of) \d{2,}", shown.main)


@given(shares)
def test_approximate_is_always_written(value: Value) -> None:
    if value.approximate:
        shown = figure(LEFT, value, "nb")
        assert shown.main.startswith("ca. ")
        assert "%" not in shown.note or shown.note.startswith("ca. ")
