"""Lists of mentors and mentees are read with the column names that people use."""

from __future__ import annotations

import pytest

from mentornett.documents.tables_in import read_table
from mentornett.exchange.people_files import read_mentees, read_mentors
from mentornett.matching.people import Mentee, Mentor


def test_mentees_are_read_by_norwegian_and_english_titles() -> None:
    titles = "Navn;Enhet;Yrke;Turnus;Språk;Nærmeste leder;Ønsker;Låst til"
    norwegian = f"{titles}\nÅse;Nord;Sykepleier;Tredelt;so, pl;Leif;Mona;Mona\n"
    titles = "name,unit,profession,shift,languages,leader,wishes,locked_to"
    english = f"{titles}\nÅse,Nord,Sykepleier,all,so|pl,Leif,Mona,Mona\n"
    for text in (norwegian, english):
        file = read_mentees(read_table(text.encode()), file="x.csv")
        assert file.people == (
            Mentee(
                "Åse", unit="Nord", profession="sykepleier", shift="rotation", languages=frozenset({"so", "pl"}),
                leaders=("Leif",), wishes=frozenset({"Mona"}),
            ),
        )  # fmt: skip
        assert file.locked == {"Åse": "Mona"}
        assert (file.problems, file.ignored_columns) == ((), ())


def test_mentors_have_defaults_where_a_column_is_missing() -> None:
    file = read_mentors(read_table(b"Id;Navn\n7;Mona\n"), file="x.csv")
    assert file.people == (Mentor("7", places=1, trained=True, active=True),)
    assert file.names == {"7": "Mona"}


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (";2;ja", "verken id eller navn"),
        ("Mona;to;ja", "to er ikke et helt tall (plasser)"),
        ("Mona;-1;ja", "-1 er ikke et helt tall"),
        ("Mona;2;kanskje", "kanskje er verken ja eller nei"),
        ("Mats;1;ja", "Mats står også i en tidligere rad"),
    ],
)
def test_row_that_cannot_be_read_is_told_of_and_the_others_kept(row: str, why: str) -> None:
    text = f"Navn;Plasser;Kurs\nMats;1;ja\n{row}\nMari;3;nei\n"
    file = read_mentors(read_table(text.encode()), file="mentorer.csv")
    assert [mentor.key for mentor in file.people] == ["Mats", "Mari"]
    [problem] = file.problems
    assert (file.file, problem.row) == ("mentorer.csv", 3)
    assert why in problem.why


def test_columns_that_are_not_used_are_named() -> None:
    file = read_mentees(read_table(b"Navn;Skonummer;Navn 2\nMona;40;x\n"), file="x.csv")
    assert file.ignored_columns == ("Skonummer", "Navn 2")
