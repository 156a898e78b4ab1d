"""Files that are small until somebody opens them: nothing opens them, or it is found out first and said kindly."""

from __future__ import annotations

import ast
import io
import resource
import struct
import time
import zipfile
import zlib
from pathlib import Path

import pytest

import mentornett
from mentornett.core.scoping import EVERYONE, inside
from mentornett.documents.pictures import fits_in_documents
from mentornett.questionnaires.actions import attach_file
from mentornett.questionnaires.actions.attachments import FileError
from mentornett.questionnaires.choices import FileProblem
from mentornett.questionnaires.rules.files import content_type_of
from tests.cast import NOW, Cast

SECONDS, MEGABYTES = 4, 200  # on a busy machine; unpacked, each of these would take gigabytes
READERS = {"openpyxl", "python_calamine", "fastexcel", "polars", "pandas", "PIL", "xlrd", "pypdf", "pikepdf", "lxml"}


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int) -> bytes:
    """Return a black picture of any size, in some kilobytes."""
    squeeze = zlib.compressobj(9)
    row = bytes(1 + (width + 7) // 8)
    data = b"".join(squeeze.compress(row) for _ in range(height)) + squeeze.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def office_bomb(folder: str, members: int = 1, size: int = 50_000_000) -> bytes:
    """Return an Office file whose parts are zeros."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        for number in range(members):
            archive.writestr(f"{folder}{number}.xml", bytes(size))
    return buffer.getvalue()


def spreadsheet_of_two_far_cells() -> bytes:
    """Return a spreadsheet that makes some readers ask for 549 GB: cells A1 and XFD1048576."""
    sheet = '<worksheet><sheetData><row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"/></row></sheetData>'
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><sst>&b;</sst>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (
            ("[Content_Types].xml", "<x/>"), ("xl/worksheets/sheet1.xml", sheet), ("xl/sharedStrings.xml", laughs),
        ):  # fmt: skip
            archive.writestr(name, text)
    return buffer.getvalue()


BOMBS = {
    "docx": office_bomb("word/"), "pptx": office_bomb("ppt/"), "xlsx": spreadsheet_of_two_far_cells(),
    "zip in zip": office_bomb("word/").replace(b"word/0.xml", b"word/0.zip"),
    "20 000 members": office_bomb("xl/", 20_000, 1),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_office_bomb_is_stored_unopened_and_at_once(name: str, cast: Cast) -> None:
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    with inside(EVERYONE):
        row = attach_file(
            sheet=cast.report.sheet, question=cast.questionnaire.questions.get(key="status.hard"), name="x.docx",
            content=BOMBS[name], by=cast.coordinator, now=NOW,
        )  # fmt: skip
    assert time.monotonic() - started < SECONDS
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < MEGABYTES
    assert bytes(row.content) == BOMBS[name]


def test_program_has_nothing_that_opens_what_people_give() -> None:
    """Only a child process with limits opens spreadsheets, and nothing opens documents."""
    imported = {
        name.split(".")[0]
        for path in Path(mentornett.__path__[0]).rglob("*.py")
        if path.name != "spreadsheet_child.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [each.name for each in node.names])
    }
    assert imported & READERS <= {"pikepdf", "lxml"}  # our own PDF gets its row headers, our own Word its parts


WHOLE = png(40, 30)
DAMAGED = {
    "thirty thousand points square": png(30_000, 30_000), "says so only": WHOLE[:16] + b"\xff" * 8 + WHOLE[24:],
    "nothing wide": png(0, 10), "cut off": WHOLE[:-20], "rubbish": b"\x89PNG\r\n\x1a\nrubbish", "signature": WHOLE[:8],
    "wrong sum": WHOLE[:45] + b"\x00\x01" + WHOLE[47:],
}  # fmt: skip


def test_whole_picture_fits() -> None:
    assert fits_in_documents(WHOLE)


@pytest.mark.parametrize("name", DAMAGED)
def test_picture_that_documents_cannot_bear_is_refused_at_once(name: str, cast: Cast) -> None:
    """An attached picture stands in the team's report: one that cannot be opened would stop it, and the zip of all."""
    assert content_type_of(DAMAGED[name]) == ("png", "image/png")
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    with inside(EVERYONE), pytest.raises(FileError) as refused:
        attach_file(
            sheet=cast.report.sheet, question=cast.questionnaire.questions.get(key="status.hard"), name="x.png",
            content=DAMAGED[name], by=cast.coordinator, now=NOW,
        )  # fmt: skip
    assert refused.value.problem == FileProblem.PICTURE
    assert time.monotonic() - started < SECONDS
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < MEGABYTES
