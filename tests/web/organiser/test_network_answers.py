"""«Answers for the network»: what was stored, in the reader's language, and nothing about anybody."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from mentornett.core.scoping import EVERYONE, inside
from mentornett.documents.blocks import Block, Heading, Note, Paragraph, Table
from mentornett.measurement.actions.consents import decline_counting
from mentornett.measurement.actions.releases import Answered, freeze_release
from mentornett.measurement.models import Release
from mentornett.mentoring.models import Programme
from mentornett.network.models import Network, NetworkReport
from mentornett.network.queries.yearly import year_of
from mentornett.reports.network_report import facts_of, network_report
from mentornett.reports.yearly_report import effects_in, yearly_report
from tests.cast import Cast
from tests.conftest import LogIn

UNTIL = date(2025, 6, 30)
LANGUAGES = ("nb", "nn", "en")


def _release(cast: Cast, until: date = UNTIL, *, answers: int = 1) -> Release:
    words = {
        language: {"seen": [f"Sett {language}"], "certainty": ["Sikkert"], "unknown": ["Ukjent"], "needed": ["Mer"]}
        for language in LANGUAGES
    }
    row = {"name": dict.fromkeys(LANGUAGES, "Før"), "cells": [493, None]}
    table = {"head": {key: ["Når", "Nyansatte", "Av 100"] for key in LANGUAGES}, "rows": [row]}
    rows = [Answered(question, "A", words, table=table) for question in ("effect", "before_after", "retention")]
    with inside(EVERYONE):
        return freeze_release(
            subject=cast.network, until=until, certificate={"safe": True}, kept={"secret": "kanskje"},
            answers=rows[:answers], by=None, now=cast.now,
        )  # fmt: skip


def _url(cast: Cast) -> str:
    return reverse("organiser:answers", args=[cast.network.pk])


def test_page_shows_the_newest_answers_with_their_grade(cast: Cast, log_in: LogIn) -> None:
    _release(cast)
    _release(cast, date(2025, 12, 31))
    page = log_in("leader").get(_url(cast)).text
    assert "31. desember 2025" in page
    assert "Grad A" in page
    assert all(word in page for word in ("Sett nb", "Sikkert", "Ukjent", "493"))
    assert ">:<" in page
    assert "kanskje" not in page


@pytest.mark.parametrize(("language", "title"), [("nn", "Svar for nettverket"), ("en", "Answers for the network")])
def test_page_speaks_the_readers_language(cast: Cast, log_in: LogIn, language: str, title: str) -> None:
    _release(cast)
    cast.leader.language = language
    cast.leader.save(update_fields=["language"])
    page = log_in("leader").get(_url(cast)).text
    assert title in page
    assert f"Sett {language}" in page


def test_page_tells_when_the_first_answer_comes(cast: Cast, log_in: LogIn) -> None:
    page = log_in("leader").get(_url(cast)).text
    assert "Ikke noe svar ennå" in page
    assert "juli 2026" in page


def test_page_tells_which_municipalities_have_nothing_to_count(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Programme.objects.filter(municipality=cast.roros).update(municipality=cast.flesberg, name="Et annet")
    page = log_in("leader").get(_url(cast)).text
    assert "1 kommune i nettverket har ikke noe mentorprogram her" in page
    assert cast.roros.name in page


def test_page_tells_how_many_said_yes_and_no_and_names_only_those_who_have_not_answered(
    cast: Cast, log_in: LogIn
) -> None:
    said = {"network": cast.network, "by": cast.programme_leader, "now": cast.now}
    page = log_in("leader").get(_url(cast)).text
    assert ">Flesberg, Røros<" in page
    assert "Minst 3 kommuner må ha sagt ja" in page
    with inside(EVERYONE):
        decline_counting(municipality=cast.flesberg, **said)
    page = log_in("leader").get(_url(cast)).text
    assert "<dt>Har sagt ja</dt><dd>0</dd>" in page
    assert "<dt>Har sagt nei</dt><dd>1</dd>" in page
    assert "<dt>Har ikke svart</dt><dd>Røros</dd>" in page
    assert "Flesberg" not in page[page.index('id="counted"') : page.index("</section>", page.index('id="counted"'))]


def test_truth_is_told_in_the_demo_alone(cast: Cast, log_in: LogIn, settings: Any) -> None:
    _release(cast)
    cast.network.texts = {"demo.truth": {"nb": "Den sanne virkningen er 20."}}
    cast.network.save(update_fields=["texts"])
    settings.DEMO = False
    assert "Den sanne virkningen" not in log_in("leader").get(_url(cast)).text
    settings.DEMO = True
    assert "Den sanne virkningen er 20." in log_in("leader").get(_url(cast)).text


def test_course_leads_to_the_answers(cast: Cast, log_in: LogIn) -> None:
    page = log_in("leader").get(reverse("organiser:network", args=[cast.network.pk])).text
    assert _url(cast) in page


@pytest.mark.parametrize("number", [1, 3])
def test_page_takes_a_fixed_number_of_queries(
    cast: Cast, log_in: LogIn, django_assert_num_queries: Any, number: int
) -> None:
    for at in range(number):
        _release(cast, UNTIL - timedelta(days=200 * at), answers=number)
    leader = log_in("leader")
    with django_assert_num_queries(9):
        leader.get(_url(cast))


def test_network_report_begins_with_the_answers_and_prints_them(cast: Cast, log_in: LogIn) -> None:
    _release(cast, answers=2)
    leader, args = log_in("leader"), [cast.network.pk]
    leader.post(reverse("organiser:network_report_begin", args=args))
    assert "[svar for nettverket]" in leader.get(reverse("organiser:network_report", args=args)).text
    blocks = _blocks(cast)
    told = [run.text for block in blocks if isinstance(block, Paragraph) for run in block.runs]
    assert "Sett nb" in told
    assert any(text.startswith("Grad A") for text in told)
    assert [
        row[2].text for block in blocks if isinstance(block, Table) and len(block.columns) == 3 for row in block.rows
    ]
    assert [block for block in blocks if isinstance(block, Note)]


def _blocks(cast: Cast) -> list[Block]:
    with inside(EVERYONE), translation.override("nb"):
        report = NetworkReport.objects.get(network=cast.network)
        return list(network_report(report, facts_of(cast.network), today=cast.today).blocks)


def test_network_report_without_a_release_has_an_empty_section_to_insert_into(cast: Cast, log_in: LogIn) -> None:
    leader, args = log_in("leader"), [cast.network.pk]
    leader.post(reverse("organiser:network_report_begin", args=args))
    assert "[svar for nettverket]</textarea>" not in leader.get(reverse("organiser:network_report", args=args)).text
    data = {"mark": "[svar for nettverket]", "section": "effect"}
    leader.post(reverse("organiser:network_report_insert", args=args), data)
    assert "[svar for nettverket]</textarea>" in leader.get(reverse("organiser:network_report", args=args)).text


def test_yearly_report_tells_the_last_answer_of_the_year_also_of_networks_that_are_over(
    cast: Cast, log_in: LogIn
) -> None:
    _release(cast, date(2025, 6, 30))
    leader = log_in("leader")
    url = reverse("organiser:yearly", args=[cast.nord.pk])
    assert "Sett nb" in leader.get(url, {"year": "2025"}).text
    assert _url(cast) in leader.get(url, {"year": "2025"}).text
    assert "Sett nb" not in leader.get(url, {"year": "2024"}).text
    with inside(EVERYONE), translation.override("nb"):
        year = year_of(Network.objects.none(), 2025)
        document = yearly_report(cast.nord, year, [], effects_in([cast.network], year), today=cast.today)
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert "Fikk ordningen folk til å bli?" in headings
    assert cast.network.name in headings
