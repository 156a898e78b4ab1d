"""`mentornett analyse power`: what a plan would tell, with numbers as they are written in Norwegian."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import CommandError

from tests.config.test_analyse_command import run

QUICK = ("--simulations", "20", "--permutations", "19", "--first", "1.1.2027")
PLAN = ("--leaving", "35 %", "--months-between", "6", *QUICK)


def test_large_plan_finds_a_large_improvement_and_says_when() -> None:
    told, progress = run("power", "--units", "30", "--hires", "12,5", "--at-a-time", "8", "--improvement", "30", *PLAN)
    assert "30 enheter med 12,5 ansettelser i året i hver. 35 av 100 slutter det første året." in told
    assert "En forbedring på 30 prosentpoeng (fra 65 til 95 av 100 som blir): oppdages i nesten alle tilfeller." in told
    assert "Den minste forbedringen som oppdages i 8 av 10 tilfeller: omtrent" in told
    assert "30 prosentpoeng: fra januar 2029." in told
    assert "Ja, for de forbedringene" in told
    assert "Simulerer: 60 av 100 ferdig." in progress
    for word in ("p-verdi", "signifik", "styrke"):
        assert word not in told


def test_picture_has_each_improvement_with_its_range_and_what_it_builds_on(tmp_path: Path) -> None:
    plan = ("power", "--units", "4", "--hires", "2", "--at-a-time", "1", "--improvement", "10", "20", *PLAN)
    found = json.loads(run(*plan, "--json", "--plot", str(tmp_path / "ut.svg"))[0])
    svg = (tmp_path / "ut.svg").read_text(encoding="utf-8")
    assert svg.count("prosentpoeng flere blir<") == 2
    power = found["improvements"][1]
    assert f"{round(100 * power['power'])} ({round(100 * power['low'])}–{round(100 * power['high'])})" in svg
    assert "oppdiktede nettverk" in svg


def test_preview_is_at_once_and_says_that_it_is_too_hopeful() -> None:
    """20 units with 8 hires a year and 20 points: 84 of 100 in the closed form (Hussey & Hughes)."""
    asked = ("power", "--units", "20", "--hires", "8", "--leaving", "40", "--at-a-time", "4", "--months-between", "6")
    told, progress = run(*asked, "--improvement", "20", "--preview", "--first", "1.1.2027")
    assert progress == ""
    assert "En forbedring på 20 prosentpoeng (fra 60 til 80 av 100 som blir): oppdages i omtrent 9 av 10" in told
    assert "Spør uten --preview før dere bestemmer noe." in told
    found = json.loads(run(*asked, "--preview", "--json")[0])
    assert [one["points"] for one in found["improvements"]] == [5, 10, 15, 20]
    assert found["improvements"][3]["power"] == pytest.approx(0.862, abs=0.001)  # as docs/proof.md


def test_small_plan_is_told_plainly_that_it_cannot_know_alone() -> None:
    plan = ("power", "--units", "4", "--hires", "2", "--at-a-time", "1", "--improvement", "20", *PLAN)
    found = json.loads(run(*plan, "--language", "nn", "--json")[0])
    assert [one["points"] for one in found["improvements"]] == [20]
    assert (found["enough_alone"], found["smallest"]) == (False, None)
    assert "Nei. De kan ikkje vite dette åleine" in found["answer"]["alone"][0]
    assert found["answer"]["when"] == ["Denne planen åleine gir truleg ikkje noko svar."]


def test_usual_improvements_that_are_more_than_all_who_leave_are_not_asked_about() -> None:
    plan = ("power", "--units", "4", "--hires", "2", "--at-a-time", "1", "--months-between", "6", *QUICK)
    found = json.loads(run(*plan, "--leaving", "6", "--json")[0])
    assert [one["points"] for one in found["improvements"]] == [5]
    with pytest.raises(CommandError, match="En forbedring på 12 prosentpoeng er minst like mye"):
        run(*plan, "--leaving", "12", "--improvement", "12")


@pytest.mark.parametrize(
    ("units", "at_a_time", "leaving", "says"),
    [
        ("4", "4", "35", "starte om gangen"),
        ("1", "1", "35", "units"),
        ("4", "1", "0,35", "leaving"),
        ("4,5", "1", "35", "units"),
        ("fire", "1", "35", "«fire»"),
    ],
)
def test_what_cannot_be_planned(units: str, at_a_time: str, leaving: str, says: str) -> None:
    asked = ("--units", units, "--at-a-time", at_a_time, "--leaving", leaving, "--hires", "5", "--months-between", "6")
    with pytest.raises(CommandError, match=says):
        run("power", *asked, *QUICK)
