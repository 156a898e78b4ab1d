"""Tables are read from the files that people have, and bad files are refused without harm."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from mentornett.documents.tables_in import MEGABYTE, OWN_FILE, UPLOADED, Limits, UnreadableError, read_table


def workbook(*rows: list[object]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def with_sheet(content: bytes, sheet: bytes) -> bytes:
    """Return the workbook with its first sheet's XML replaced."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            is_sheet = member.filename == "xl/worksheets/sheet1.xml"
            new.writestr(member.filename, sheet if is_sheet else old.read(member.filename))
    return target.getvalue()


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_csv_is_read_however_it_was_saved(delimiter: str, encoding: str) -> None:
    text = f"navn{delimiter}enhet\r\nÅse Øydis{delimiter}Ås sykehjem\r\n"
    table = read_table(text.encode(encoding))
    assert table.header == ("navn", "enhet")
    assert table.rows == ((2, ("Åse Øydis", "Ås sykehjem")),)


def test_csv_keeps_quoted_delimiters_and_drops_odd_spaces() -> None:
    table = read_table('navn;enhet\n"Nord;mann";  Øst\u00a0  2 \n;;\nKari\n'.encode())
    assert table.rows == ((2, ("Nord;mann", "Øst 2")), (4, ("Kari", "")))


def test_spreadsheet_cells_become_text() -> None:
    content = workbook(
        ["navn", "fra", "tid", "antall", "andel", "aktiv", None],
        [None] * 6,
        ["Åse", date(2026, 11, 22), datetime(2026, 11, 22, 13, 30), 3.0, 0.5, True],  # noqa: DTZ001 -- a spreadsheet has no time zone
    )
    table = read_table(content)
    assert table.header == ("navn", "fra", "tid", "antall", "andel", "aktiv")
    assert table.rows == ((3, ("Åse", "2026-11-22", "2026-11-22 13:30", "3", "0.5", "true")),)


@pytest.mark.parametrize("limits", [UPLOADED, OWN_FILE])
def test_spreadsheet_naming_the_last_cell_does_no_harm(limits: Limits) -> None:
    """Two legal cells, A1 and XFD1048576, ask the library for 549 GB."""
    far = (
        b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        b"</sheetData></worksheet>"
    )
    with pytest.raises(UnreadableError, match="broken"):
        read_table(with_sheet(workbook(["navn"]), far), limits=limits)


def test_spreadsheet_that_unpacks_to_too_much_is_refused() -> None:
    big = with_sheet(workbook(["navn"]), b"<worksheet>" + b" " * 3 * MEGABYTE + b"</worksheet>")
    with pytest.raises(UnreadableError, match="packs_too_much") as caught:
        read_table(big, limits=replace(UPLOADED, unpacked=2 * MEGABYTE))
    assert caught.value.limit == 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\n;;\n", "empty"),
        (b"PK\x03\x04 is not a zip file", "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "old_excel"),
        (b"a\x00b", "broken"),
        (";".join(["x"] * 201).encode(), "too_many_columns"),
    ],
)
def test_file_without_a_readable_table_says_why(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_table(content)
    assert caught.value.reason == reason


def test_file_beyond_the_limits_says_which() -> None:
    limits = Limits(rows=2)
    assert len(read_table(b"a\n1\n2\n", limits=limits).rows) == 2
    with pytest.raises(UnreadableError, match="too_many_rows"):
        read_table(b"a\n1\n2\n3\n", limits=limits)
    with pytest.raises(UnreadableError, match="too_large"):
        read_table(b"a\n1\n", limits=Limits(file=3))


def test_own_file_may_be_larger_than_an_upload() -> None:
    content = b"a\n" + b"1\n" * 100_001
    with pytest.raises(UnreadableError, match="too_many_rows"):
        read_table(content)
    assert len(read_table(content, limits=OWN_FILE).rows) == 100_001


@given(st.lists(st.text(alphabet=" a|;\t\u00a0\u2003\u00ad\x1f\x85é", max_size=5), min_size=1, max_size=4))
def test_cells_are_cleaned_whether_or_not_their_line_is_seen_to_need_it(cells: list[str]) -> None:
    line = io.StringIO()
    csv.writer(line, delimiter=";", quoting=csv.QUOTE_ALL).writerow(cells)
    header = ";".join(f"t{number}" for number, _cell in enumerate([*cells, "more"]))
    rows = read_table(f"{header}\n{line.getvalue()}".encode()).rows
    wanted = [" ".join(cell.split()) for cell in cells]
    assert [list(told) for _number, told in rows] == ([[*wanted, ""]] if any(wanted) else [])
