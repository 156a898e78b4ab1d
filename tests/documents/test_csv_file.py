import csv
import io
from datetime import date, datetime

import pytest
from hypothesis import given

from mentornett.documents.blocks import Cell
from mentornett.documents.cleaning import clean
from mentornett.documents.csv_file import as_csv
from mentornett.documents.sheets import Sheet, Toned, Value
from tests.documents.samples import any_text


def written(*values: Value) -> str:
    """The line of one row."""
    made = as_csv(Sheet("Ark", tuple(f"k{at}" for at in range(len(values))), (values,)))
    return made.content.decode("utf-8-sig").split("\r\n", 1)[1].removesuffix("\r\n")


def test_csv_starts_with_the_utf8_mark() -> None:
    assert as_csv(Sheet("Ark", ("Å",), ())).content == b"\xef\xbb\xbf\xc3\x85\r\n"


def test_csv_has_name_and_type() -> None:
    file = as_csv(Sheet("Nyansatte 2026", ("a",), ()))
    assert (file.name, file.content_type) == ("Nyansatte 2026.csv", "text/csv; charset=utf-8")


def test_csv_writes_values_the_norwegian_way() -> None:
    assert written("Hå", 12, 3.5, -0.25, None, True, False) == "Hå;12;3,5;-0,25;;Ja;Nei"


def test_csv_writes_dates_the_norwegian_way() -> None:
    assert (
        written(date(2026, 3, 1), datetime.fromisoformat("2026-03-01T09:05"), date(999, 1, 2))
        == "01.03.2026;01.03.2026 09:05;02.01.0999"
    )


def test_csv_says_yes_in_english_when_asked() -> None:
    made = as_csv(Sheet("x", ("a",), ((True,),)), language="en")
    assert made.content.decode("utf-8-sig") == "a\r\nYes\r\n"


def test_csv_leaves_tones_out() -> None:
    assert written(Cell("Ferdig", "success"), Toned(1.5, "danger")) == "Ferdig;1,5"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_csv_text_that_would_be_a_formula_gets_an_apostrophe(start: str) -> None:
    assert written(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("text", ["\r=1+1", "\x00=1+1", "\x0b@SUM(A1)"])
def test_csv_hidden_characters_hide_no_formula(text: str) -> None:
    assert written(text).lstrip('"').startswith("'")


def test_csv_titles_cannot_be_formulas_either() -> None:
    assert as_csv(Sheet("x", ("=1+1",), ())).content.decode("utf-8-sig") == "'=1+1\r\n"


@given(any_text)
def test_csv_gives_any_text_back(text: str) -> None:
    read = list(
        csv.reader(
            io.StringIO(as_csv(Sheet("x", ("a", "b"), ((text, "slutt"),))).content.decode("utf-8-sig"), newline=""),
            delimiter=";",
        )
    )
    assert len(read) == 2
    assert read[1][0] in (clean(text), f"'{clean(text)}")
    assert read[1][1] == "slutt"
