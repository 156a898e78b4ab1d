"""Cells of people's own lists as values: days, numbers, yes and no. A cell that cannot be read raises RowError."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils import formats
from django.utils.translation import gettext as _

from mentornett.core.days import month_number, read_day
from mentornett.core.text import has_national_id
from mentornett.documents.tables_in import RowError
from mentornett.exchange.people_files import NO, YES

_TOGETHER = re.compile(r"(\d{4})(\d\d)(\d\d)")  # 20261126, as many systems write it
SHOWN = 30


class ColumnError(ValueError):
    """A column that is asked for, or that every row needs, is not in the file; the text says which, in words."""


def columns_by_title(header: Sequence[str], names: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return which column holds what, as far as its title tells; `names` are the titles of each, in small letters."""
    plain = [re.sub(r"\s+", " ", title.casefold().replace("_", " ")).strip(" ?:.") for title in header]
    found: dict[str, int] = {}
    for field, titles in names.items():
        at = next((plain.index(title) for title in titles if title in plain), None)
        if at is not None and at not in found.values():
            found[field] = at
    return found


def columns_chosen(
    header: Sequence[str], names: Mapping[str, Sequence[str]], chosen: Mapping[str, str]
) -> dict[str, int]:
    """Return which column holds what: by the chosen titles, else as far as their own tell. Raises ColumnError."""
    plain = [title.casefold() for title in header]
    found = {field: at for field, at in columns_by_title(header, names).items() if field not in chosen}
    for field, title in chosen.items():
        if title.casefold() not in plain:
            raise ColumnError(_("There is no column «%(title)s». The columns are: %(known)s") % {
                "title": title, "known": ", ".join(name for name in header if name),
            })  # fmt: skip
        found[field] = plain.index(title.casefold())
    return found


def day_in(cell: str) -> date | None:
    """Return the day in a cell; None when it is empty."""
    if not cell:
        return None
    day = read_day(_TOGETHER.sub(r"\1-\2-\3", cell.strip())) or read_day(cell)
    if day and 1940 <= day.year <= 2100:
        return day
    if re.fullmatch(r"[2-6]\d{4}", cell.strip()):
        raise RowError(_("«%(cell)s» is a day as Excel counts them. Give the column a date format.") % {"cell": cell})
    raise RowError(_("«%(cell)s» is not a day.") % {"cell": cell[:SHOWN]})


def month_in(cell: str) -> date | None:
    """Return the first day of the month in a cell: «2026-03», «03.2026», «mars 2026» or a day; None when empty."""
    plain = re.sub(r"\s+", " ", cell.casefold().strip())
    if found := re.fullmatch(r"(\d{4})[-./](\d{1,2})", plain):
        year, number = int(found[1]), int(found[2])
    elif found := re.fullmatch(r"(\d{1,2})[-./](\d{4})", plain):
        year, number = int(found[2]), int(found[1])
    elif found := re.fullmatch(r"([a-z]{3,})\.? ?(\d{4})", plain):
        year, number = int(found[2]), month_number(found[1])
    else:
        day = day_in(cell)
        return day.replace(day=1) if day else None
    if 1 <= number <= 12 and 1940 <= year <= 2100:
        return date(year, number, 1)
    raise RowError(_("«%(cell)s» is not a month.") % {"cell": cell[:SHOWN]})


def whole_in(cell: str, *, most: int) -> int | None:
    """Return the whole number in a cell, none below 0; None when it is empty."""
    number = number_in(cell)
    if number is None:
        return None
    if not 0 <= number <= most or number != int(number):  # in reach first: of 1e999999, int makes a million digits
        raise RowError(_("«%(cell)s» is not a whole number from 0 to %(most)s.") % {
            "cell": cell[:SHOWN], "most": formats.number_format(most, use_l10n=True, force_grouping=True),
        })  # fmt: skip
    return int(number)


def number_in(cell: str) -> Decimal | None:
    """Return the number in a cell, with comma or point, and with spaces between thousands; None when it is empty."""
    plain = re.sub(r"\s", "", cell).replace(",", ".").removesuffix("%")
    if not plain:
        return None
    try:
        number = Decimal(plain)
    except InvalidOperation as error:
        raise RowError(_("«%(cell)s» is not a number.") % {"cell": cell[:SHOWN]}) from error
    if not number.is_finite():
        raise RowError(_("«%(cell)s» is not a number.") % {"cell": cell[:SHOWN]})
    return number


def yes_in(cell: str) -> bool | None:
    """Return what a cell says yes or no to; None when it is empty."""
    plain = cell.casefold().strip()
    if not plain:
        return None
    if plain not in YES | NO:
        raise RowError(_("«%(cell)s» is neither yes nor no.") % {"cell": cell[:SHOWN]})
    return plain in YES


def words_in(cell: str, *, most: int) -> str:
    """Return the text in a cell."""
    text = cell.strip()
    if has_national_id(text):
        raise RowError(_("A national identity number seems to stand in the row. Leave it out."))
    if len(text) > most:
        raise RowError(_("«%(start)s…» is too long.") % {"start": text[:SHOWN]})
    return text
