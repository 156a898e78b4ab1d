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

MEMORY = 1024 * 1024 * 1024
CPU_SECONDS = 30
MOST_UNPACKED = 300 * 1024 * 1024
MOST_MEMBERS = 2000

Cell = int | float | str | bool | time | date | datetime | timedelta


def main() -> int:
    """Write the sheet as JSON; return 1 when the file asks for more than is reasonable."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    gc.disable()  # a million rows make no cycles, and looking for them takes most of the time
    content = io.BytesIO(sys.stdin.buffer.read())
    with zipfile.ZipFile(content) as packed:
        members = packed.infolist()
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        return 1
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
