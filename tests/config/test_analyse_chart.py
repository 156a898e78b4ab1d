"""`mentornett analyse chart`: a change, or the usual ups and downs, from a file as people keep it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.utils.translation import override

from mentornett.documents.tables_in import RowError
from mentornett.exchange.periods import period_in
from tests.config.test_analyse_command import run

MONTHS = ["jan", "feb", "mars", "april", "mai", "juni", "juli", "aug", "sep", "okt", "nov", "des"]
USUAL = [20, 22, 19, 21, 18, 20, 23, 19, 21, 20, 18, 22, 20, 22]


def file_of(folder: Path, values: list[str], header: str = "Måned;Verdi") -> str:
    path = folder / "tall.csv"
    rows = [f"{MONTHS[at % 12]} {2024 + at // 12};{value}" for at, value in enumerate(values)]
    path.write_bytes("\n".join([header, *rows]).encode("cp1252"))
    return str(path)


def test_seven_months_in_a_row_below_the_usual_level(tmp_path: Path) -> None:
    file = file_of(tmp_path, [str(one) for one in USUAL] + ["18,5"] * 7)
    asked = ("chart", file, "--baseline-until", "28.2.2025", "--better", "lower")
    told, problems = run(*asked, "--plot", str(tmp_path / "ut.svg"))
    assert "Endring: 7 måneder på rad under det vanlige nivået, fra mars 2025. Det er bedre." in told
    assert "Av 10 slike diagrammer der ingenting har endret seg, viser omtrent 2 likevel minst ett slikt tegn." in told
    assert problems == ""
    assert "Endring: 7 måneder på rad" in (tmp_path / "ut.svg").read_text(encoding="utf-8")
    assert "Det er dårlegare." in run(*asked[:-1], "higher", "--language", "nn")[0]


def test_months_that_a_spreadsheet_made_days_of_are_months_still(tmp_path: Path) -> None:
    path = tmp_path / "excel.csv"
    values = [*USUAL, *[17] * 7]
    rows = [f"{2024 + at // 12}-{at % 12 + 1:02}-01;{value}" for at, value in enumerate(values) if at != 3]
    path.write_text("Dato;Verdi\n" + "\n".join(rows))
    told, _problems = run("chart", str(path), "--baseline-until", "28.2.2025")
    assert "Endring: 7 måneder på rad under det vanlige nivået, fra mars 2025." in told
    assert "1 tall er ikke kjent" in told


@pytest.mark.parametrize(
    ("target", "better", "says"),
    [
        ("40", "lower", "blir målet nådd hver gang"), ("20", "lower", "tilfeldig om målet blir nådd"),
        ("5,5", "lower", "blir målet ikke nådd: noe må endre seg først"), ("5", "higher", "blir målet nådd hver gang"),
    ],
)  # fmt: skip
def test_goal_is_met_always_never_or_by_chance(tmp_path: Path, target: str, better: str, says: str) -> None:
    file = file_of(tmp_path, [str(one) for one in USUAL])
    assert says in run("chart", file, "--target", target, "--better", better)[0]


def test_goal_in_percent_and_nothing_of_it_after_a_change(tmp_path: Path) -> None:
    shares = file_of(tmp_path, [f"{18 + at % 5};100" for at in range(14)], "Måned;Teller;Nevner")
    found = json.loads(run("chart", shares, "--target", "60", "--better", "lower", "--json")[0])
    assert found["target"] == "always"
    changed = file_of(tmp_path, [str(one) for one in USUAL] + ["10"] * 7)
    asked = ("chart", changed, "--baseline-until", "28.2.2025", "--better", "lower", "--target", "20")
    assert "Slik det er nå" not in run(*asked)[0]


def test_picture_has_the_goal_what_else_happened_and_the_caveat(tmp_path: Path) -> None:
    file, out = file_of(tmp_path, [str(one) for one in USUAL]), tmp_path / "ut.svg"
    asked = ("chart", file, "--target", "5", "--change", "15.3.2024=Lønnstillegg", "1.1.2001=For tidlig")
    found = json.loads(run(*asked, "--json", "--plot", str(out))[0])
    assert found["changes"] == [{"point": 2, "text": "15.03.2024. Lønnstillegg"}]
    picture = out.read_text(encoding="utf-8")
    for text in ("A: 15.03.2024. Lønnstillegg", ">Mål<", "vise at mentorordningen er årsaken."):
        assert text in picture
    assert found["points"] == json.loads(run("chart", file, "--json")[0])["points"]
    with pytest.raises(CommandError, match="--change"):
        run("chart", file, "--change", "Lønnstillegg")


def test_moving_ranges_show_whether_the_numbers_are_steady(tmp_path: Path) -> None:
    told, _problems = run("chart", file_of(tmp_path, [*map(str, USUAL), "60"]), "--kind", "moving_range")
    assert "høyere er mer ujevnt" in told
    assert "Endring: høyere enn vanlig variasjon, mars 2025." in told


def test_usual_variation_asks_nobody_to_react(tmp_path: Path) -> None:
    told, _problems = run("chart", file_of(tmp_path, [str(one) for one in USUAL]))
    assert "Vanlig variasjon: tallene går opp og ned som før." in told
    assert "Ikke reager på det nyeste tallet alene." in told


def test_rows_that_are_wrong_are_told_of_and_the_period_stays_as_unknown(tmp_path: Path) -> None:
    values = [str(one) for one in USUAL]
    values[3], values[5] = "mange", ""
    file = file_of(tmp_path, values)
    with Path(file).open("a", encoding="cp1252") as more:
        more.write("\n2024-02;4\nvåren 2024;4\n2024;3")
    told, problems = run("chart", file)
    for why in (
        "rad 5: «mange» er ikke et tall",
        "rad 16: Den samme perioden står i rad 3",
        "«våren 2024» er ikke en periode",
        "rad 18: Perioden",
    ):
        assert why in problems
    assert "2 tall er ikke kjent" in told


def test_shares_and_rates_and_days_between_events(tmp_path: Path) -> None:
    file = file_of(tmp_path, [f"{one};100" for one in USUAL], "Måned;Teller;Nevner")
    found = json.loads(run("chart", file, "--json")[0])
    assert (found["kind"], found["points"][0]["value"], found["points"][0]["starts"]) == ("p", 0.2, "2024-01-01")
    assert "Det vanlige nivået er 20 av 100" in run("chart", file)[0]
    assert json.loads(run("chart", file, "--kind", "u", "--json")[0])["kind"] == "u"
    with pytest.raises(CommandError, match="passer ikke til kolonnene"):
        run("chart", file, "--kind", "t")
    days = [date(2024, 1, 1) + timedelta(days=at * 20 + at % 3) for at in range(13)]
    path = tmp_path / "hendelser.csv"
    path.write_text("Hendelse\n" + "\n".join(f"{day:%d.%m.%Y}" for day in days) + "\nsnart")
    told, problems = run("chart", str(path))
    assert "Tallene er dager mellom hendelsene: høyere er sjeldnere." in told
    assert "rad 15: «snart» er ikke en dato" in problems


def test_what_has_not_happened_yet_is_left_out(tmp_path: Path) -> None:
    file = file_of(tmp_path, [str(one) for one in USUAL])
    told, problems = run("chart", file, "--until", "31.12.2024", "--json")
    assert "rad 14: Dette er etter 31.12.2024, da tallene slutter. Raden er ikke med." in problems
    assert len(json.loads(told)["points"]) == 12
    with Path(file).open("a", encoding="cp1252") as more:
        more.write("\njan 2099;4")
    assert json.loads(run("chart", file, "--json")[0])["left_out"][0]["row"] == 16
    events = tmp_path / "dager.csv"
    events.write_text("Hendelse\n01.02.2024\n01.03.2024\n01.04.2099")
    assert "rad 4: Dette er etter" in run("chart", str(events))[1]


@pytest.mark.parametrize(
    ("header", "more", "kind"),
    [("Måned;Antall;Av", ";100", "p"), ("Måned;Antall", "", "xmr"), ("Måned;Andel", "", "xmr"),
     ("Måned;Verdi;Av", ";100", "xmr")],
)  # fmt: skip
def test_columns_that_people_have_are_known(tmp_path: Path, header: str, more: str, kind: str) -> None:
    file = file_of(tmp_path, [f"{one}{more}" for one in USUAL], header)
    assert json.loads(run("chart", file, "--json")[0])["kind"] == kind


def test_how_many_went_well_between_rare_events(tmp_path: Path) -> None:
    told, _problems = run("chart", file_of(tmp_path, [str(one) for one in USUAL]), "--kind", "g")
    assert "Tallene er hvor mange som gikk bra mellom hendelsene: høyere er sjeldnere." in told


def test_too_few_numbers(tmp_path: Path) -> None:
    told, _problems = run("chart", file_of(tmp_path, ["3", "5", "4"]))
    assert told.startswith("Grad D – for få til å si noe")
    assert "For få tall til å si noe ennå (3)." in told
    assert "Hvor sikkert er tallet\n  Det er ikke noe vanlig nivå å holde tallene mot ennå." in told
    assert "Minst 10 tall." in told


@pytest.mark.parametrize(
    ("header", "says"),
    [("Kommune;Ting", "--period-column"), ("Måned;Ting", "--value-column")],
)
def test_columns_that_are_not_known(tmp_path: Path, header: str, says: str) -> None:
    with pytest.raises(CommandError, match=says):
        run("chart", file_of(tmp_path, ["3"], header))


@pytest.mark.parametrize(
    ("cell", "starts", "months"),
    [
        ("2024-03", date(2024, 3, 1), 1), ("03.2024", date(2024, 3, 1), 1), ("Mars 2024", date(2024, 3, 1), 1),
        ("des. 2024", date(2024, 12, 1), 1), ("2024 K2", date(2024, 4, 1), 3), ("Q4 2024", date(2024, 10, 1), 3),
        ("2. halvår 2024", date(2024, 7, 1), 6), ("2024", date(2024, 1, 1), 12), ("15.3.2024", date(2024, 3, 15), 0),
    ],
)  # fmt: skip
def test_periods_as_people_write_them(cell: str, starts: date, months: int) -> None:
    assert period_in(cell) == (starts, months)


@pytest.mark.parametrize("cell", ["", "snart", "2024-13", "5. kvartal 2024", "våren 2024"])
def test_what_is_no_period(cell: str) -> None:
    with override("en"), pytest.raises(RowError, match="is not a period"):
        period_in(cell)
