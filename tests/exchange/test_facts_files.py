"""Lists of facts from people's own systems."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from mentornett.documents.tables_in import RowError
from mentornett.exchange.cells import day_in, month_in, number_in, whole_in, yes_in
from mentornett.exchange.facts_files import guessed, missing, read_facts
from mentornett.measurement.forms.fact_files import LABELS
from mentornett.measurement.forms.vacancies import VacancyForm

HEADER = ("Stillingstittel", "Avdeling", "Utlysningsdato", "Antall søkere", "Mentor nevnt", "Ansatt dato", "Status")
COLUMNS = guessed("vacancies", HEADER)


@pytest.fixture(autouse=True)
def _in_norwegian() -> None:
    translation.activate("nb")


def test_columns_are_known_by_their_titles() -> None:
    assert set(COLUMNS) == {
        "profession", "unit", "advertised_on", "applicants", "mentor_offered", "filled_on", "state",
    }  # fmt: skip
    assert missing("vacancies", COLUMNS) == []
    assert missing("vacancies", {"unit": 0}) == ["profession", "advertised_on"]


@pytest.mark.parametrize("kind", list(LABELS))
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_columns_named_as_the_page_names_them_are_known(kind: str, language: str) -> None:
    with translation.override(language):
        header = [f"{label}?" for label in LABELS[kind].values()]
    assert list(guessed(kind, header).items()) == [(name, at) for at, name in enumerate(LABELS[kind])]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_columns_named_as_the_form_for_one_post_are_known(language: str) -> None:
    names = ("profession", "unit", "advertised_on", "posts", "applicants", "qualified", "filled_on")
    with translation.override(language):
        header = [str(VacancyForm.base_fields[name].label) for name in names]
    assert guessed("vacancies", header) == {name: at for at, name in enumerate(names)}


def test_good_rows_are_read_and_the_others_are_told_of() -> None:
    rows = [
        (2, ("sykepleier", "Post 1", "01.02.2026", "4", "ja", "2026-03-01", "")),
        (3, ("vernepleier", "", "1.2.2026", "", "", "", "Trukket")),
        (4, ("lege", "Post 1", "i går", "4", "", "", "")), (5, ("", "Post 1", "01.02.2026", "4", "", "", "")),
        (6, ("lege", "Post 1", "01.02.2026", "mange", "", "", "")),
        (7, ("lege", "Post 1", "01.02.2026", "4", "kanskje", "", "")),
        (8, ("Ola 01017012345", "Post 1", "01.02.2026", "4", "", "", "")),
    ]  # fmt: skip
    good, problems = read_facts("vacancies", rows, COLUMNS)
    assert [(row.row, row.advertised_on, row.applicants, row.mentor_offered, row.state) for row in good] == [
        (2, date(2026, 2, 1), 4, True, "filled"), (3, date(2026, 2, 1), None, None, "withdrawn"),
    ]  # fmt: skip
    assert [problem.row for problem in problems] == [4, 5, 6, 7, 8]
    assert "fødselsnummer" in problems[-1].why


@pytest.mark.parametrize(("cell", "number"), [("", None), ("3,5", "3.5"), ("1 234,5", "1234.5"), ("7 %", "7")])
def test_numbers_are_read_as_norwegians_write_them(cell: str, number: str | None) -> None:
    found = number_in(cell)
    assert (None if found is None else str(found)) == number


@pytest.mark.parametrize("cell", ["x", "1e999999", "NaN", "Infinity", "-1", "3,5", "10000"])
def test_what_is_no_whole_number_in_reach_is_refused(cell: str) -> None:
    with pytest.raises(RowError):
        whole_in(cell, most=9999)


def test_yes_no_and_nothing_are_three_things() -> None:
    assert [yes_in(cell) for cell in ("Ja", "nei", " ")] == [True, False, None]


@pytest.mark.parametrize(
    "cell",
    ["2026-03", "2026/3", "03.2026", "3-2026", "mars 2026", "Mar. 2026", "march 2026", "2026-03-17", "17.3.2026"],
)  # fmt: skip
def test_months_are_read_as_people_write_them(cell: str) -> None:
    assert month_in(cell) == date(2026, 3, 1)


@pytest.mark.parametrize("cell", ["2026-12-01", "1.12.2026", "01.12.26", "1. desember 2026", "1 Dec 2026"])
def test_day_is_read_as_people_write_it(cell: str) -> None:
    assert day_in(cell) == date(2026, 12, 1)


@pytest.mark.parametrize("cell", ["31. februar 2026", "1. hest 2026", "desember 2026", "1. desember"])
def test_day_that_cannot_be_is_refused(cell: str) -> None:
    with pytest.raises(RowError):
        day_in(cell)


@pytest.mark.parametrize("cell", ["2026-13", "00.2026", "vår 2026", "2026", "mars"])
def test_what_is_no_month_is_refused(cell: str) -> None:
    with pytest.raises(RowError):
        month_in(cell)
