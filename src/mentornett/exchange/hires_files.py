"""Lists of employees as Visma, Unit4 and people's own sheets write them: column names in any order and language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from mentornett.core.text import clean, has_national_id
from mentornett.documents.tables_in import RowError, RowProblem
from mentornett.exchange.cells import columns_by_title, day_in
from mentornett.exchange.people_files import YES
from mentornett.mentoring.rules.hire_rows import NEEDED, HireRow

NAMES: dict[str, tuple[str, ...]] = {
    "email": ("e-post", "epost", "e-postadresse", "epostadresse", "jobb e-post", "e-post jobb",
              "e-post arbeid", "jobb-epost", "jobb-e-post", "email", "e-mail", "mail"),
    "name": ("navn", "namn", "fullt navn", "fornavn og etternavn", "ansatt", "tilsett", "ressurs (t)",
             "ressursnavn", "name", "employee"),
    "first_name": ("fornavn", "førenamn", "first name"),
    "last_name": ("etternavn", "etternamn", "last name", "surname"),
    "unit": ("enhet", "eining", "avdeling", "arbeidssted", "organisasjonsenhet", "org.enhet", "org. enhet",
             "koststed (t)", "koststed", "unit"),
    "profession": ("stilling", "stillingstittel", "yrkestittel", "stilling (t)", "yrke", "profesjon",
                   "stillingskode (t)", "position"),
    "starts": ("startdato", "ansattdato", "ansatt dato", "ansettelsesdato", "tiltredelsesdato",
               "oppstartsdato", "oppstart", "dato fra", "fra dato", "ansatt fra", "tilsett frå", "frå", "fra",
               "første arbeidsdag", "start", "start date"),
    "ends": ("sluttdato", "dato til", "til dato", "ansatt til", "tilsett til", "til", "fratredelsesdato",
             "siste arbeidsdag", "end date"),
    "number": ("ansattnr", "ansattnr.", "ansattnummer", "tilsettnummer", "ressursnr", "ressurs", "employee number"),
    "percent": ("stillingsprosent", "stillings-%", "stilling %", "st.%", "st. %", "prosent", "percent"),
    "shift": ("turnus", "vakt", "arbeidstidsordning", "shift"),
    "temporary": ("vikar", "midlertidig", "vikariat", "temporary"),
}  # fmt: skip
LONGEST = {"name": 120, "unit": 120, "profession": 80, "number": 40, "shift": 40}
MOST_SHOWN = 5
Rows = Iterable[tuple[int, Sequence[str]]]


def guessed(header: Sequence[str]) -> dict[str, int]:
    """Return which column holds what, as far as its title tells."""
    return columns_by_title(header, NAMES)


def missing(columns: Mapping[str, int]) -> list[str]:
    """Return what no column is chosen for though every row needs it."""
    needed = [field for field in NEEDED if field not in columns]
    has_name = "name" in columns or {"first_name", "last_name"} <= set(columns)
    return needed if has_name else ["name", *needed]


def national_id_rows(header: Sequence[str], rows: Rows) -> dict[str, list[int]]:
    """Return the columns in which national identity numbers seem to stand, with the first rows of each."""
    found: dict[str, list[int]] = {}
    for number, cells in rows:
        for title, cell in zip(header, cells, strict=True):
            if len(cell) > 10 and has_national_id(cell) and len(at := found.setdefault(title, [])) < MOST_SHOWN:
                at.append(number)
    return found


def read_hires(rows: Rows, columns: Mapping[str, int]) -> tuple[list[HireRow], list[RowProblem]]:
    """Read the rows by the chosen columns; a row that cannot be read is told of and left out."""
    found: dict[str, HireRow] = {}
    problems = []
    for number, cells in rows:
        values = {field: clean(cells[at]) for field, at in columns.items() if at < len(cells)}
        try:
            row = _hire(number, values)
            if row.email in found:
                raise RowError(_("%(email)s stands in an earlier row too.") % {"email": row.email})
            found[row.email] = row
        except RowError as error:
            problems.append(RowProblem(number, str(error)))
    return list(found.values()), problems


def _hire(number: int, values: Mapping[str, str]) -> HireRow:
    starts = day_in(values.get("starts", ""))
    if starts is None:
        raise RowError(_("The first day of work is missing."))
    ends = day_in(values.get("ends", ""))
    if ends and ends < starts:
        raise RowError(_("The last day comes before the first."))
    name = values.get("name") or f"{values.get('first_name', '')} {values.get('last_name', '')}"
    return HireRow(
        row=number, email=_email(values), name=_text(name, "name"), unit=_text(values.get("unit", ""), "unit"),
        profession=_text(values.get("profession", ""), "profession"), starts=starts, ends=ends,
        number=_text(values.get("number", ""), "number", needed=False), percent=_percent(values.get("percent", "")),
        shift=_text(values.get("shift", ""), "shift", needed=False),
        temporary=values.get("temporary", "").casefold() in YES,
    )  # fmt: skip


def _email(values: Mapping[str, str]) -> str:
    email = values.get("email", "").casefold()
    if not email:
        raise RowError(_("The e-mail address is missing."))
    try:
        validate_email(email)
    except ValidationError as error:
        raise RowError(_("«%(cell)s» is not an e-mail address.") % {"cell": email[:60]}) from error
    return email


def _text(value: str, field: str, *, needed: bool = True) -> str:
    text = value.strip()
    if needed and not text:
        words = {"name": _("The name is missing."), "unit": _("The unit is missing.")}
        raise RowError(words.get(field) or _("The profession is missing."))
    if len(text) > LONGEST[field]:
        raise RowError(_("«%(start)s…» is too long.") % {"start": text[:30]})
    return text


def _percent(cell: str) -> int | None:
    plain = cell.replace("%", "").replace(",", ".").strip()
    if not plain:
        return None
    try:
        number = round(float(plain))
    except (ValueError, OverflowError) as error:
        raise RowError(_("«%(cell)s» is not a percentage.") % {"cell": cell[:30]}) from error
    if not 0 <= number <= 100:
        raise RowError(_("«%(cell)s» is not a percentage.") % {"cell": cell[:30]})
    return number
