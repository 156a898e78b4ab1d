"""`mentornett analyse`: a file in, an answer in four parts with its grade out."""

from __future__ import annotations

import io
import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook
from scipy import stats

PILOT = date(2018, 1, 1)


def run(*given: str) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("analyse", *given, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def pilot(tmp_path: Path) -> str:
    """The pilot in Trondheim: 12 of 26 left before, 1 of 24 after; all were observed for a year."""
    rows = ["Ansatt dato;Sluttdato;Enhet;Hadde mentor;Oppstart"]
    for number in range(26):
        starts = PILOT - timedelta(days=300 - number)
        ends = f"{starts + timedelta(days=20 * number + 5):%d.%m.%Y}" if number < 12 else ""
        rows.append(f"{starts:%d.%m.%Y};{ends};{'Nord' if number % 7 else 'Øst'};nei;01.01.2018")
    for number in range(24):
        starts = PILOT + timedelta(days=number)
        rows.append(f"{starts:%d.%m.%Y};{'01.06.2018' if not number else ''};Nord;ja;01.01.2018")
    path = tmp_path / "pilot.csv"
    path.write_bytes("\r\n".join(rows).encode("cp1252"))
    return str(path)


def test_before_and_after_as_the_template_says_it(pilot: str) -> None:
    told, problems = run("compare", pilot, "--start-date", "1.1.2018", "--until", "31.12.2019", "--months", "12")
    assert problems == ""
    assert told.startswith("Grad C – før og etter i de samme enhetene")
    assert "av 24 ansettelser var 23 fortsatt ansatt etter 12 måneder (96 av 100)" in told
    assert "av 26 ansettelser var 14 fortsatt ansatt etter 12 måneder (54 av 100)" in told
    assert "forskjellen 42 prosentpoeng" in told
    assert "mellom 18 og 61 prosentpoeng" in told
    assert "Tilfeldigheter alene forklarer den neppe." in told
    assert "Alle enhetene startet samtidig." in told
    parts = ["Hva vi ser", "Hvor sikkert er tallet", "Hva vi ikke vet", "Hva som skal til for å vite det"]
    assert sorted(parts, key=told.index) == parts
    for word in ("signifik", "p-verdi", "p ="):
        assert word not in told


def test_before_and_after_says_how_often_it_misleads(pilot: str) -> None:
    """The number is that of the proof."""
    told, _problems = run("compare", pilot, "--start-date", "1.1.2018", "--until", "31.12.2019")
    assert "Av 100 nettverk med 12 enheter der ordningen ikke gjør noe, ser før og etter ut til å være ulikt" in told
    proof = Path(__file__).parents[2] / "docs" / "proof.md"
    row = next(line for line in proof.read_text().splitlines() if line.startswith("| 12 units, drawn, no effect"))
    with_without, before_after = (round(float(cell.strip(" %"))) for cell in row.split("|")[2:4])
    assert before_after == 27
    with pytest.raises(CommandError, match=f"en effekt i {with_without} av 100 tilfeller"):
        run("compare", pilot, "--group-column", "Hadde mentor", "--until", "31.12.2019")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("nn", "Einingane valde sjølve når dei starta."), ("en", "The units chose when to start.")],
)
def test_each_units_own_start_and_other_languages(pilot: str, language: str, sentence: str) -> None:
    more = ("--unit-start-column", "Oppstart", "--until", "31.12.2019", "--language", language)
    assert sentence in run("compare", pilot, *more)[0]


def test_with_a_mentor_against_without_only_from_months_after_the_first_day(tmp_path: Path) -> None:
    """Nobody of the twenty who left in the first month could have had one; without them both groups are alike."""
    rows = ["Ansatt dato;Sluttdato;Fikk mentor"] + ["01.01.2022;15.01.2022;"] * 20
    rows += ["01.01.2022;;01.03.2022"] * 27 + ["01.01.2022;01.02.2023;01.02.2022"] * 9  # with one, in time
    rows += (
        ["01.01.2022;;"] * 24 + ["01.01.2022;01.02.2023;"] * 9 + ["01.01.2022;;01.05.2022"] * 3
    )  # without, or too late
    path = tmp_path / "mentor.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    out = tmp_path / "ut.svg"
    asked = ("compare", str(path), "--mentor-from-column", "Fikk mentor", "--until", "1.1.2025", "--months", "12")
    told, problems = run(*asked, "--plot", str(out))
    assert problems == ""
    assert told.startswith("Grad C – med og uten mentor, fra 3 måneder av")
    for group in ("Med mentor etter 3 måneder", "Uten mentor da"):
        assert f"{group}: av 36 ansettelser var 27 fortsatt ansatt etter 12 måneder (75 av 100)." in told
    assert "Den kan godt være tilfeldig." in told
    assert "Bare de som fortsatt var ansatt etter 3 måneder, er sammenlignet" in told
    picture = " ".join(re.sub(r"<[^>]*>", " ", out.read_text(encoding="utf-8")).split())
    assert "Bare de som fortsatt var ansatt etter 3 måneder, er sammenlignet" in picture
    found = json.loads(run(*asked, "--landmark", "6", "--json")[0])
    assert [group["hires"] for group in found["groups"]] == [39, 33]
    assert found["landmark"] == 6
    proof = (Path(__file__).parents[2] / "docs" / "proof.md").read_text(encoding="utf-8")
    row = next(line for line in proof.splitlines() if line.startswith("| 12 units, drawn, no effect"))
    assert f"en virkning i omtrent {round(float(row.split('|')[-3].strip(' %')))}, og i flere" in told
    ways = found["other_ways"]
    assert ways["from_mentor"]["clusters"] == 92
    assert ways["cox"]["low"] < ways["cox"]["hazard_ratio"] < ways["cox"]["high"]


@pytest.mark.parametrize(
    ("row", "says"),
    [("01.01.2022;;", "Med mentor etter 3 måneder"), ("01.01.2022;;01.02.2022", "Uten mentor da")],
)
def test_mentor_days_of_all_or_nobody_compare_nothing(tmp_path: Path, row: str, says: str) -> None:
    path = tmp_path / "mentor.csv"
    path.write_text(f"Ansatt dato;Sluttdato;Fikk mentor\n{row}\n{row}\n01.01.2022;;ja\n", encoding="utf-8")
    with pytest.raises(CommandError, match=says):
        run("compare", str(path), "--mentor-from-column", "Fikk mentor", "--until", "1.1.2025")


def test_json_has_other_ways_that_grade_nothing(pilot: str) -> None:
    """Fisher's odds ratio of the pilot by scipy; the test and the hazards by units when the file has them."""
    asked = ("compare", pilot, "--start-date", "1.1.2018", "--until", "31.12.2019", "--months", "12", "--json")
    found = json.loads(run(*asked)[0])
    ways, exact = found["other_ways"], found["groups"][0]["exact"]
    assert found["grade"] == "C"
    assert ways["fisher"]["p"] == pytest.approx(stats.fisher_exact([[23, 1], [14, 12]]).pvalue)
    assert (exact["low"], exact["high"]) == pytest.approx(
        tuple(stats.binomtest(23, 24).proportion_ci(0.95, method="exact"))
    )
    mean = ways["restricted_mean_difference"]
    apart = [group["restricted_mean"]["months"] for group in found["groups"]]
    assert mean["months"] == pytest.approx(apart[0] - apart[1])
    assert mean["low"] < mean["months"] < mean["high"]
    assert (ways["log_rank"]["within_units"], ways["cox"]["clusters"]) == (False, None)
    assert ways["cox"]["hazard_ratio"] < 1
    by_units = json.loads(run(*asked, "--unit-column", "Enhet")[0])["other_ways"]
    assert (by_units["log_rank"]["within_units"], by_units["cox"]["clusters"]) == (True, 2)
    assert "other_ways" not in json.loads(run(*asked, "--months", "120")[0])  # grade D tells of nothing


def test_other_intervals_say_that_they_are_too_narrow(pilot: str) -> None:
    told, _problems = run("retention", pilot, "--until", "31.12.2019", "--interval", "plain")
    assert "laget på en annen måte enn vanlig (plain)" in told
    assert "laget på en annen måte" not in run("retention", pilot, "--until", "31.12.2019")[0]


def test_interval_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    path = tmp_path / "alle.csv"
    path.write_text("Begynte;Sluttet\n" + "01.01.2020;\n" * 8)
    told, _problems = run("retention", str(path), "--until", "1.1.2024", "--interval", "log-log", "--language", "en")
    assert "All, 12 months: no range can be made in this way. 8 were still employed" in told


def test_rows_of_leavers_that_are_alike_are_told_of(tmp_path: Path) -> None:
    path = tmp_path / "like.csv"
    path.write_text("Begynte;Sluttet;Merknad\n" + "01.01.2020;01.06.2020;\n" * 3 + "01.02.2020;;\n" * 5)
    assert "2 rader om noen som har sluttet, er helt like andre." in run("retention", str(path))[0]
    path.write_text("Begynte;Sluttet\n" + "".join(f"01.01.2020;0{day}.06.2020\n" for day in range(1, 8)))
    assert "helt lik" not in run("retention", str(path))[0]


def test_file_that_is_not_there_and_columns_that_are_not_known(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"Filen finnes ikke\."):
        run("retention", str(tmp_path / "ingen.csv"))
    path = tmp_path / "navn.csv"
    path.write_text("Navn;Dato\nA;01.01.2020\n")
    with pytest.raises(CommandError, match=r"--starts-column\. Kolonnene er: Navn, Dato"):
        run("retention", str(path))


def test_json_has_the_numbers_and_no_small_group(pilot: str) -> None:
    told, _problems = run("retention", pilot, "--group-column", "Enhet", "--until", "31.12.2019", "--json")
    found = json.loads(told)
    assert (found["question"], found["grade"]) == ("retention", "-")
    assert found["groups"][0]["name"] == "Nord"
    assert found["groups"][0]["shares"][0]["low"] < found["groups"][0]["shares"][0]["share"]
    assert found["groups"][1] == {"name": "Øst", "too_few": True}
    assert any("for få ansettelser" in sentence for sentence in found["answer"]["seen"])


def test_those_who_moved_within_the_municipality_are_told_apart(tmp_path: Path) -> None:
    rows = [f"01.01.2020;{'01.06.2020' if number < 5 else ''};{'ja' if number < 2 else ''}" for number in range(20)]
    path = tmp_path / "flyttet.csv"
    path.write_text("Fra;Til;Flyttet internt\n" + "\n".join(rows))
    asked = ("retention", str(path), "--until", "31.12.2025")
    told, _problems = run(*asked)
    assert "12 måneder: omtrent 15 av 100 hadde sluttet i kommunen" in told
    assert "og 10 av 100 hadde flyttet til en annen enhet i den" in told
    ways = json.loads(run(*asked, "--json")[0])["groups"][0]["ways"]
    assert [ways[way][0]["share"] for way in ("left", "moved")] == [pytest.approx(0.15), pytest.approx(0.1)]


def test_with_against_without_a_mentor_is_refused_with_the_reason(pilot: str) -> None:
    for question in ("compare", "retention"):
        with pytest.raises(CommandError, match=r"får aldri mentor") as refused:
            run(question, pilot, "--group-column", "Hadde mentor")
        assert "--start-date" in str(refused.value)
    with pytest.raises(CommandError, match=r"^Sammenlign heller"):
        run("compare", pilot, "--group-column", "Enhet")


def test_picture_stands_alone(pilot: str, tmp_path: Path) -> None:
    run("compare", pilot, "--start-date", "1.1.2018", "--until", "31.12.2019", "--plot", str(tmp_path / "out.svg"))
    picture = (tmp_path / "out.svg").read_text(encoding="utf-8")
    assert "Fortsatt ansatt, måned for måned" in picture
    assert "Tallene sier ikke hvorfor folk blir eller slutter." in picture


def test_rows_that_cannot_be_are_told_of_and_the_others_count(tmp_path: Path) -> None:
    book = Workbook()
    for row in [["Startdato", "Sluttdato"], [date(2024, 1, 1), None], [date(2024, 5, 1), date(2024, 3, 1)], *(
        [date(2023, month, 1), None] for month in range(1, 7)
    )]:  # fmt: skip
        book.active.append(row)
    book.save(tmp_path / "ansatte.xlsx")
    told, problems = run("retention", str(tmp_path / "ansatte.xlsx"), "--until", "1.9.2026")
    assert "ansatte.xlsx, rad 3: Den siste dagen kommer før den første. Raden er ikke med." in problems
    assert "av 7 ansettelser var 7 fortsatt ansatt etter 12 måneder." in told
    assert "trolig mellom 5 og 7 av 7" in told


def test_too_few_and_too_short(tmp_path: Path) -> None:
    path = tmp_path / "ny.csv"
    path.write_text("Fra;Til\n01.03.2026;\n01.04.2026;\n")
    told, _problems = run("retention", str(path), "--until", "1.9.2026")
    assert told.startswith("Grad D – for få til å si noe")
    assert "for få ansettelser til å vise tall (færre enn 5)" in told
    path.write_text("Fra;Til\n")
    assert "Hva vi ser\n  Det er ingen å telle." in run("retention", str(path), "--until", "1.9.2026")[0]
    path.write_text("Fra;Til\n" + "01.03.2026;\n" * 12)
    told, _problems = run("retention", str(path), "--until", "1.9.2026")
    assert "Tidligst svar: april 2027." in told
    with pytest.raises(CommandError, match="Ingen hører til gruppen"):
        run("compare", str(path), "--start-date", "1.1.2020", "--until", "1.9.2026")


def test_survivors_alone_are_warned_of_and_late_entry_mends_it(tmp_path: Path) -> None:
    rows = [f"01.{1 + number % 12:02}.{2015 + number % 5};" for number in range(40)]
    rows += [f"01.02.2021;{1 + number:02}.02.2025" for number in range(9)]
    path = tmp_path / "register.csv"
    path.write_text("Fra;Til\n" + "\n".join(rows))
    told, _problems = run("retention", str(path), "--until", "1.9.2026")
    assert "Ingen i filen sluttet før 1. februar 2025, enda 49 ble ansatt mer enn et år tidligere." in told
    told, _problems = run("retention", str(path), "--until", "1.9.2026", "--observed-from", "1.1.2025")
    assert "--observed-from" not in told


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (("retention", "missing.csv"), "missing.csv: Filen finnes ikke"),
        (("retention", "FILE", "--group-column", "Avdeling"), "Det finnes ingen kolonne «Avdeling»"),
        (("retention", "FILE", "--until", "31.2.2020"), "--until"),
        (("compare", "FILE"), "required"),
        (("guess", "FILE"), "invalid choice"),
        (("retention", "FILE", "--until", "31.12.2019", "--plot", "/nowhere/out.svg"), "/nowhere/out.svg"),
    ],
)
def test_what_cannot_be_asked(pilot: str, given: tuple[str, ...], says: str) -> None:
    with pytest.raises(CommandError, match=says):
        run(*(pilot if one == "FILE" else one for one in given))
