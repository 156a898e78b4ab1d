"""Reads the table in a csv or xlsx file as text, whoever made it.

Spreadsheets are opened in a child process with limits of memory and time: a legal file of 5 kB can name the last cell
of the sheet, and no library survives that.
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1024 * 1024
MOST_COLUMNS = 200
TO_START = 10  # seconds
PACKS_TOO_MUCH = 3  # how the child says so
HEAD = 100_000  # characters in which the titles stand
CHILD = Path(__file__).with_name("spreadsheet_child.py")

DELIMITERS = ";\t,|"
ZIP_START = b"PK\x03\x04"
OLD_EXCEL_START = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be: bytes as it is, rows, bytes unpacked; and the bytes and seconds to open it with."""

    file: int = 20 * MEGABYTE
    rows: int = 100_000
    unpacked: int = 300 * MEGABYTE
    memory: int = 1024 * MEGABYTE
    seconds: int = 30


UPLOADED = Limits()
# somebody's own file on their own machine harms nobody else: a million rows of some ten columns
OWN_FILE = Limits(200 * MEGABYTE, 1_000_000, 2048 * MEGABYTE, 8192 * MEGABYTE, 300)


class UnreadableError(ValueError):
    """The file holds no table that can be read; `reason` is one of `REASONS`, `limit` what a file may hold at most."""

    REASONS = ("empty", "too_large", "packs_too_much", "too_many_rows", "too_many_columns", "old_excel", "broken")

    def __init__(self, reason: str, limit: int = 0) -> None:
        super().__init__(reason)
        self.reason, self.limit = reason, limit


class RowError(ValueError):
    """A cell cannot be used; the text says why, in the reader's words."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row cannot be used, in the reader's words. `row` is the number that a spreadsheet shows."""

    row: int
    why: str


@dataclass(frozen=True, slots=True)
class TableIn:
    """A header and the rows below it, all text. `rows` holds (row number as a spreadsheet shows it, cells).

    Rows without any text are left out. Each row is as long as the header. Dates are written as 2026-11-22, whole
    numbers without decimals, yes and no as «true» and «false».
    """

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_table(content: bytes, *, limits: Limits = UPLOADED) -> TableIn:
    """Read the first sheet of an xlsx file, or a csv file. Raises UnreadableError."""
    if len(content) > limits.file:
        raise UnreadableError("too_large", limits.file // MEGABYTE)
    if content.startswith(OLD_EXCEL_START):
        raise UnreadableError("old_excel")
    lines = _spreadsheet(content, limits) if content.startswith(ZIP_START) else _separated(content)
    numbered = ((number, line if _is_plain(line) else list(map(_plain, line))) for number, line in enumerate(lines, 1))
    filled = [(number, line) for number, line in numbered if any(line)]
    if not filled:
        raise UnreadableError("empty")
    if len(filled) > limits.rows + 1:
        raise UnreadableError("too_many_rows", limits.rows)
    (_first, header), rows = filled[0], filled[1:]
    while header and not header[-1]:
        header = header[:-1]
    if len(header) > MOST_COLUMNS:
        raise UnreadableError("too_many_columns", MOST_COLUMNS)
    width = len(header)
    padding = [""] * width
    return TableIn(
        tuple(header),
        tuple((number, tuple(line if len(line) == width else (line + padding)[:width])) for number, line in rows),
    )


def _is_plain(line: list[str]) -> bool:
    """Tell whether `_plain` would change no cell of a line: that is so for most, and much quicker to see at once."""
    told = f"|{'|'.join(line)}|"
    return told.isprintable() and "  " not in told and "| " not in told and " |" not in told


def _plain(cell: str) -> str:
    """Return a cell's text with ordinary spaces and no spaces around it."""
    return " ".join(cell.replace("\u00a0", " ").split())


def _separated(content: bytes) -> list[list[str]]:
    """Read csv in UTF-8 or, as Norwegian Excel writes it, Windows-1252."""
    if b"\x00" in content:
        raise UnreadableError("broken")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first = next((line for line in text[:HEAD].splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableError("broken") from error


def _spreadsheet(content: bytes, limits: Limits) -> list[list[str]]:
    """Read the first sheet in a child process. Raises UnreadableError when the child gives up or is stopped."""
    told = map(str, (limits.unpacked, limits.memory, limits.seconds))
    command, longest = [sys.executable, "-I", str(CHILD), *told], limits.seconds + TO_START
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=longest, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise UnreadableError("broken") from error
    if done.returncode == PACKS_TOO_MUCH:
        raise UnreadableError("packs_too_much", limits.unpacked // MEGABYTE)
    if done.returncode:
        raise UnreadableError("broken")
    lines: list[list[str]] = json.loads(done.stdout)
    return lines
