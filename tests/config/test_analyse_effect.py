"""`mentornett analyse effect`: units that started at different times, and what can be said of them."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError

from tests.config.test_analyse_command import run

UNITS = 12
UNTIL = ("--until", "30.6.2025")


def files(folder: Path, *, ratio: float, hires: int = 24, worsening: float = 0) -> tuple[str, str]:
    """Employments in units that start three at a time; `ratio` is how often people leave after the start."""
    chance = random.Random(5)  # noqa: S311 (invented people)
    rows, starts = ["Ansatt dato;Sluttdato;Enhet"], ["Enhet;Oppstart"]
    for unit in range(UNITS):
        start = date(2023, 1, 1) + timedelta(days=182 * (unit % 4))
        starts.append(f"enhet {unit};{start:%d.%m.%Y}")
        for _hire in range(hires):
            hired = date(2021, 1, 1) + timedelta(days=chance.randrange(365 * 4))
            before = 1 + worsening * (unit % 4) * (hired - date(2021, 1, 1)).days / 365
            months = chance.expovariate(0.04 * (ratio if hired >= start else before))
            left = hired + timedelta(days=int(months * 30.4))
            rows.append(f"{hired:%d.%m.%Y};{f'{left:%d.%m.%Y}' if left < date(2025, 6, 1) else ''};Enhet {unit}")
    (folder / "ansatte.csv").write_text("\n".join(rows), encoding="utf-8")
    (folder / "oppstart.csv").write_text("\n".join(starts), encoding="utf-8")
    return str(folder / "ansatte.csv"), str(folder / "oppstart.csv")


def test_units_that_chose_for_themselves_are_grade_b(tmp_path: Path) -> None:
    file, starts = files(tmp_path, ratio=0.25)
    told, problems = run("effect", file, "--unit-starts", starts, *UNTIL)
    assert told.startswith("Grad B – sammenlignet med enheter som ikke hadde startet")
    assert "Sammenlignet med enheter som ikke hadde startet, i samme halvår." in told
    assert "Den virkelige forskjellen ligger trolig mellom" in told
    assert "Enhetene valgte selv når de startet, så andre forskjeller kan ligge bak." in told
    assert "loddtrekninger uten" not in told
    assert problems == ""
    for word in ("signifik", "p-verdi", "p ="):
        assert word not in told


def test_picture_has_the_difference_with_its_range_and_none_where_there_are_too_few(tmp_path: Path) -> None:
    file, starts = files(tmp_path, ratio=0.25)
    asked = ("effect", file, "--unit-starts", starts, *UNTIL, "--plot", str(tmp_path / "ut.svg"))
    found = json.loads(run(*asked, "--json")[0])
    svg = (tmp_path / "ut.svg").read_text(encoding="utf-8")
    points = [round(100 * found[name]) for name in ("difference", "low", "high")]
    assert "{} ({} til {})".format(*points).replace("-", "−") in svg
    assert "Enhetene valgte selv når de startet" in svg
    (tmp_path / "ut.svg").unlink()
    few, starts = files(tmp_path, ratio=1, hires=1)
    _told, problems = run("effect", few, "--unit-starts", starts, *UNTIL, "--plot", str(tmp_path / "ut.svg"))
    assert "Det blir ikke noe bilde" in problems
    assert not (tmp_path / "ut.svg").exists()


def test_drawn_order_is_grade_a_and_needs_its_protocol(tmp_path: Path) -> None:
    file, starts = files(tmp_path, ratio=0.25, hires=40)
    asked = ("effect", file, "--unit-starts", starts, *UNTIL, "--drawn")
    told, _problems = run(*asked, "--protocol", "sak 24/117", "--language", "nn")
    assert "Grad A" in told
    assert "Det er god grunn til å tru at ordninga er årsaka." in told
    assert "Protokoll: sak 24/117." in told
    found = json.loads(run(*asked, "--protocol", "x", "--json")[0])
    assert 0 < found["low"] < found["difference"] < found["high"] < 1
    assert found["as_large"] <= 0.05
    for protocol in ((), ("--protocol", " ")):
        with pytest.raises(CommandError, match="--protocol"):
            run(*asked, *protocol)


def test_no_effect_cannot_be_told_from_chance(tmp_path: Path) -> None:
    file, starts = files(tmp_path, ratio=1)
    told, _problems = run("effect", file, "--unit-starts", starts, *UNTIL, "--drawn", "--protocol", "x")
    assert "Vi kan ikke skille resultatet fra tilfeldig variasjon." in told
    assert "årsaken" not in told


def test_draw_and_range_that_disagree_are_told_of_as_uncertain(tmp_path: Path) -> None:
    file, starts = files(tmp_path, ratio=0.25)
    told, _problems = run("effect", file, "--unit-starts", starts, *UNTIL, "--drawn", "--protocol", "x")
    assert "Trekningen og spennet sier ikke det samme, så svaret er fortsatt usikkert." in told
    assert "årsaken" not in told


def test_units_that_moved_apart_before_the_start_make_a_weak_comparison(tmp_path: Path) -> None:
    file, starts = files(tmp_path, ratio=0.5, hires=40, worsening=3)
    told, _problems = run("effect", file, "--unit-starts", starts, *UNTIL)
    assert "Enhetene var på vei i ulik retning allerede før oppstart. Sammenligningen er derfor svak." in told


def test_rows_and_units_that_do_not_fit_are_told_of(tmp_path: Path) -> None:
    file, starts = files(tmp_path, ratio=0.25)
    with Path(file).open("a", encoding="utf-8") as more:
        more.write("\n1.1.2022;;Øde\n1.1.2022;1.1.2021;Enhet 1")
    with Path(starts).open("a", encoding="utf-8") as more:
        more.write("\nSkolen;1.1.2024\nHagen;snart\nenhet 1;1.1.2024\n;1.1.2024")
    told, problems = run("effect", file, "--unit-starts", starts, *UNTIL)
    assert "regnes som ikke startet: Øde." in told
    assert "ingen i listen over ansettelser: skolen." in told
    assert "oppstart.csv, rad 15: «snart» er ikke en dato" in problems
    assert "oppstart.csv, rad 16: Enheten står der to ganger." in problems
    assert "oppstart.csv, rad 17: Enheten mangler navn." in problems
    assert "ansatte.csv, rad 291: Den siste dagen kommer før den første." in problems


def test_starts_in_the_list_itself_and_units_that_do_not_agree(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Fra;Til;Avd;Startet\n" + "1.1.2022;1.3.2022;Nord;1.1.2023\n" * 6 + "1.2.2023;;Nord;1.1.2024\n")
    asked = ("effect", str(path), "--unit-column", "Avd", "--unit-start-column", "Startet", *UNTIL)
    assert "rad 8: En tidligere rad har en annen oppstart for enheten «Nord»." in run(*asked)[1]


@pytest.mark.parametrize(
    ("after", "says"),
    [(2, "For få ansettelser til å vise tall: færre enn 5"), (6, "bare én enhet der noen har sluttet")],
)
def test_too_few_is_grade_d(tmp_path: Path, after: int, says: str) -> None:
    path = tmp_path / "få.csv"
    path.write_text("Fra;Til;Enhet\n" + "1.1.2022;1.3.2022;Nord\n" * 6 + "1.2.2024;1.4.2024;Nord\n" * after)
    told, _problems = run("effect", str(path), "--start", "Nord=1.1.2023", *UNTIL)
    assert told.startswith("Grad D – for få til å si noe")
    assert says in told
    found = json.loads(run("effect", str(path), "--start", "Nord=1.1.2023", *UNTIL, "--json")[0])
    assert found["after"] == (after if after >= 5 else None)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ((), "required"),
        (("--start", "Nord"), "Nord"),
        (("--start", "Nord=snart"), "snart"),
        (("--start", "Nord=1.1.2023", "--unit-column", "Hadde mentor"), "får aldri mentor"),
        (("--start", "Nord=1.1.2023", "--unit-column", "Avdeling"), "ingen kolonne «Avdeling»"),
    ],
)
def test_what_cannot_be_asked(tmp_path: Path, given: tuple[str, ...], says: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Fra;Til;Enhet\n1.1.2022;;Nord\n")
    with pytest.raises(CommandError, match=says):
        run("effect", str(path), *given)
