"""`mentornett match`: two lists in, a proposal out, in words and as a file."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook, load_workbook

MENTORS = """Navn;Enhet;Yrke;Turnus;Erfaring;Plasser;Kurs
Mona Mentor;Nord;Sykepleier;turnus;40;2;ja
Mats Mentor;Sør;Vernepleier;dag;10;1;ja
"""
MENTEES = [
    ["Navn", "Enhet", "Yrke", "Turnus", "Leder", "Låst til"],
    ["Nils Ny", "Nord", "Sykepleier", "dag", None, None],
    ["Nora Ny", "Sør", "Vernepleier", "dag", None, None],
    ["Nina Ny", "Nord", "Sykepleier", "natt", "Mona Mentor", None],
    ["Noor Ny", "Nord", "Vernepleier", "dag", None, "Mona Mentor"],
    [None, "Nord", "Vernepleier", "dag", None, None],
]


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    (tmp_path / "mentorer.csv").write_bytes(MENTORS.encode("cp1252"))
    book = Workbook()
    for row in MENTEES:
        book.active.append(row)
    book.save(tmp_path / "mentees.xlsx")
    return tmp_path


def run(folder: Path, *more: str) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    files = ("--mentors", str(folder / "mentorer.csv"), "--mentees", str(folder / "mentees.xlsx"))
    call_command("match", *files, *more, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_proposal_is_told_in_words(lists: Path) -> None:
    told, problems = run(lists, "--explain")
    assert "Nils Ny – Mona Mentor" in told
    assert "For: samme enhet" in told
    assert "3 av 4 får mentor." in told
    assert "Uten mentor: Nina Ny." in told
    assert "egen leder (1)" in told
    assert "mentees.xlsx, rad 6: Raden har verken id eller navn." in problems


@pytest.mark.parametrize(("language", "sentence"), [("nn", "3 av 4 får mentor."), ("en", "3 of 4 get a mentor.")])
def test_proposal_is_told_in_the_language_asked_for(lists: Path, language: str, sentence: str) -> None:
    told, _problems = run(lists, "--language", language)
    assert sentence in told


def test_proposal_is_written_as_a_file(lists: Path) -> None:
    run(lists, "--out", str(lists / "par.xlsx"))
    rows = list(load_workbook(lists / "par.xlsx").active.iter_rows(values_only=True))
    assert rows[0][:4] == ("Mentee", "Mentor", "Poeng", "Av")
    assert {(row[0], row[1] or None) for row in rows[1:]} == {
        ("Nils Ny", "Mona Mentor"), ("Nora Ny", "Mats Mentor"), ("Noor Ny", "Mona Mentor"), ("Nina Ny", None),
    }  # fmt: skip
    run(lists, "--out", str(lists / "par.csv"))
    assert (lists / "par.csv").read_text(encoding="utf-8-sig").startswith("Mentee;Mentor;Poeng;Av;")


def test_rules_are_read_from_toml(lists: Path) -> None:
    (lists / "rules.toml").write_text('must = ["language"]\n')
    told, _problems = run(lists, "--rules", str(lists / "rules.toml"), "--explain")
    assert "1 av 4 får mentor." in told
    assert "mangler noe programmet krever (2)" in told


@pytest.mark.parametrize(
    ("rules", "why"),
    [
        ("colour = 1", "colour"),
        ("[weights]\nunit = 11", "weights.unit: 11 is not from 0 to 10"),
        ("[weights]\nshoe = 1", "weights: shoe is not one of"),
        ('must = ["load"]', "must: load cannot be a must"),
        ("must = 3", "must: is not a list of texts"),
        ('near = [["Nord"]]', "near: each entry names two units"),
        ("experience_months = true", "experience_months: True is not a whole number"),
        ('training_required = "ja"', "training_required: ja is not true or false"),
        ("weights = 3", "weights: is not a table"),
        ("= nothing", "file"),
    ],
)
def test_rules_that_cannot_be_say_which_setting(lists: Path, rules: str, why: str) -> None:
    (lists / "rules.toml").write_text(rules)
    with pytest.raises(CommandError, match=r"rules\.toml") as caught:
        run(lists, "--rules", str(lists / "rules.toml"))
    assert why in str(caught.value)


def test_file_that_cannot_be_read_is_named(lists: Path) -> None:
    (lists / "mentorer.csv").unlink()
    with pytest.raises(CommandError, match=r"mentorer\.csv"):
        run(lists)
    (lists / "mentorer.csv").write_bytes(b"")
    with pytest.raises(CommandError, match=r"mentorer\.csv: Filen er tom"):
        run(lists)
    (lists / "mentorer.csv").write_text("Navn\nMats Mentor\n")
    with pytest.raises(CommandError, match=r"locked\.Noor Ny"):
        run(lists)


@pytest.mark.parametrize("content", ["a;b\nMona;Nord\n", "Enhet;Yrke\nNord;Sykepleier\n"])
def test_list_that_nobody_can_be_read_from_is_no_proposal(lists: Path, content: str) -> None:
    (lists / "mentorer.csv").write_text(content)
    with pytest.raises(CommandError, match=r"mentorer\.csv: Ingen rader kan brukes.*«Navn» eller «Id»"):
        run(lists)


@pytest.mark.parametrize(("out", "why"), [("par.pdf", r"\.csv eller \.xlsx"), ("borte/par.xlsx", r"par\.xlsx: ")])
def test_file_that_cannot_be_written_is_named_and_not_begun(lists: Path, out: str, why: str) -> None:
    with pytest.raises(CommandError, match=why):
        run(lists, "--out", str(lists / out))
    assert not (lists / out).exists()


def test_each_pair_is_told_once(lists: Path) -> None:
    assert run(lists, "--explain")[0].count("Nils Ny – Mona Mentor") == 1
