"""Lists of facts as recruitment systems and people's own sheets write them: column names in any order and language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from mentornett.core.text import clean
from mentornett.documents.tables_in import RowError, RowProblem
from mentornett.exchange.cells import columns_by_title, day_in, month_in, number_in, whole_in, words_in, yes_in
from mentornett.measurement.choices import FactKind, VacancyState
from mentornett.measurement.rules.fact_rows import BaselineRow, MonthFigure, VacancyRow
from mentornett.measurement.rules.series import MOST_COUNTED, Entry

Cells = Mapping[str, str]


@dataclass(frozen=True)
class Reading:
    """How lists of one kind are read: the titles of the columns, those that every row needs, and one row."""

    names: Mapping[str, Sequence[str]]
    needed: tuple[str, ...]
    read: Callable[[int, Cells], Any]
    instead: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # columns that make one of those unneeded


def _hired(number: int, cells: Cells) -> BaselineRow:
    label, starts = words_in(cells.get("label", ""), most=120), day_in(cells.get("starts", ""))
    if not label:
        raise RowError(_("The name or the number is missing."))
    if starts is None:
        raise RowError(_("The first day of work is missing."))
    ends = day_in(cells.get("ends", ""))
    if ends and ends < starts:
        raise RowError(_("The last day comes before the first."))
    return BaselineRow(
        row=number, label=label, starts=starts, ends=ends, still_here=yes_in(cells.get("still_here", "")),
        unit_name=words_in(cells.get("unit_name", ""), most=120),
        profession=words_in(cells.get("profession", ""), most=80),
    )  # fmt: skip


def _month(number: int, cells: Cells) -> MonthFigure:
    month, value = month_in(cells.get("month", "")), number_in(cells.get("value", ""))
    if month is None:
        raise RowError(_("The month is missing."))
    cases, people = (whole_in(cells.get(name, ""), most=MOST_COUNTED) for name in ("cases", "people"))
    if value is None and (cases is None or people is None):
        raise RowError(_("The number is missing. A month without a number is left out."))
    unit, entry = words_in(cells.get("unit", ""), most=120), Entry(round(value or Decimal(0), 2), cases, people)
    return MonthFigure(number, month, entry, unit, has_number=value is not None)


def _vacancy(number: int, cells: Cells) -> VacancyRow:
    advertised = day_in(cells.get("advertised_on", ""))
    profession = words_in(cells.get("profession", ""), most=80)
    if advertised is None:
        raise RowError(_("The day it was advertised is missing."))
    if not profession:
        raise RowError(_("The profession is missing."))
    filled_on = day_in(cells.get("filled_on", ""))
    applicants, qualified = (whole_in(cells.get(name, ""), most=9999) for name in ("applicants", "qualified"))
    return VacancyRow(
        row=number, unit=words_in(cells.get("unit", ""), most=120), profession=profession, advertised_on=advertised,
        posts=whole_in(cells.get("posts", ""), most=99) or None, applicants=applicants, qualified=qualified,
        reference=words_in(cells.get("reference", ""), most=40), filled_on=filled_on,
        mentor_offered=yes_in(cells.get("mentor_offered", "")), state=_state(cells.get("state", ""), bool(filled_on)),
    )  # fmt: skip


def _state(cell: str, is_filled: bool) -> str:
    if is_filled:
        return VacancyState.FILLED
    plain = cell.casefold().strip()
    return next((state for state, words in STATES.items() if plain in words), VacancyState.OPEN)


STATES = {
    VacancyState.WITHDRAWN: {"trukket", "trekt", "trekt tilbake", "trukket tilbake", "avlyst", "withdrawn"},
    VacancyState.READVERTISED: {"lyst ut på nytt", "utlyst på nytt", "ny utlysning", "ny utlysing", "again"},
}
READINGS = {
    FactKind.VACANCIES: Reading(
        {
            "profession": ("stilling", "stillingstittel", "yrke", "profesjon", "tittel", "position", "profession"),
            "unit": ("enhet", "eining", "avdeling", "arbeidssted", "virksomhet", "unit"),
            "advertised_on": ("utlyst", "lyst ut", "utlyst dato", "utlysningsdato", "utlysingsdato", "publisert",
                              "advertised", "advertised on"),
            "posts": ("antall stillinger", "stillinger", "talet på stillingar", "stillingar",
                      "hvor mange stillinger", "kor mange stillingar", "how many posts",
                      "number of posts", "posts"),
            "applicants": ("søkere", "antall søkere", "søkjarar", "talet på søkjarar", "applicants"),
            "qualified": ("kvalifiserte", "kvalifiserte søkere", "kvalifiserte søkjarar", "av dem kvalifiserte",
                          "av dei kvalifiserte", "qualified", "qualified applicants", "of them qualified"),
            "mentor_offered": ("mentor", "mentor nevnt", "mentor i annonsen", "mentor nemnd", "mentor mentioned"),
            "filled_on": ("ansatt dato", "ansatt", "tilsatt", "besatt", "tilsett", "tilbud akseptert", "filled",
                          "dagen noen takket ja", "dagen nokon takka ja", "the day somebody said yes"),
            "state": ("status", "tilstand", "state"),
            "reference": ("referanse", "stillingsid", "stilling id", "id", "saksnummer", "reference",
                          "nummer i eget system", "nummer i eige system", "number in your own system"),
        },
        ("profession", "advertised_on"), _vacancy,
    ),
    FactKind.MONTHS: Reading(
        {
            "month": ("måned", "månad", "periode", "dato", "month"),
            "value": ("tall", "tal", "verdi", "antall", "prosent", "timer", "vakter", "kroner", "beløp", "value",
                      "number"),
            "unit": ("enhet", "eining", "avdeling", "unit"),
            "cases": ("hvor mange", "kor mange", "teller", "teljar", "fraværende", "fråverande", "antall fraværende",
                      "hvor mange (sykefravær: fraværende)", "kor mange (sjukefråvær: fråverande)", "how many",
                      "how many (sick leave: absent)", "absent"),
            "people": ("av hvor mange", "av kor mange", "av", "nevner", "nemnar", "ansatte", "tilsette",
                       "antall ansatte", "personer", "of how many", "people"),
        },
        ("month", "value"), _month, {"value": ("cases", "people")},
    ),
    FactKind.BASELINE: Reading(
        {
            "label": ("navn", "namn", "ansattnr", "ansattnummer", "tilsettnummer", "ansatt", "name", "employee number",
                      "navn eller ansattnummer", "namn eller tilsettnummer", "name or employee number"),
            "starts": ("startdato", "ansattdato", "ansettelsesdato", "første arbeidsdag", "fra", "start date",
                       "first day of work"),
            "unit_name": ("enhet", "eining", "avdeling", "unit"),
            "profession": ("stilling", "stillingstittel", "yrke", "profesjon", "profession"),
            "ends": ("sluttdato", "siste arbeidsdag", "fratredelsesdato", "til", "end date", "last day of work"),
            "still_here": ("fortsatt ansatt", "fortsatt her", "framleis tilsett", "framleis her",
                           "fortsatt ansatt etter 12 måneder", "fortsatt her etter 12 måneder",
                           "framleis her etter 12 månader", "still here", "still here after 12 months"),
        },
        ("label", "starts"), _hired,
    ),
}  # fmt: skip


def guessed(kind: str, header: Sequence[str]) -> dict[str, int]:
    """Return which column holds what, as far as its title tells."""
    return columns_by_title(header, READINGS[FactKind(kind)].names)


def always_needed(kind: str) -> list[str]:
    """Return what every row needs, whatever else it has."""
    reading = READINGS[FactKind(kind)]
    return [name for name in reading.needed if name not in reading.instead]


def missing(kind: str, columns: Mapping[str, int]) -> list[str]:
    """Return what no column is chosen for though every row needs it."""
    reading = READINGS[FactKind(kind)]
    told = {name for name, others in reading.instead.items() if set(others) <= set(columns)} | set(columns)
    return [name for name in reading.needed if name not in told]


def read_facts(
    kind: str, rows: Iterable[tuple[int, Sequence[str]]], columns: Mapping[str, int]
) -> tuple[list[Any], list[RowProblem]]:
    """Read the rows by the chosen columns; a row that cannot be read is told of and left out."""
    found, problems = [], []
    for number, cells in rows:
        values = {field: clean(cells[at]) for field, at in columns.items() if at < len(cells)}
        try:
            found.append(READINGS[FactKind(kind)].read(number, values))
        except RowError as error:
            problems.append(RowProblem(number, str(error)))
    return found, problems
