"""The page «Answers»: what each person sees of what was let out, in the order of half-years."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from mentornett.core.scoping import EVERYONE, inside
from mentornett.measurement.actions.releases import Answered, freeze_release
from mentornett.measurement.models import Release, ReleasedAnswer
from mentornett.reports.released import shown
from tests.cast import Cast
from tests.conftest import LogIn

TABLE = {
    "head": {"nb": ["Enhet", "Nyansatte", "Av 100"], "nn": ["Eining", "Nytilsette", "Av 100"]},
    "rows": [{"name": {"nb": "Små enheter samlet", "nn": "Små einingar samla"}, "cells": [12, None]}],
}  # fmt: skip
CHART = {
    "curves": [
        {"name": {"nb": "Alle"}, "share": [1.0, 0.9], "low": [0.9, 0.8], "high": [1.0, 0.95]},
    ],
    "table": {"head": {"nb": ["Etter", "Fortsatt her"]}, "rows": [{"name": {"nb": "0 måneder"}, "cells": [40]}]},
}  # fmt: skip


def _words(text: str) -> dict[str, Any]:
    return {"nb": {"seen": [text], "certainty": ["Trolig."], "unknown": ["Ikke hvorfor."], "needed": ["Mer tid."]}}


def _release(cast: Cast, until: date, text: str = "Av 40 ble 30.") -> Release:
    answers = [
        Answered("retention", "-", _words(text), table=TABLE, chart=CHART),
        Answered("unit", "-", _words("Post 1 alene."), about=str(cast.ward.pk), label="Post 1"),
        Answered("unit", "D", _words("For få her."), about=str(cast.home_care.pk), label="Hjemmesykepleien"),
    ]
    with inside(EVERYONE):
        return freeze_release(
            subject=cast.flesberg, until=until, certificate={"safe": True}, kept={"secret": "nabohemmelighet"},
            answers=answers, by=None, now=cast.now,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "own", "other"),
    [
        ("programme_leader", True, True), ("hr", True, True), ("ward_leader", True, False),
        ("other_ward_leader", False, True), ("union_rep", False, False), ("coordinator", False, False),
        ("sponsor", False, False),
    ],
)  # fmt: skip
def test_each_sees_the_whole_and_the_units_they_may(
    cast: Cast, log_in: LogIn, name: str, own: bool, other: bool
) -> None:
    _release(cast, date(2025, 12, 31))
    client, address = log_in(name), reverse("programme:answers")
    page = client.get(address).content.decode()
    assert "Av 40 ble 30." in page
    if own and other:  # many units: each is a click away, and none stands beside another
        assert "Post 1 alene." not in page
        assert "Post 1 alene." in client.get(f"{address}?unit={cast.ward.pk}").content.decode()
        assert "For få her." in client.get(f"{address}?unit={cast.home_care.pk}").content.decode()
    else:
        page = client.get(f"{address}?unit={cast.ward.pk}").content.decode()
        assert ("Post 1 alene." in page) == own
        assert ("For få her." in page) == other
    assert "hemmelighet" not in page  # what is kept for the audit reaches no page


def test_hidden_cells_all_look_the_same(cast: Cast, log_in: LogIn) -> None:
    row = _release(cast, date(2025, 12, 31))
    client = log_in("union_rep")
    page = client.get(reverse("programme:answers")).content.decode()
    assert '<td class="number" data-label="Av 100">:</td>' in page
    assert "vises ikke" in page
    assert "<svg" in page
    file = client.get(reverse("programme:answers_file", args=[row.pk, "csv"]))
    text = (b"".join(file.streaming_content) if file.streaming else file.content).decode("utf-8-sig")
    assert ":" in text
    assert "Post 1" not in text


def test_earlier_half_years_stand_as_they_were_told(cast: Cast, log_in: LogIn) -> None:
    old = _release(cast, date(2025, 6, 30), "Før var det 20.")
    _release(cast, date(2025, 12, 31))
    client = log_in("coordinator")
    page = client.get(reverse("programme:answers")).content.decode()
    assert "Andre halvår 2025" in page
    assert "Første halvår 2025" in page
    assert "Før var det 20." not in page
    page = client.get(reverse("programme:release", args=[old.pk])).content.decode()
    assert "Før var det 20." in page
    assert "Se de nyeste svarene" in page


def test_page_tells_when_the_first_answers_come(cast: Cast, log_in: LogIn) -> None:
    page = log_in("ward_leader").get(reverse("programme:answers")).content.decode()
    assert "De første svarene er på vei" in page
    assert "juli 2026" in page


def test_answer_in_a_language_that_it_lacks_is_told_as_it_is(cast: Cast, log_in: LogIn) -> None:
    _release(cast, date(2025, 12, 31))
    with inside(EVERYONE):
        cast.hr.language = "nn"
        cast.hr.save(update_fields=["language"])
    assert "Av 40 ble 30." in log_in("hr").get(reverse("programme:answers")).content.decode()


def test_file_of_an_unknown_form_is_not_found(cast: Cast, log_in: LogIn) -> None:
    row = _release(cast, date(2025, 12, 31))
    assert log_in("hr").get(reverse("programme:answers_file", args=[row.pk, "pdf"])).status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_page_asks_as_often_whatever_there_is(
    cast: Cast, log_in: LogIn, many: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    for year in range(2026 - many, 2026):
        _release(cast, date(year, 12, 31))
    client = log_in("programme_leader")
    client.get(reverse("programme:answers"))
    with django_assert_num_queries(7):
        client.get(reverse("programme:answers"))


@pytest.mark.parametrize("name", ["programme_leader", "ward_leader", "union_rep", "coordinator", "sponsor"])
def test_now_says_quietly_that_answers_have_come(cast: Cast, log_in: LogIn, name: str) -> None:
    client = log_in(name)
    assert "Nye svar" not in client.get(reverse("everyone:now")).content.decode()
    row = _release(cast, date(2025, 12, 31))
    assert reverse("programme:release", args=[row.pk]) in client.get(reverse("everyone:now")).content.decode()
    assert "Nye svar" not in log_in("neighbour_programme_leader").get(reverse("everyone:now")).content.decode()


def test_now_forgets_answers_after_two_weeks(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        freeze_release(
            subject=cast.flesberg, until=date(2025, 12, 31), certificate={"safe": True}, kept={}, answers=[], by=None,
            now=cast.now - timedelta(days=15),
        )  # fmt: skip
    assert "Nye svar" not in log_in("hr").get(reverse("everyone:now")).content.decode()


def _in_order(page: str) -> list[str]:
    """Return the marks of an answer's pieces in the order in which they stand."""
    section = page.split('<section class="section" id="retention">')[1].split("</section>")[0]
    marks = (
        ">Hva vi ser<",
        "<svg",
        ">Hvor sikkert er tallet<",
        ">Hva som skal til",
        "<b>Uten grad",
        "<table",
        "caveat",
    )
    return sorted((mark for mark in marks if mark in section), key=section.index)


def test_answer_says_one_sentence_then_the_picture_the_other_parts_the_grade_and_the_table(
    cast: Cast, log_in: LogIn
) -> None:
    _release(cast, date(2025, 12, 31))
    page = log_in("coordinator").get(reverse("programme:answers")).content.decode()
    told = _in_order(page)
    assert told.index(">Hvor sikkert er tallet<") < told.index(">Hva som skal til") < told.index("<b>Uten grad")
    assert told[0] == ">Hva vi ser<"
    assert told.index("<svg") < told.index("<table") < told.index("caveat")


def test_overview_leads_to_every_answer(cast: Cast, log_in: LogIn) -> None:
    _release(cast, date(2025, 12, 31))
    page = log_in("coordinator").get(reverse("programme:answers")).content.decode()
    overview = page.split('id="in-short"')[1].split("</section>")[0]
    assert "Av 40 ble 30." in overview
    assert "Uten grad" in overview
    for place in [part.split('"')[0] for part in overview.split('href="#')[1:]]:
        assert f'<section class="section" id="{place}">' in page


def test_overview_tells_of_a_comparison_in_both_its_sentences() -> None:
    words = {"nb": {"seen": ["Før 20.", "Etter 30.", "Lagt til."], "certainty": ["Trolig."]}}
    told = {
        question: shown(ReleasedAnswer(question=question, grade="C", words=words)).short
        for question in ("before_after", "effect", "professions")
    }
    assert told == {
        "before_after": ("Før 20.", "Etter 30.", "Lagt til."), "effect": ("Før 20.", "Etter 30."), "professions": (),
    }  # fmt: skip
