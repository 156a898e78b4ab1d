"""`mentornett analyse effect --method …`: a figure per unit and month, of which the truth is known."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest
from django.core.management import CommandError

from mentornett.measurement.rules.grading import FALSE_ALARMS as HAZARD_ALARMS
from mentornett.measurement.rules.unit_months import FALSE_ALARMS, LEAST_FOR_LATER, MISLEADS, Method
from tests.config.test_analyse_command import run

MONTHS, EFFECT = 24, -2.0
UNTIL = ("--until", "30.6.2025")
PROOF = Path(__file__).parents[2] / "docs" / "proof.md"


def starts_in(unit: int) -> int:
    return 12 + 3 * (unit % 4)


def month(at: int) -> str:
    return f"{2023 + at // 12}-{at % 12 + 1:02d}"


def files(folder: Path, *, units: int = 6, effect: float = EFFECT, drift: float = 0) -> tuple[str, str]:
    """Sick leave in units that start three months apart; `drift` moves those that start late, long before they do."""
    noise = np.random.default_rng(7).normal(0, 0.3, (units, MONTHS))
    rows, starts = ["Enhet;Måned;Sykefravær;Dager;Mulige dager"], ["Enhet;Oppstart"]
    for unit in range(units):
        start = starts_in(unit)
        starts.append(f"Enhet {unit};15.{start % 12 + 1}.{2023 + start // 12}")
        for at in range(MONTHS):
            value = 9 + unit / 4 + at / 20 + noise[unit, at] + effect * (at >= start) + drift * (unit % 4) * at
            days = round(value * 10)
            rows.append(f"enhet {unit};{month(at)};{value:.2f};{days};1 000".replace(".", ","))
    (folder / "fravær.csv").write_text("\n".join(rows), encoding="utf-8")
    (folder / "oppstart.csv").write_text("\n".join(starts), encoding="utf-8")
    return str(folder / "fravær.csv"), str(folder / "oppstart.csv")


def asked(file: str, starts: str, method: str = "did", column: str = "Sykefravær") -> tuple[str, ...]:
    return ("effect", file, "--method", method, "--value-column", column, "--unit-starts", starts, *UNTIL)


@pytest.mark.parametrize("method", ["did", "callaway-santanna"])
def test_true_effect_is_found_beside_units_that_had_not_started(tmp_path: Path, method: str) -> None:
    out = tmp_path / "ut.svg"
    found = json.loads(run(*asked(*files(tmp_path), method), "--json", "--plot", str(out))[0])
    assert found["grade"] == "B"
    assert found["low"] < EFFECT < found["high"] < 0
    assert found["difference"] == pytest.approx(EFFECT, abs=0.5)
    assert found["inference"] == "permutation"
    assert found["was_alike"] is True
    steps = {step["month"]: step["value"] for step in found["by_month"]}
    assert max(abs(value) for at, value in steps.items() if at < 0) < 0.6
    assert max(value for at, value in steps.items() if at >= 0) < EFFECT + 0.6
    said = {name: " ".join(sentences) for name, sentences in found["answer"].items()}
    assert re.search(r"Etter oppstart er «Sykefravær» i gjennomsnitt \d,\d+ lavere enn uten\.", said["seen"])
    assert "6–11 måneder etter oppstart:" in said["seen"]
    assert "Den virkelige forskjellen er trolig mellom" in said["certainty"]
    assert "Enhetene valgte selv når de startet" in said["unknown"]
    svg = re.sub(r"<[^>]*>", " ", out.read_text(encoding="utf-8"))
    assert " −7 " in svg
    assert "Ingen forskjell" in svg
    assert "Enhetene valgte selv når de startet" in svg, "the caveat stands on the picture"


def test_difference_that_rounds_to_nought_is_said_in_words(tmp_path: Path) -> None:
    file, starts = tmp_path / "likt.csv", tmp_path / "oppstart.csv"
    rows = [f"E{unit};{month(at)};{8 + at % 3 + unit % 2}" for unit in range(8) for at in range(MONTHS)]
    file.write_text("\n".join(["Enhet;Måned;Sykefravær", *rows]), encoding="utf-8")
    begun = [f"E{unit};{month(starts_in(unit))}-01" for unit in range(8)]
    starts.write_text("\n".join(["Enhet;Oppstart", *begun]))
    told, _problems = run(*asked(str(file), str(starts)))
    assert "Etter oppstart er «Sykefravær» i gjennomsnitt omtrent som uten." in told
    assert "0–5 måneder etter oppstart: ingen forskjell." in told


def test_drawn_order_is_grade_a_with_so_many_of_a_hundred(tmp_path: Path) -> None:
    file, starts = files(tmp_path)
    counted = ("effect", file, "--method", "did", "--numerator-column", "Dager", "--unit-starts", starts, *UNTIL)
    counted += ("--denominator-column", "Mulige dager", "--drawn", "--protocol", "sak 24/117", "--language", "nn")
    told, problems = run(*counted)
    assert told.startswith("Grad A")
    assert "Einingane starta i tilfeldig rekkjefølgje." in told
    assert re.search(r"«Dager av 100 Mulige dager» i gjennomsnitt (1,[89]|2,[01])\d* lågare enn utan", told)
    assert "Av 100 tilsvarande loddtrekningar utan nokon effekt ville omtrent 1 gitt" in told
    assert "Protokoll: sak 24/117." in told
    assert problems == ""
    parts = ["Kva vi ser", "Kor sikkert er talet", "Kva vi ikkje veit", "Kva som skal til for å vite det"]
    assert sorted(parts, key=told.index) == parts
    for word in ("signifik", "p-verdi", "p ="):
        assert word not in told


def test_no_effect_cannot_be_told_from_chance(tmp_path: Path) -> None:
    told, _problems = run(*asked(*files(tmp_path, effect=0)), "--drawn", "--protocol", "x")
    assert "Vi kan ikke skille resultatet fra tilfeldig variasjon." in told
    assert re.search(r"bare forskjeller over omtrent 0,\d+ kunne vært oppdaget", told)
    assert "årsaken" not in told


def test_units_that_moved_apart_before_make_a_weak_comparison(tmp_path: Path) -> None:
    told, _problems = run(*asked(*files(tmp_path, drift=0.3)))
    assert "Enhetene var på vei i ulik retning allerede før oppstart. Sammenligningen er derfor svak." in told


def test_one_series_alone_is_grade_c_and_says_how_often_it_misleads(tmp_path: Path) -> None:
    file, _starts = files(tmp_path, units=1)
    alone = ("effect", file, "--method", "interrupted", "--start-date", "1.1.2024", *UNTIL)
    found = json.loads(run(*alone, "--value-column", "Sykefravær", "--json")[0])
    assert found["grade"] == "C"
    assert found["low"] < EFFECT < found["high"] < 0
    told, _problems = run(*alone, "--numerator-column", "Dager", "--denominator-column", "Mulige dager")
    assert re.search(r"Fra jan 24 er «Dager av 100 Mulige dager» \d+,\d % lavere", told)
    assert f"ser denne måten å regne på en endring i opptil {MISLEADS}." in told
    assert "ikke at mentorordningen er årsaken" in told
    assert "Et år senere" not in told, f"too few months to tell: less than {LEAST_FOR_LATER}"


def test_how_often_it_misleads_is_what_the_proof_found() -> None:
    lines = PROOF.read_text(encoding="utf-8").split("## One series, before and after")[1].splitlines()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if " alike |" in line]
    shown = [float(cell.split()[0]) for row in rows for cell in row[1::2]]
    shown += [float(cell.split()[0]) for row in rows if int(row[0].split()[0]) >= LEAST_FOR_LATER for cell in row[2::2]]
    assert len(rows) == 9
    assert MISLEADS - 1 <= max(shown) <= MISLEADS


@pytest.mark.parametrize(
    ("alarms", "row", "column"),
    [
        (HAZARD_ALARMS, "| {} units, chosen after the worst year, no effect |", 4),
        (FALSE_ALARMS[Method.DID], "| {} units, chosen after the worst year |", 3),
        (FALSE_ALARMS[Method.CALLAWAY_SANTANNA], "| {} units, chosen after the worst year |", 5),
    ],
)  # fmt: skip
def test_how_often_self_chosen_starts_mislead_is_that_of_the_proof(
    alarms: tuple[tuple[int, int, int], ...], row: str, column: int
) -> None:
    lines = PROOF.read_text(encoding="utf-8").splitlines()
    for _limit, units, told in alarms:
        found = next(line for line in lines if line.startswith(row.format(units)))
        assert told == pytest.approx(float(found.split("|")[column].strip(" %")), abs=0.51)


def test_grade_b_says_how_often_self_chosen_starts_mislead(tmp_path: Path) -> None:
    told, _problems = run(*asked(*files(tmp_path)))
    assert told.startswith("Grad B")
    assert "Av 100 nettverk med 6 enheter der hver enhet startet etter et dårlig år, ser omtrent 33 ut" in told


def test_interrupted_series_is_refused_when_there_is_something_to_compare_with(tmp_path: Path) -> None:
    file, starts = files(tmp_path)
    with pytest.raises(CommandError, match="--method did"):
        run(*asked(file, starts, "interrupted"))


@pytest.mark.parametrize(
    ("units", "given", "says"),
    [
        (5, (), "Det er færre enn 6 enheter."),
        (6, ("--start-date", "1.1.2024"), "Det var aldri slik at noen enheter hadde startet og andre ikke."),
        (6, ("--start-date", "1.1.2026"), "Det er ingen tall fra etter en oppstart."),
        (6, ("--start", "enhet 1=1.1.2024"), "for få ulike måter"),
        (1, ("--start-date", "1.1.2024"), "Det er bare én enhet"),
    ],
)
def test_too_few_is_grade_d_without_a_number(tmp_path: Path, units: int, given: tuple[str, ...], says: str) -> None:
    file, starts = files(tmp_path, units=units)
    question = ("effect", file, "--method", "did", "--value-column", "Sykefravær", *UNTIL)
    question += given or ("--unit-starts", starts)
    told, _problems = run(*question)
    assert told.startswith("Grad D – for få til å si noe")
    assert says in told
    assert "difference" not in json.loads(run(*question, "--json")[0])


@pytest.mark.parametrize("begin", ["1.6.2023", "1.6.2024"])
def test_series_that_is_too_short_on_one_side(tmp_path: Path, begin: str) -> None:
    file, _starts = files(tmp_path, units=1)
    asked_of = ("effect", file, "--method", "interrupted", "--value-column", "Sykefravær", "--start-date", begin)
    told, _problems = run(*asked_of, *UNTIL)
    assert told.startswith("Grad D")
    assert "færre enn 12 måneder" in told


def test_rows_that_cannot_be_right_are_told_of_and_left_out(tmp_path: Path) -> None:
    file, starts = files(tmp_path, units=2)
    with Path(file).open("a", encoding="utf-8") as more:
        more.write("\nenhet 1;2023-02;8;8;100\nenhet 1;snart;8;8;100\n;2023-02;8;8;100\nenhet 1;2025-08;8;8;100")
        more.write("\nenhet 9;2023-02;mye;8;100\nenhet 9;;1;8;100\nØde;2023-02;;;100")
    with Path(starts).open("a", encoding="utf-8") as more:
        more.write("\nSkolen;1.1.2024\nHagen;snart")
    told, problems = run(*asked(file, starts))
    assert "regnes som ikke startet: Øde." in told
    assert "oppstart, men ingen tall: skolen." in told
    assert "oppstart.csv, rad 5: «snart» er ikke en dato" in problems
    for said in (
        "rad 50: Den samme enheten og måneden står i rad 27.",
        "rad 51: «snart» er ikke en",
        "rad 52: Enheten mangler navn.",
        "rad 53: Dette er etter 30.06.2025",
        "rad 54: «mye» er ikke et tall.",
        "rad 55: Måneden mangler.",
    ):
        assert said in problems
    assert problems.count("Raden er ikke med.") == 7


@pytest.mark.parametrize(
    ("row", "says"),
    [("Nord;2024-01;-1;100", "kan ikke være under 0"), ("Nord;2024-01;1;0", "må være over 0")],
)
def test_so_many_of_so_many_that_cannot_be(tmp_path: Path, row: str, says: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"Enhet;Måned;Teller;Nevner\n{row}\n")
    told, problems = run("effect", str(path), "--method", "did", "--start-date", "1.1.2024", *UNTIL)
    assert says in problems
    assert "Det er ingen tall å sammenligne." in told


@pytest.mark.parametrize(
    ("text", "given", "says"),
    [
        ("Enhet;Måned;Verdi\nNord;2024-01;1\n", ("--value-column", "Fravær"), "ingen kolonne «Fravær»"),
        ("Enhet;Måned;Fravær\nNord;2024-01;1\n", (), "--value-column"),
        ("Enhet;Måned;Verdi\nNord;1950-01;1\nNord;2024-01;1\n", (), "mer enn 50 år"),
    ],
)
def test_what_cannot_be_asked(tmp_path: Path, text: str, given: tuple[str, ...], says: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text)
    with pytest.raises(CommandError, match=says):
        run("effect", str(path), "--method", "did", "--start-date", "1.1.2024", *given, *UNTIL)
