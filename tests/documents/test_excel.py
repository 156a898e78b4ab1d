import io
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from openpyxl.workbook import Workbook

from mentornett.documents.blocks import Cell
from mentornett.documents.cleaning import clean
from mentornett.documents.excel import CONTENT_TYPE, as_excel, sheet_names
from mentornett.documents.sheets import Sheet, Toned, Value
from tests.documents.samples import TRICKY_TEXTS, any_text

MIDNIGHT = datetime.fromisoformat("2026-03-01T00:00")
NINE = datetime.fromisoformat("2026-03-01T09:05")


def opened(*sheets: Sheet) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(as_excel(sheets, title="Prøve", language="nb").content))


def stored(value: Value) -> Any:
    return opened(Sheet("Ark", ("a",), ((value,),))).worksheets[0]["A2"]


def names(*wanted: str) -> list[str]:
    return list(sheet_names(wanted, "Ark"))


def test_excel_has_name_type_and_title() -> None:
    file = as_excel([Sheet("a", ("b",), ())], title="Nyansatte", language="nb", author="Lillevik")
    told = openpyxl.load_workbook(io.BytesIO(file.content)).properties
    assert (file.name, file.content_type) == ("Nyansatte.xlsx", CONTENT_TYPE)
    assert (told.title, told.creator) == ("Nyansatte", "Lillevik")


def test_excel_tells_when_it_was_written() -> None:
    at = datetime(2026, 11, 21, 12, tzinfo=UTC)
    file = as_excel([Sheet("a", ("b",), ())], title="x", language="nb", written_at=at)
    assert openpyxl.load_workbook(io.BytesIO(file.content)).properties.created == at.replace(tzinfo=None)


def test_excel_without_sheets_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one sheet"):
        as_excel([], title="x", language="nb")


def test_sheet_with_uneven_rows_is_refused() -> None:
    with pytest.raises(ValueError, match="one value per column"):
        Sheet("x", ("a", "b"), (("1",),))


def test_excel_header_is_bold_frozen_and_filtered() -> None:
    page = opened(Sheet("x", ("Navn", "År"), (("Kari", 2026),)))["x"]
    assert [cell.value for cell in page[1]] == ["Navn", "År"]
    assert all(cell.font.bold for cell in page[1])
    assert (page.freeze_panes, page.auto_filter.ref, page.print_title_rows) == ("A2", "A1:B2", "$1:$1")


def test_excel_columns_are_as_wide_as_their_text_within_limits() -> None:
    page = opened(Sheet("x", ("Kort", "Middels", "Lang"), (("a", "b" * 30, "c" * 500),)))["x"]
    widths = [page.column_dimensions[letter].width for letter in "ABC"]
    assert widths[0] < widths[1] < widths[2] < 62


@pytest.mark.parametrize("value", ["tekst", 12, -3.5, 0, "007", "12,5"])
def test_excel_gives_plain_values_back(value: Value) -> None:
    cell = stored(value)
    assert (cell.value, type(cell.value)) == (value, type(value))


@pytest.mark.parametrize(
    ("value", "read", "look"),
    [
        (date(2026, 3, 1), MIDNIGHT, "dd.mm.yyyy"),
        (NINE, NINE, "dd.mm.yyyy hh:mm"),
        (NINE.replace(tzinfo=UTC), NINE, "dd.mm.yyyy hh:mm"),
    ],
)
def test_excel_dates_are_dates_in_norwegian_form(value: Value, read: datetime, look: str) -> None:
    cell = stored(value)
    assert (cell.value, cell.number_format) == (read, look)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (date(1850, 3, 1), "01.03.1850"),
        (10**20, "100000000000000000000"),
        (float("nan"), "nan"),
        (float("inf"), "inf"),
        (True, "Ja"),
        (False, "Nei"),
        (None, None),
    ],
)
def test_excel_values_it_cannot_hold_become_text(value: Value, read: str | None) -> None:
    assert stored(value).value == read


def test_excel_says_yes_in_english() -> None:
    file = as_excel([Sheet("a", ("b",), ((True,),))], title="x", language="en")
    assert openpyxl.load_workbook(io.BytesIO(file.content)).worksheets[0]["A2"].value == "Yes"


@pytest.mark.parametrize(
    "text", [*TRICKY_TEXTS, "https://ks.no", "mailto:a@b.no", "=HYPERLINK(1)", "{=1+1}", "_x0041_"]
)
def test_excel_text_never_becomes_a_formula_or_link(text: str) -> None:
    cell = stored(text)
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


@pytest.mark.parametrize("value", [Cell("Forsinket", "danger", bold=True), Toned(3.5, "danger", bold=True)])
def test_excel_tone_is_fill_and_text_colour(value: Value) -> None:
    cell = stored(value)
    assert cell.fill.fgColor.rgb == "FFFADFDD"
    assert cell.font.color.rgb == "FF7A1010"
    assert cell.font.bold


def test_excel_long_text_is_cut_at_the_limit_of_the_format() -> None:
    assert len(stored("x" * 40_000).value) == 32_767


def test_excel_of_empty_sheets_opens() -> None:
    assert opened(Sheet("", (), ()), Sheet("", ("a",), ())).sheetnames == ["Ark", "Ark (2)"]


def test_excel_is_the_same_for_the_same_sheets() -> None:
    sheet = Sheet("x", ("a",), ((date(2026, 1, 1),),))
    assert as_excel([sheet], title="t", language="nb") == as_excel([sheet], title="t", language="nb")


def test_sheet_names_lose_forbidden_characters() -> None:
    assert names("a[b]:c*?d/e\\f", "'sitat'", "") == ["a b c d e f", "sitat", "Ark"]


def test_sheet_names_are_unique_whatever_the_case() -> None:
    assert names("Ås", "ås", "ÅS", "History") == ["Ås", "ås (2)", "ÅS (3)", "History (2)"]


def test_sheet_names_are_cut_and_still_unique() -> None:
    assert names("x" * 40, "x" * 50) == ["x" * 31, "x" * 27 + " (2)"]


@settings(max_examples=50, deadline=None)
@given(any_text, any_text)
def test_excel_gives_any_text_back(text: str, name: str) -> None:
    book = opened(Sheet(name, (text,), ((text,), (Cell(text, "info"),))), Sheet(name, ("a",), ()))
    cells = [cell.value or "" for (cell,) in book.worksheets[0].iter_rows(min_row=2)]
    assert cells == [clean(text)] * 2
    assert all(len(found.encode("utf-16-le")) <= 62 for found in book.sheetnames)
