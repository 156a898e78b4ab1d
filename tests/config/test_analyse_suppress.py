"""`mentornett analyse suppress`: the same table without what is small, and nothing to work it out from."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from django.core.management import CommandError
from hypothesis import given
from hypothesis import strategies as st

from mentornett.measurement.rules.counts import CountTable, suppress
from tests.config.test_analyse_command import run

GOOD = """Enhet;Sykepleiere;Helsefagarbeidere;Andre;Sum
Nord;12;3;6;21
Øst;8;14;0;22
Sør;9;11;7;27
Sum;29;28;13;70
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "tabell.csv"
    path.write_bytes(GOOD.encode("cp1252"))
    return path


def test_small_units_that_would_hide_less_together_are_named(tmp_path: Path) -> None:
    path = tmp_path / "sma.csv"
    path.write_text("Enhet;A;B;Sum\nNord;12;13;25\nØst;3;6;9\nSør;9;11;20\nVest;4;7;11\nSum;28;37;65\n")
    told, _problems = run("suppress", str(path), "--json")
    assert json.loads(told)["put_together"] == ["Øst", "Vest"]
    assert "Flere tall kan vises når disse enhetene slås sammen til én rad: Øst, Vest." in told


def test_thousands_are_set_apart(tmp_path: Path) -> None:
    path = tmp_path / "stor.csv"
    header = ";".join(["Enhet", *(f"G{column}" for column in range(26))])
    path.write_text("\n".join([header, *(f"U{row};" + ";".join(["9"] * 26) for row in range(40))]))
    assert "Alle 1\xa0040 tallene kan vises" in run("suppress", str(path))[0]
    path.write_text("Enhet;A\nNord;2000000")
    with pytest.raises(CommandError, match="«2000000» er ikke et helt tall fra 0 til 1\xa0000\xa0000"):
        run("suppress", str(path))


def test_small_number_cannot_be_worked_out_from_the_sums(table: Path, tmp_path: Path) -> None:
    out = tmp_path / "ut.csv"
    told, problems = run("suppress", str(table), "--out", str(out))
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    given = list(csv.reader(GOOD.splitlines(), delimiter=";"))
    assert [
        cell == ":" or cell == old
        for row, was in zip(rows, given, strict=True)
        for cell, old in zip(row, was, strict=True)
    ]
    hidden = [row.count(":") for row in rows]
    assert rows[1][2] == ":"
    assert sorted(hidden) == [0, 0, 0, 2, 2]
    assert "4 av 16 tall er skjult, fordi de er fra 1 til 4 eller kan regnes ut fra de andre." in told
    assert "Nord" not in told
    assert problems == ""


def test_without_a_file_the_table_is_printed_and_json_has_no_hidden_number(table: Path) -> None:
    assert "Øst;8;14;0;22" in run("suppress", str(table))[0]
    found = json.loads(run("suppress", str(table), "--json")[0])
    assert found["units"][0]["counts"][1] is None
    assert (found["hidden"], found["numbers"]) == (4, 16)


def test_without_sums_only_small_numbers_go_and_the_reader_is_warned(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("Avdeling;Ble;Sluttet\nNord;1 200;3\nSør;8;0\n")
    told, _problems = run("suppress", str(path), "--language", "nn")
    assert "1 av 4 tal er skjult" in told
    assert "Nord;1200;:" in told
    assert "Tabellen har ingen summar." in told


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("Nord;12;x;6;21", "rad 2: «x» er ikke et tall. (Helsefagarbeidere)"),
        ("Nord;12;;6;18", "rad 2: Et tall mangler: skriv 0"),
        ("Nord;12;-3;6;15", "rad 2: «-3» er ikke et helt tall"),
        ("Nord;1;2;3;7", "rad 2: «Sum» er 7, men de andre tallene blir 6 til sammen."),
        ("Nord;1;2;3;6\nNord;1;2;3;6", "rad 3: «Nord» står også i rad 2."),
        (";1;2;3;6", "rad 2: Enheten mangler navn."),
        ("Sum;1;2;3;6\nTotalt;1;2;3;6", "flere kolonner eller rader med summer"),
        ("", "Tabellen trenger"),
    ],
)
def test_no_table_is_made_from_rows_that_are_wrong(tmp_path: Path, rows: str, says: str) -> None:
    path, out = tmp_path / "t.csv", tmp_path / "ut.csv"
    path.write_text(GOOD.splitlines()[0] + "\n" + rows + "\n")
    with pytest.raises(CommandError) as told:
        run("suppress", str(path), "--out", str(out))
    assert says in str(told.value)
    assert not out.exists()


@given(st.lists(st.lists(st.integers(0, 20), min_size=2, max_size=3), min_size=2, max_size=4))
def test_no_row_or_column_of_a_table_with_sums_has_one_hidden_number(drawn: list[list[int]]) -> None:
    width = min(map(len, drawn))
    rows = [(*row[:width], sum(row[:width])) for row in drawn]
    rows.append(tuple(map(sum, zip(*rows, strict=True))))
    names = tuple(map(str, range(max(len(rows), width + 1))))
    found = suppress(CountTable(names[: len(rows)], names[: width + 1], tuple(rows), len(rows) - 1, width))
    assert found is not None
    for line in (*found.shown, *zip(*found.shown, strict=True)):
        assert line.count(None) != 1
    for shown, real in zip(found.shown, rows, strict=True):
        assert all(one is None or (one == was and not 0 < one < 5) for one, was in zip(shown, real, strict=True))
