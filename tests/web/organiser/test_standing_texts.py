"""A network words its letters itself; an unknown placeholder is told beside its field."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.jobs import open_due_work, send_reminders
from mentornett.network.models import Network, Submission
from mentornett.network.queries.texts import EDITABLE, editable_texts, example_text
from mentornett.tenants.models import Letter, Person
from tests.cast import NOW, Cast
from tests.conftest import LogIn

OPENED = date(2026, 3, 9)
OWN = {"title_nb": "Nå kan {team} skrive", "body_nb": "Hei {name}!\n\nKos dere med {assignment} <b>i</b> {network}."}


@pytest.fixture
def leader(log_in: LogIn) -> Client:
    return log_in("leader")


def _url(cast: Cast, name: str = "text", key: str = "reminder.opening") -> str:
    return reverse(f"organiser:{name}", args=[cast.network.pk, key])


def _words(response: Any) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def _own(cast: Cast) -> dict[str, Any]:
    with inside(EVERYONE):
        return dict(Network.objects.get(pk=cast.network.pk).texts)


def _filled_form(leader: Client, url: str) -> dict[str, str]:
    page = BeautifulSoup(leader.get(url).content, "html.parser")
    return {str(area["name"]): area.text.strip("\n") for area in page.select("textarea")}


def test_letters_use_the_networks_own_text_in_the_nearest_language(cast: Cast, leader: Client) -> None:
    url = _url(cast)
    assert leader.post(url, {**OWN, "title_nn": "", "body_nn": "", "title_en": "", "body_en": ""}).status_code == 302
    with inside(EVERYONE):
        Person.objects.filter(pk=cast.deputy.pk).update(language="nn")
        Submission.objects.filter(state="open").update(state="planned", opened_on=None)
        open_due_work(OPENED, NOW)
        send_reminders(OPENED, NOW)
        letters = list(Letter.objects.filter(kind="reminder").order_by("pk"))
    ours = [letter for letter in letters if letter.to_person_id in (cast.coordinator.pk, cast.deputy.pk)]
    assert {letter.subject for letter in ours} == {"Nå kan Team Flesberg skrive"}
    assert "Kos dere med Statusrapport før samling 3 <b>i</b> Mentornettverk Læringsnettverk Nord." in ours[0].text
    theirs = next(letter for letter in letters if letter.to_person_id == cast.other_coordinator.pk)
    assert "er åpnet" in theirs.subject


def test_saving_the_usual_text_keeps_nothing_of_its_own(cast: Cast, leader: Client) -> None:
    url = _url(cast, key="onboarding.leader")
    leader.post(url, _filled_form(leader, url))
    assert _own(cast) == {}


def test_unknown_placeholder_is_told_beside_the_field_with_those_that_may_be_used(cast: Cast, leader: Client) -> None:
    response = leader.post(_url(cast), OWN | {"body_nb": "Frist: {frist}"})
    page = BeautifulSoup(response.content, "html.parser")
    assert [link["href"] for link in page.select("[data-error-summary] a")] == ["#id_body_nb"]
    assert "{frist} er ikke kjent her. Du kan bruke: {assignment}, {due}, {name}, {network}, {team}" in _words(response)
    assert page.select_one("#id_body_nb").text.strip() == "Frist: {frist}"  # type: ignore[union-attr]
    assert "Skriv dette også." in _words(leader.post(_url(cast), OWN | {"title_nn": "Berre tittel", "body_nn": ""}))
    assert _own(cast) == {}


def test_preview_shows_what_was_typed_and_saves_nothing(cast: Cast, leader: Client) -> None:
    response = leader.post(_url(cast), OWN | {"preview": "1"})
    words = _words(response)
    assert "Ikke lagret ennå." in words
    assert "Hei Astrid Nettverksleder!" in words
    assert "<b>i</b>" not in response.content.decode()
    assert _own(cast) == {}


def test_back_to_the_usual_text(cast: Cast, leader: Client) -> None:
    leader.post(_url(cast), OWN)
    assert "reminder.opening" in _own(cast)
    assert "Egen tekst" in _words(leader.get(reverse("organiser:texts", args=[cast.network.pk])))
    leader.post(_url(cast, "text_reset"))
    assert _own(cast) == {}
    assert leader.get(_url(cast, key="caveat.before_now")).status_code == 404


@pytest.mark.usefixtures("everyone")
def test_every_text_has_an_example_with_nothing_left_to_fill(cast: Cast) -> None:
    rows = editable_texts(cast.network)
    assert [row.key for row in rows] == list(EDITABLE)
    for row in rows:
        for language in ("nb", "nn", "en"):
            example = example_text(cast.network, row.now(language), row.key, "Kari", cast.today)
            assert "{" not in " ".join([example.title, *example.paragraphs, *example.items])
