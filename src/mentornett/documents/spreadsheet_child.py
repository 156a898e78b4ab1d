"""The child process that opens a spreadsheet: xlsx on standard input, its first sheet as JSON on standard output."""

from __future__ import annotations

import gc
import io
import json
import resource
import sys
import zipfile
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineWorkbook

MOST_MEMBERS = 2000
BROKEN, PACKS_TOO_MUCH = 1, 3

Cell = int | float | str | bool | time | date | datetime | timedelta


def main() -> int:
    """Write the sheet as JSON; return something else than 0 when the file asks for more than is reasonable.

    Bytes unpacked, bytes of memory and seconds stand on the command line.
    """
    unpacked, memory, seconds = map(int, sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    gc.disable()  # a million rows make no cycles, and looking for them takes most of the time
    content = io.BytesIO(sys.stdin.buffer.read())
    with zipfile.ZipFile(content) as packed:
        members = packed.infolist()
    if len(members) > MOST_MEMBERS:
        return BROKEN
    if sum(member.file_size for member in members) > unpacked:
        return PACKS_TOO_MUCH
    content.seek(0)
    sheet = CalamineWorkbook.from_filelike(content).get_sheet_by_index(0)
    json.dump([[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)], sys.stdout)
    return 0


def _text(cell: Cell) -> str:
    if isinstance(cell, str):  # most are
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time(0) else cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


if __name__ == "__main__":
    sys.exit(main())
