"""Excel (.xlsx) from sheets. A text never becomes a formula or a link."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from math import isfinite
from typing import TYPE_CHECKING

from mentornett.documents.blocks import Language
from mentornett.documents.cleaning import clean, one_line
from mentornett.documents.files import File, file_name
from mentornett.documents.palette import ACCENT, TONES
from mentornett.documents.sheets import Plain, Sheet, Toned, toned

if TYPE_CHECKING:
    import xlsxwriter

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DATE = "dd.mm.yyyy"
DATE_TIME = "dd.mm.yyyy hh:mm"
YES_NO: dict[Language, tuple[str, str]] = {"nb": ("Ja", "Nei"), "nn": ("Ja", "Nei"), "en": ("Yes", "No")}
EMPTY_NAMES: dict[Language, str] = {"nb": "Ark", "nn": "Ark", "en": "Sheet"}

# Limits of the file format.
LONGEST_SHEET_NAME = 31
LONGEST_TEXT = 32_767
FIRST_YEAR = 1900
LARGEST_EXACT_INTEGER = 10**15

NARROWEST, WIDEST = 9, 60
_FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\]")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def as_excel(
    sheets: Sequence[Sheet], *, title: str, language: Language, author: str = "", written_at: datetime | None = None
) -> File:
    """The sheets as one Excel file. The same sheets and `written_at` give the same bytes.

    Raises ValueError when there are no sheets.
    """
    if not sheets:
        raise ValueError("An Excel file needs at least one sheet.")
    import xlsxwriter  # noqa: PLC0415 (slow import)

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, options) as book:
        created = (written_at or EPOCH).astimezone(UTC).replace(tzinfo=None)
        book.set_properties({"title": one_line(title)[:255], "author": one_line(author)[:255], "created": created})
        looks = _Looks(book)
        names = sheet_names((sheet.name for sheet in sheets), EMPTY_NAMES[language])
        for name, sheet in zip(names, sheets, strict=True):
            _write(book.add_worksheet(name), sheet, looks, language)
    return File(file_name(title, "xlsx"), CONTENT_TYPE, target.getvalue())


def sheet_names(names: Iterable[str], when_empty: str) -> Iterator[str]:
    """Names Excel accepts: at most 31 characters (UTF-16 units), none forbidden, not «History», no two alike."""
    used = {"history"}
    for name in names:
        base = " ".join(_FORBIDDEN_IN_NAME.sub(" ", one_line(name)).split()).strip("' ") or when_empty
        unique, number = _cut(base, LONGEST_SHEET_NAME), 2
        while unique.casefold() in used:
            ending = f" ({number})"
            unique, number = _cut(base, LONGEST_SHEET_NAME - len(ending)) + ending, number + 1
        used.add(unique.casefold())
        yield unique


def _cut(text: str, units: int) -> str:
    return text.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore").rstrip("' ")


class _Looks:
    """The cell formats of a book, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, str | None, bool], xlsxwriter.format.Format] = {}
        self.header = book.add_format(
            {"bold": True, "font_color": "#FFFFFF", "bg_color": f"#{ACCENT}", "text_wrap": True, "valign": "top"}
        )

    def of(self, value: Toned) -> xlsxwriter.format.Format:
        """The format for a value: number format by its type, colours by its tone."""
        key = (_number_format(value.value), value.tone, value.bold)
        if key not in self._made:
            self._made[key] = self._book.add_format(self._properties(value, key[0]))
        return self._made[key]

    @staticmethod
    def _properties(value: Toned, number_format: str) -> dict[str, object]:
        properties: dict[str, object] = {"num_format": number_format, "bold": value.bold, "valign": "top"}
        if isinstance(value.value, str):
            properties["text_wrap"] = True
        if value.tone:
            colours = TONES[value.tone]
            properties |= {"bg_color": f"#{colours.fill}", "font_color": f"#{colours.ink}"}
        return properties


def _number_format(value: Plain) -> str:
    if isinstance(value, datetime):
        return DATE_TIME
    if isinstance(value, date):
        return DATE
    return "@" if isinstance(value, str) else "General"


def _write(page: xlsxwriter.worksheet.Worksheet, sheet: Sheet, looks: _Looks, language: Language) -> None:
    for column, title in enumerate(sheet.columns):
        page.write_string(0, column, one_line(title)[:LONGEST_TEXT], looks.header)
    for number, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row):
            _write_value(page, number, column, toned(value), looks, language)
    page.freeze_panes(1, 0)
    if sheet.columns:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    for column, width in enumerate(_widths(sheet)):
        page.set_column(column, column, width)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _write_value(
    page: xlsxwriter.worksheet.Worksheet, row: int, column: int, told: Toned, looks: _Looks, language: Language
) -> None:
    value = _storable(told.value, language)
    look = looks.of(Toned(value, told.tone, told.bold))
    if value is None:
        page.write_blank(row, column, None, look)
    elif isinstance(value, str):
        page.write_string(row, column, value, look)
    elif isinstance(value, date):
        moment = value if isinstance(value, datetime) else datetime.combine(value, time())
        page.write_datetime(row, column, moment, look)
    else:
        page.write_number(row, column, value, look)


def _storable(value: Plain, language: Language) -> str | int | float | date | datetime | None:
    """The value as the format can hold it; what it cannot hold as a number or date is written as text."""
    if isinstance(value, bool):
        return YES_NO[language][0 if value else 1]
    if isinstance(value, str):
        return _cut_text(clean(value))
    if isinstance(value, datetime):
        value = value.replace(tzinfo=None)
    if isinstance(value, date) and value.year < FIRST_YEAR:
        return value.strftime("%d.%m.") + f"{value.year:04d}"
    if isinstance(value, int | float) and not (isfinite(value) and abs(value) <= LARGEST_EXACT_INTEGER):
        return str(value)
    return value


def _cut_text(text: str) -> str:
    return text.encode("utf-16-le")[: LONGEST_TEXT * 2].decode("utf-16-le", "ignore")


def _widths(sheet: Sheet) -> list[float]:
    """As wide as the longest of the title and the first 200 values, within limits."""
    widths = [len(title) * 1.15 + 3 for title in sheet.columns]
    for row in sheet.rows[:200]:
        for column, value in enumerate(row):
            widths[column] = max(widths[column], _shown_length(toned(value).value) + 2)
    return [min(max(width, NARROWEST), WIDEST) for width in widths]


def _shown_length(value: Plain) -> float:
    if isinstance(value, datetime):
        return len(DATE_TIME)
    if isinstance(value, date):
        return len(DATE)
    return max((len(line) for line in str(value if value is not None else "").split("\n")), default=0)
