import pytest

from mentornett.documents.pdf import as_pdf
from mentornett.documents.pdf_row_headers import with_row_headers
from tests.documents.pdf_reading import of_kind, read, scope
from tests.documents.samples import document, table


@pytest.fixture(scope="module")
def plain() -> bytes:
    """A PDF with one table, no row headers marked yet."""
    return as_pdf(document(table(rows=2, row_headers=False))).content


def test_pdf_without_row_headers_is_left_alone(plain: bytes) -> None:
    assert with_row_headers(plain, [False]) is plain


def test_update_stands_after_the_untouched_file(plain: bytes) -> None:
    made = with_row_headers(plain, [True])
    assert made.startswith(plain)
    assert made.endswith(b"%%EOF\n")
    assert made.count(b"startxref") == 2


def test_update_changes_first_cells_to_headers(plain: bytes) -> None:
    pdf = read(with_row_headers(plain, [True]))
    assert [scope(cell) for cell in of_kind(pdf, "/TH")] == ["/Column"] * 3 + ["/Row"] * 2


@pytest.mark.parametrize("tables", [[True, False], [True] * 3])
def test_other_number_of_tables_is_refused(plain: bytes, tables: list[bool]) -> None:
    with pytest.raises(ValueError, match="1 tables"):
        with_row_headers(plain, tables)


@pytest.mark.parametrize("rubbish", [b"", b"%PDF-1.7", b"startxref\n5\n%%EOF\n"])
def test_file_of_other_make_is_refused(rubbish: bytes) -> None:
    with pytest.raises(ValueError, match="cross-reference"):
        with_row_headers(rubbish, [True])
