"""Numbers and dates, as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.questionnaires.rules.writing import editable_number, number_of, write_number

NBSP = "\N{NO-BREAK SPACE}"
NUMBERS = st.integers(-(10**9), 10**9) | st.decimals(-99999, 99999, places=2).map(float)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("1 234,5", 1234.5),
        (f"1{NBSP}234,5", 1234.5),
        ("1234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1,234,567", 1234567),
        ("1.234.567", 1234567),
        ("7,50", 7.5),
        ("7,0", 7),
        ("−3", -3),
        ("1.234", 1.234),
        ("0", 0),
    ],
)
def test_number_is_read_in_every_common_form(text: str, number: float) -> None:
    assert number_of(text) == number
    assert type(number_of(text)) is type(number)


def test_number_with_dot_before_three_digits_is_thousands_where_only_whole_numbers_make_sense() -> None:
    assert number_of("1.234", whole=True) == 1234


@pytest.mark.parametrize("text", ["", "ca. 12", "tolv", "1,2,3,x", "12 %", "--3", "1e5", "½", "12-14", "NaN", "inf"])
def test_number_that_is_none_is_refused(text: str) -> None:
    assert number_of(text) is None


@given(NUMBERS, st.sampled_from(["nb", "nn", "en"]))
def test_number_in_a_field_reads_back_as_the_same_number(number: float, language: str) -> None:
    assert number_of(editable_number(number, language)) == number


@given(NUMBERS)
def test_number_written_in_norwegian_reads_back_as_the_same_number(number: float) -> None:
    assert number_of(write_number(number, "nb")) == number


def test_number_is_written_as_the_language_does() -> None:
    assert write_number(1234.5, "nb") == f"1{NBSP}234,5"
    assert write_number(1234.5, "en") == "1,234.5"
    assert write_number(100, "nn") == "100"
    assert editable_number(1234.5, "nb") == "1234,5"
