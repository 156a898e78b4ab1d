"""Saving while one writes: 200, 409, 400 and 401, and who else is here."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.models import Submission
from mentornett.questionnaires.models import Answer
from tests.cast import NOW, Cast
from tests.conftest import LogIn

FETCH = {"HTTP_X_REQUESTED_WITH": "fetch"}


@pytest.fixture(autouse=True)
def _nothing_answered(cast: Cast) -> None:
    with inside(EVERYONE):
        Answer.objects.filter(sheet=cast.report.sheet).delete()


def save(client: Client, cast: Cast, text: str, revision: int = 0, key: str = "status.achieved") -> Any:
    url = f"/kommune/rapport/{cast.report.pk}/svar/{key}/"
    return client.post(url, {f"q-{key}": text, "revision": revision}, **FETCH)  # type: ignore[arg-type]


def stored(cast: Cast, key: str = "status.achieved") -> Any:
    with inside(EVERYONE):
        return Answer.objects.get(sheet=cast.report.sheet, question__key=key).value


def test_saved_answer_says_when_and_gives_the_next_revision(cast: Cast, log_in: LogIn) -> None:
    response = save(log_in("coordinator"), cast, "Vi er <b>i gang</b> 🎉")
    assert response.status_code == 200
    assert response.json() == {"revision": 1, "saved_at_text": "Lagret kl. 09.00", "others": []}
    assert stored(cast) == "Vi er <b>i gang</b> 🎉"


def test_html_and_emoji_come_back_as_text(cast: Cast, log_in: LogIn) -> None:
    client = log_in("coordinator")
    save(client, cast, "<script>alert(1)</script> 🎉 </textarea>")
    page = client.get(f"/kommune/rapport/{cast.report.pk}/").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 🎉 &lt;/textarea&gt;" in page


def test_stale_answer_gets_the_others_text_and_overwrites_nothing(cast: Cast, log_in: LogIn) -> None:
    save(log_in("coordinator"), cast, "Karis tekst")
    response = save(log_in("deputy"), cast, "Dags tekst")
    assert response.status_code == 409
    body = response.json()
    assert (body["revision"], body["by"]) == (1, "Kari Koordinator")
    assert ["q-status.achieved", "Karis tekst"] in body["value"]
    assert ["sharing-status.achieved", "network"] in body["value"]
    assert "Kari Koordinator" in body["message"]
    assert stored(cast) == "Karis tekst"


def test_choosing_ones_own_text_after_a_conflict_keeps_the_other_in_the_history(cast: Cast, log_in: LogIn) -> None:
    save(log_in("coordinator"), cast, "Karis tekst")
    deputy = log_in("deputy")
    assert save(deputy, cast, "Dags tekst", revision=1).json()["revision"] == 2
    history = deputy.get(f"/kommune/rapport/{cast.report.pk}/historikk/").content.decode()
    assert "Karis tekst" in history


@pytest.mark.parametrize(
    ("key", "text", "words"),
    [
        ("status.achieved", "x" * 20_001, "20001"),
        ("status.achieved", "Ola 010170 12345", "fødselsnummer"),
        ("status.pairs", "mange", "tall"),
        ("status.score", "2.3", "Velg"),
    ],
)
def test_answer_that_cannot_be_stored_says_why_and_is_not_stored(
    cast: Cast, log_in: LogIn, key: str, text: str, words: str
) -> None:
    response = save(log_in("coordinator"), cast, text, key=key)
    assert response.status_code == 400
    assert words in response.json()["message"]
    with inside(EVERYONE):
        assert not Answer.objects.filter(sheet=cast.report.sheet).exists()


def test_logged_out_writer_is_told_where_to_log_in(cast: Cast) -> None:
    response = save(Client(), cast, "Skrevet etter at økten var ute")
    assert response.status_code == 401
    assert response.json()["login"] == "/logg-inn/"


def test_what_is_sent_takes_no_more_answers(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Submission.objects.filter(pk=cast.report.pk).update(state="sent", sent_at=NOW, sent_by=cast.deputy)
    response = save(log_in("coordinator"), cast, "For sent")
    assert response.status_code == 400
    assert "Dag Vara" in response.json()["message"]


def test_question_that_does_not_exist_answers_404(cast: Cast, log_in: LogIn) -> None:
    assert save(log_in("coordinator"), cast, "x", key="status.no_such").status_code == 404


@pytest.mark.parametrize("revision", ["", "x", "-1", "999999999999999999999"])
def test_forged_revision_does_no_harm(cast: Cast, log_in: LogIn, revision: Any) -> None:
    client = log_in("coordinator")
    save(client, cast, "Først")
    assert save(client, cast, "Så noe annet", revision=revision).status_code == 409
    assert stored(cast) == "Først"


def test_two_editors_see_each_other_and_what_the_other_changed(cast: Cast, log_in: LogIn) -> None:
    url = f"/kommune/rapport/{cast.report.pk}/her/"
    coordinator, deputy = log_in("coordinator"), log_in("deputy")
    assert coordinator.post(url, {"question": "status.hard"}, **FETCH).json() == {"others": [], "newer": []}  # type: ignore[arg-type]
    save(coordinator, cast, "Nytt")
    seen = deputy.post(url, {"question": "status.pairs"}, **FETCH).json()  # type: ignore[arg-type]
    assert seen["others"] == [{"question": "status.hard", "name": "Kari Koordinator"}]
    assert seen["newer"] == [{"question": "status.achieved", "revision": 1, "by": "Kari Koordinator"}]


def test_saving_costs_the_same_whatever_is_stored(cast: Cast, log_in: LogIn, django_assert_num_queries: Any) -> None:
    client = log_in("coordinator")
    save(client, cast, "Først")
    save(client, cast, "Først og", revision=1)
    with django_assert_num_queries(18):
        assert save(client, cast, "Først og fremst", revision=2).status_code == 200
    for key, text in (("status.hard", "Tid"), ("status.pairs", "4"), ("status.score", "2.5")):
        save(client, cast, text, key=key)
    with django_assert_num_queries(18):
        assert save(client, cast, "Først og fremst mentorer", revision=3).status_code == 200
