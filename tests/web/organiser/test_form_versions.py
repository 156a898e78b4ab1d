"""Network leaders change what the teams are asked, without touching what is begun."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentornett.core.scoping import EVERYONE, inside
from mentornett.core.text import in_all
from mentornett.network.models import Submission
from mentornett.questionnaires.models import Question, Version
from tests.cast import Cast
from tests.conftest import LogIn
from tests.counting import counted

QUESTION = {
    "label_nb": "Hva <b>trenger</b> dere?", "part": "progress", "answer_audience": "organiser",
    "sharing_default": "team", "word_limit": "80", "required_answer": "on",
}  # fmt: skip


@pytest.fixture
def leader(log_in: LogIn) -> Client:
    return log_in("leader")


def _url(cast: Cast, name: str, *args: Any) -> str:
    return reverse(f"organiser:{name}", args=[cast.network.pk, *args])


def _text(response: Any) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


@pytest.fixture
def draft(cast: Cast, leader: Client) -> Version:
    leader.post(_url(cast, "draft_begin", cast.questionnaire.pk))
    return Version.objects.get(state="draft")


def _add(cast: Cast, leader: Client, draft: Version, kind: str, **fields: str) -> Any:
    url = _url(cast, "question_new", draft.pk) + f"?type={kind}&del=progress"
    return leader.post(url, QUESTION | fields)


def test_question_is_added_seen_as_a_team_sees_it_and_told_as_a_difference(
    cast: Cast, leader: Client, draft: Version
) -> None:
    assert _add(cast, leader, draft, "long_text").status_code == 302
    question = draft.questions.get(key__startswith="own.")
    assert (question.label, question.word_limit, question.required) == ({"nb": "Hva <b>trenger</b> dere?"}, 80, True)
    page = leader.get(_url(cast, "version_preview", draft.pk))
    assert "<b>trenger</b>" not in page.content.decode()
    assert BeautifulSoup(page.content, "html.parser").find("textarea", id=f"q-{question.key}")
    assert "Nytt spørsmål Hva <b>trenger</b> dere?" in _text(leader.get(_url(cast, "version_changes", draft.pk)))


def test_preview_is_in_the_language_that_is_asked_for(cast: Cast, leader: Client, draft: Version) -> None:
    Question.objects.filter(version=draft, key="status.hard").update(label={"nb": "Vanskelig?", "nn": "Vanskeleg?"})
    assert "Vanskeleg?" in _text(leader.get(_url(cast, "version_preview", draft.pk) + "?sprak=nn"))
    assert "Vanskelig?" in _text(leader.get(_url(cast, "version_preview", draft.pk) + "?sprak=xx"))


def test_what_is_wrong_stands_beside_the_field_and_nothing_typed_is_lost(
    cast: Cast, leader: Client, draft: Version
) -> None:
    response = _add(cast, leader, draft, "long_text", label_nb="", help_nb="Skriv kort", word_limit="-4")
    page = BeautifulSoup(response.content, "html.parser")
    assert {link["href"] for link in page.select("[data-error-summary] a")} == {"#id_label_nb", "#id_word_limit"}
    assert page.select_one("#id_help_nb").text.strip() == "Skriv kort"  # type: ignore[union-attr]
    assert "To linjer er like." in _text(_add(cast, leader, draft, "choice", rows_nb="Ja\nJa"))
    assert "Skriv like mange linjer på hvert språk." in _text(
        _add(cast, leader, draft, "choice", rows_nb="Ja\nNei", rows_nn="Ja")
    )
    assert "Det største tallet må være større" in _text(_add(cast, leader, draft, "number", min="5", max="5"))
    assert "fødselsnummer" in _text(_add(cast, leader, draft, "text", label_nb="Om 01019012345?"))
    assert not draft.questions.filter(key__startswith="own.").exists()


def test_choices_keep_their_identity_when_a_line_is_reworded(cast: Cast, leader: Client, draft: Version) -> None:
    _add(cast, leader, draft, "choice", rows_nb="Ja\nNei", rows_nn="Ja\nNei")
    question = draft.questions.get(key__startswith="own.")
    before = [row["value"] for row in question.options]
    url = _url(cast, "question_change", draft.pk, question.pk)
    leader.post(url, QUESTION | {"rows_nb": "Ja, helt\nNei", "rows_nn": "Ja, heilt\nNei"})
    question.refresh_from_db()
    assert [row["value"] for row in question.options] == before
    assert question.options[0]["label"] == {"nb": "Ja, helt", "nn": "Ja, heilt"}
    words = _text(leader.get(_url(cast, "version_changes", draft.pk)))
    assert "Nytt spørsmål" in words


def test_changes_are_told_in_words(cast: Cast, leader: Client, draft: Version) -> None:
    hard = draft.questions.get(key="status.hard")
    fields = {"label_nb": "Hva var tungt?", "answer_audience": "network", "required_answer": "on", "part": "score"}
    leader.post(_url(cast, "question_change", draft.pk, hard.pk), QUESTION | fields | {"word_limit": ""})
    leader.post(_url(cast, "question_remove", draft.pk, draft.questions.get(key="status.pairs").pk))
    words = _text(leader.get(_url(cast, "version_changes", draft.pk)))
    for part in (
        "Spørsmålet: «Spørsmål status.hard» er nå «Hva var tungt?»", "Teamet må nå svare.", "200 er nå ingen grense",
        "Flyttet til delen «Score».", "Spørsmål tatt ut Spørsmål status.pairs",
    ):  # fmt: skip
        assert part in words
    leader.post(_url(cast, "question_put_back", draft.pk), {"key": "status.pairs"})
    assert "status.pairs" not in _text(leader.get(_url(cast, "version_changes", draft.pk)))


def test_taken_into_use_from_an_assignment_on_and_begun_reports_keep_their_form(
    cast: Cast, leader: Client, draft: Version
) -> None:
    with inside(EVERYONE):
        Submission.objects.filter(pk=cast.neighbour_report.pk).update(extended_to="2026-04-02")
        cast.neighbour_report.sheet.answers.all().delete()
    page = leader.get(_url(cast, "version_use", draft.pk))
    assert "Statusrapport før samling 3" in _text(page)
    assert "1 påbegynt" in _text(page)
    assert leader.post(_url(cast, "version_use", draft.pk), {"first": cast.assignment_3.pk}).status_code == 302
    with inside(EVERYONE):
        begun, empty = (Submission.objects.select_related("sheet").get(pk=row.pk) for row in
                        (cast.report, cast.neighbour_report))  # fmt: skip
        cast.assignment_3.refresh_from_db()
        cast.assignment_2.refresh_from_db()
    assert begun.sheet is not None
    assert begun.sheet.version == cast.questionnaire
    assert empty.sheet is not None
    assert empty.sheet.version == draft
    assert str(empty.extended_to) == "2026-04-02"
    assert cast.assignment_3.questionnaire_version == draft
    assert cast.assignment_2.questionnaire_version == cast.questionnaire
    assert leader.get(_url(cast, "question_new", draft.pk)).status_code == 404


def test_version_without_questions_cannot_be_taken_into_use(cast: Cast, leader: Client, draft: Version) -> None:
    draft.questions.all().delete()
    assert "Det er ingen spørsmål" in _text(leader.post(_url(cast, "version_use", draft.pk), {"first": "0"}))
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_foreign_draft_is_not_found(cast: Cast, log_in: LogIn) -> None:
    sor = log_in("other_leader")
    sor.post(reverse("organiser:draft_begin", args=[cast.other_network.pk, cast.questionnaire.pk]))
    theirs = Version.objects.get(state="draft")
    leader = log_in("leader")
    for name in ("form_version", "version_preview", "version_changes", "version_use"):
        assert leader.get(_url(cast, name, theirs.pk)).status_code == 404
    assert leader.get(_url(cast, "version_changes", cast.questionnaire.pk) + f"?fra={theirs.pk}").status_code == 404


@pytest.mark.parametrize("name", ["form_version", "version_preview", "version_changes", "version_use"])
def test_page_asks_as_often_with_three_more_questions(cast: Cast, leader: Client, draft: Version, name: str) -> None:
    counts = []
    for number in range(3):
        with CaptureQueriesContext(connection) as queries:
            assert leader.get(_url(cast, name, draft.pk)).status_code == 200
        counts.append(counted(queries.captured_queries))
        Question.objects.create(
            version=draft, key=f"own.{number}", section="progress", position=20 + number, type="text",
            label=in_all("Mer"),
        )  # fmt: skip
    assert counts[0] == counts[-1]


@pytest.mark.parametrize("name", ["forms", "form"])
def test_list_asks_as_often_with_three_more_versions(cast: Cast, leader: Client, name: str) -> None:
    counts = []
    for number in (2, 3, 4):
        with CaptureQueriesContext(connection) as queries:
            assert leader.get(_url(cast, name, *(["status_report"] if name == "form" else []))).status_code == 200
        counts.append(counted(queries.captured_queries))
        Version.objects.create(
            questionnaire=cast.questionnaire.questionnaire, number=number, state="published", published_at=cast.now
        )
    assert counts[0] == counts[-1]
