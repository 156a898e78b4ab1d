"""CSV that a Norwegian Excel opens by a double click."""

import csv
import io
from datetime import date, datetime

from mentornett.documents.blocks import Language
from mentornett.documents.cleaning import clean
from mentornett.documents.excel import YES_NO
from mentornett.documents.files import File, file_name
from mentornett.documents.sheets import Sheet, Value, toned

CONTENT_TYPE = "text/csv; charset=utf-8"

# A cell that starts with one of these is run as a formula by Excel (CWE-1236).
DANGEROUS_STARTS = ("=", "+", "-", "@", "\t", "\r")


def as_csv(sheet: Sheet, *, language: Language = "nb") -> File:
    """The sheet with semicolons, UTF-8 with a mark, decimal comma and dd.mm.yyyy.

    Texts that Excel would run as formulas get an apostrophe before them; numbers do not need it.
    """
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow([_harmless(title) for title in sheet.columns])
    for row in sheet.rows:
        writer.writerow([_told(value, language) for value in row])
    return File(file_name(sheet.name, "csv"), CONTENT_TYPE, target.getvalue().encode("utf-8-sig"))


def _told(value: Value, language: Language) -> str:
    plain = toned(value).value
    if plain is None:
        return ""
    if isinstance(plain, bool):
        return YES_NO[language][0 if plain else 1]
    if isinstance(plain, int | float):
        return str(plain).replace(".", ",")
    return _told_date(plain) if isinstance(plain, date) else _harmless(plain)


def _told_date(day: date) -> str:
    told = f"{day.day:02d}.{day.month:02d}.{day.year:04d}"
    return f"{told} {day.hour:02d}:{day.minute:02d}" if isinstance(day, datetime) else told


def _harmless(text: str) -> str:
    cleaned = clean(text)
    return f"'{cleaned}" if text.startswith(DANGEROUS_STARTS) or cleaned.startswith(DANGEROUS_STARTS) else cleaned
