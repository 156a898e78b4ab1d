"""The form as a whole, the summary, sending and reading."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.actions import goals
from mentornett.network.models import Action, Comment, ProgressScore, Submission
from mentornett.questionnaires.models import Answer, Attachment, Question
from mentornett.tenants.models import Letter
from tests.cast import NOW, Cast
from tests.conftest import LogIn
from tests.counting import counted


@pytest.fixture(autouse=True)
def _nothing_answered(cast: Cast) -> None:
    with inside(EVERYONE):
        Answer.objects.filter(sheet=cast.report.sheet).delete()


def page_of(client: Client, cast: Cast, more: str = "") -> BeautifulSoup:
    return BeautifulSoup(client.get(f"/kommune/rapport/{cast.report.pk}/{more}").content, "html.parser")


def form_of(page: BeautifulSoup) -> dict[str, Any]:
    """Return what a browser without JavaScript would send of the form."""
    form = page.select_one("form[data-autosave]")
    assert form is not None
    sent: dict[str, Any] = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        name, kind = field["name"], field.get("type")
        if (kind in ("radio", "checkbox") and not field.has_attr("checked")) or field.find_parent("template"):
            continue
        if kind == "file":
            continue
        if field.name == "select":
            chosen = field.select_one("option[selected]") or field.select_one("option")
            sent[str(name)] = chosen["value"] if chosen else ""
        else:
            sent[str(name)] = field.text.removeprefix("\n") if field.name == "textarea" else field.get("value", "on")
    return sent


def send_form(client: Client, cast: Cast, form: dict[str, Any]) -> Any:
    return client.post(f"/kommune/rapport/{cast.report.pk}/lagre/", form)


def answers(cast: Cast) -> dict[str, Any]:
    with inside(EVERYONE):
        rows = Answer.objects.filter(sheet=cast.report.sheet).select_related("question")
        return {row.question.key: row.value for row in rows}


def test_form_without_javascript_saves_only_what_was_changed(cast: Cast, log_in: LogIn) -> None:
    client = log_in("coordinator")
    form = form_of(page_of(client, cast)) | {"q-status.achieved": "Vi er i gang", "q-status.pairs": "4"}
    response = send_form(client, cast, form)
    assert (response.status_code, response.url) == (302, f"/kommune/rapport/{cast.report.pk}/")
    assert answers(cast) == {"status.achieved": "Vi er i gang", "status.pairs": 4}


def test_untouched_form_saves_nothing(cast: Cast, log_in: LogIn) -> None:
    client = log_in("coordinator")
    assert send_form(client, cast, form_of(page_of(client, cast))).status_code == 302
    assert answers(cast) == {}


def test_wrong_answer_stands_again_with_its_message_and_the_rest_is_saved(cast: Cast, log_in: LogIn) -> None:
    client = log_in("coordinator")
    form = form_of(page_of(client, cast)) | {"q-status.achieved": "Vi er i gang", "q-status.pairs": "<b>mange</b>"}
    response = send_form(client, cast, form)
    assert response.status_code == 422
    page = BeautifulSoup(response.content, "html.parser")
    field = page.select_one('[name="q-status.pairs"]')
    assert field is not None
    assert (field["value"], field["aria-invalid"]) == ("<b>mange</b>", "true")
    message = page.select_one(f"#{str(field['aria-describedby']).split()[0].replace('.', chr(92) + '.')}")
    assert message is not None
    assert "tall" in message.text
    assert page.select_one('[data-error-summary] a[href="#question-status.pairs"]')
    assert answers(cast) == {"status.achieved": "Vi er i gang"}


def test_stale_form_keeps_both_texts(cast: Cast, log_in: LogIn) -> None:
    coordinator, deputy = log_in("coordinator"), log_in("deputy")
    mine, theirs = form_of(page_of(coordinator, cast)), form_of(page_of(deputy, cast))
    send_form(coordinator, cast, mine | {"q-status.achieved": "Karis tekst", "q-status.hard": "Karis vansker"})
    response = send_form(deputy, cast, theirs | {"q-status.achieved": "Dags tekst", "q-status.pairs": "2"})
    assert response.status_code == 422
    page = BeautifulSoup(response.content, "html.parser")
    field = page.select_one('[name="q-status.achieved"]')
    conflict = page.select_one('[data-question="status.achieved"] .conflict')
    assert field is not None
    assert conflict is not None
    assert field.text.strip() == "Dags tekst"
    assert "Karis tekst" in conflict.text
    assert answers(cast) == {"status.achieved": "Karis tekst", "status.hard": "Karis vansker", "status.pairs": 2}
    again = send_form(deputy, cast, form_of(page))
    assert again.status_code == 302
    assert answers(cast)["status.achieved"] == "Dags tekst"
    assert "Karis tekst" in page_of(deputy, cast, "historikk/").text


def test_answer_that_only_the_other_changed_is_left_alone(cast: Cast, log_in: LogIn) -> None:
    coordinator, deputy = log_in("coordinator"), log_in("deputy")
    stale = form_of(page_of(deputy, cast))
    send_form(coordinator, cast, form_of(page_of(coordinator, cast)) | {"q-status.hard": "Karis vansker"})
    assert send_form(deputy, cast, stale).status_code == 302
    assert answers(cast) == {"status.hard": "Karis vansker"}


def test_summary_lists_what_is_missing_and_sending_waits_for_it(cast: Cast, log_in: LogIn) -> None:
    client = log_in("coordinator")
    page = page_of(client, cast, "se-over/")
    links = {str(link["href"]).partition("#")[2] for link in page.select(".ds-alert a")}
    assert links == {"question-status.achieved", "question-status.score"}
    assert page.select_one('form[action$="/send/"]') is None
    assert client.post(f"/kommune/rapport/{cast.report.pk}/send/").url.endswith("/se-over/")  # type: ignore[attr-defined]


def fill_in(client: Client, cast: Cast) -> None:
    form = form_of(page_of(client, cast))
    send_form(client, cast, form | {"q-status.achieved": "Vi er i gang", "q-status.score": "2.5"})


def test_complete_report_is_sent_and_then_read(cast: Cast, log_in: LogIn) -> None:
    client = log_in("coordinator")
    fill_in(client, cast)
    assert "Gunnar Veileder" in page_of(client, cast, "se-over/").text
    client.post(f"/kommune/rapport/{cast.report.pk}/send/")
    page = page_of(client, cast)
    assert page.select_one("form[data-autosave]") is None
    assert "Vi er i gang" in page.text
    assert page.select_one('form[action$="/ta-tilbake/"]')
    with inside(EVERYONE):
        assert Letter.objects.filter(kind="submission_sent", to_person=cast.guide).count() == 1


def test_member_writes_but_does_not_send(cast: Cast, log_in: LogIn) -> None:
    client = log_in("union")
    fill_in(client, cast)
    assert page_of(client, cast, "se-over/").select_one('form[action$="/send/"]') is None


def test_skipping_needs_a_reason_beside_the_field(cast: Cast, log_in: LogIn) -> None:
    client = log_in("coordinator")
    response = client.post(f"/kommune/rapport/{cast.report.pk}/hopp-over/", {"reason": " "})
    assert response.status_code == 422
    assert 'data-field="validation"' in response.content.decode()


def test_question_put_aside_is_found_again(cast: Cast, log_in: LogIn) -> None:
    client = log_in("coordinator")
    send_form(client, cast, form_of(page_of(client, cast)) | {"skip-status.hard": "1"})
    assert "1 å komme tilbake til" in page_of(client, cast).text
    links = [str(link["href"]) for link in page_of(client, cast, "se-over/").select(".now-lines a")]
    assert any(link.endswith("#question-status.hard") for link in links)


def test_goals_and_actions_are_rows_to_update(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        goal = goals.add_goal(team=cast.team, text="Alle får mentor", by=cast.coordinator, now=NOW)
        action = goals.add_action(team=cast.team, text="Kurs", by=cast.coordinator, now=NOW, goal=goal)
        Question.objects.filter(key="status.goals").update(prefill="goals", options={"levels": ["sub", "action"]})
    client = log_in("coordinator")
    state = f"q-status.goals-a{action.pk}-state"
    form = form_of(page_of(client, cast))
    assert form[state] == "not_started"
    response = send_form(client, cast, form | {state: "done", "add_row": "status.goals"})
    assert response.url.endswith("?row=status.goals#question-status.goals")
    assert page_of(client, cast, "?row=status.goals").select_one('[name="q-status.goals-n1-text"]')
    fill_in(client, cast)
    client.post(f"/kommune/rapport/{cast.report.pk}/send/")
    with inside(EVERYONE):
        assert Action.objects.get(pk=action.pk).state == "done"


def as_file_question() -> None:
    with inside(EVERYONE):
        Question.objects.filter(key="status.pairs").update(type="file")


def test_file_is_attached_fetched_and_removed_without_losing_text(cast: Cast, log_in: LogIn) -> None:
    as_file_question()
    client = log_in("coordinator")
    form = form_of(page_of(client, cast)) | {"q-status.achieved": "Vi er i gang", "attach": "status.pairs"}
    send_form(client, cast, form | {"q-status.pairs": SimpleUploadedFile("../Plan æøå.pdf", b"%PDF-1.7")})
    assert answers(cast) == {"status.achieved": "Vi er i gang"}
    page = page_of(client, cast)
    link = page.select_one(".attachments a")
    assert link is not None
    assert link.text == "Plan æøå.pdf"
    file = client.get(str(link["href"]))
    assert file["Content-Type"] == "application/pdf"
    assert file["Content-Disposition"].startswith("attachment")
    assert "sandbox" in file["Content-Security-Policy"]
    with inside(EVERYONE):
        pk = Attachment.objects.get().pk
    send_form(client, cast, form_of(page) | {"remove_file": str(pk)})
    assert page_of(client, cast).select_one(".attachments") is None


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [("virus.pdf", b"MZ\x90", "PDF-"), ("tom.pdf", b"", "tom"), ("01017012345.pdf", b"%PDF-1", "fødselsnummer")],
)
def test_file_that_cannot_be_attached_says_why_beside_the_field(
    cast: Cast, log_in: LogIn, name: str, content: bytes, words: str
) -> None:
    as_file_question()
    client = log_in("coordinator")
    form = form_of(page_of(client, cast)) | {"attach": "status.pairs"}
    response = send_form(client, cast, form | {"q-status.pairs": SimpleUploadedFile(name, content)})
    assert response.status_code == 422
    message = BeautifulSoup(response.content, "html.parser").find(id="problem-status.pairs")
    assert message is not None
    assert words in message.text


def test_task_without_a_form_is_marked_as_done_with_a_note(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Submission.objects.filter(pk=cast.report.pk).update(sheet=None)
    client = log_in("coordinator")
    assert client.post(f"/kommune/rapport/{cast.report.pk}/send/", {"note": ""}).status_code == 422
    client.post(f"/kommune/rapport/{cast.report.pk}/send/", {"note": "Se https://eksempel.no/film"})
    assert "https://eksempel.no/film" in page_of(client, cast).text


def test_planned_report_says_when_it_opens(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Submission.objects.filter(pk=cast.report.pk).update(state="planned")
    assert "9. mars" in page_of(log_in("coordinator"), cast).text


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_form_is_shown_in_each_language(cast: Cast, log_in: LogIn, language: str) -> None:
    cast.coordinator.language = language
    cast.coordinator.save()
    words = {"nb": "Se over og send", "nn": "Sjå over og send", "en": "Look over and send"}
    assert words[language] in page_of(log_in("coordinator"), cast).text


def test_form_costs_the_same_with_one_row_and_with_three(
    cast: Cast, log_in: LogIn, django_assert_max_num_queries: Any
) -> None:
    with inside(EVERYONE):
        Question.objects.filter(key="status.goals").update(prefill="goals", options={"levels": ["sub", "action"]})
        goals.add_action(team=cast.team, text="Kurs 1", by=cast.coordinator, now=NOW)
    client = log_in("coordinator")
    client.get(f"/kommune/rapport/{cast.report.pk}/")
    with django_assert_max_num_queries(40) as one:
        client.get(f"/kommune/rapport/{cast.report.pk}/")
    with inside(EVERYONE):
        for number in (2, 3):
            goals.add_action(team=cast.team, text=f"Kurs {number}", by=cast.coordinator, now=NOW)
    fill_in(client, cast)
    with django_assert_max_num_queries(40) as three:
        client.get(f"/kommune/rapport/{cast.report.pk}/")
    assert counted(three) == counted(one) == 11


def test_comments_and_the_guides_score_stand_with_the_report(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        sides = {"submission": cast.report, "organiser": cast.nord, "municipality": cast.flesberg}
        for section, text, private in (("progress", "Godt jobbet", False), ("", "Hele", False), ("", "Hemmelig", True)):
            Comment.objects.create(by=cast.guide, at=NOW, section=section, text=text, private=private, **sides)
        ProgressScore.objects.create(
            team=cast.team,
            by_kind="guide",
            value="2.5",
            reason="Piloten er i gang",
            by=cast.guide,
            on=cast.today,
            **sides,
        )
        Submission.objects.filter(pk=cast.report.pk).update(
            state="reopened", times_sent=1, reopened_sections=["progress"], reopened_reason="Skriv mer om piloten"
        )
    client = log_in("coordinator")
    page = page_of(client, cast)
    assert page.select("form form") == []
    for words in ("Godt jobbet", "Hele", "Piloten er i gang", "Skriv mer om piloten", "Åpnet igjen"):
        assert words in page.text
    assert "Hemmelig" not in page.text
    assert page.select_one('.ds-alert a[href="#section-progress"]')
    assert len(page.select('[id^="comment-"]')) == 2
    with inside(EVERYONE):
        Submission.objects.filter(pk=cast.report.pk).update(state="assessed", sent_at=NOW)
    section = page_of(client, cast).select_one("#section-progress")
    assert section is not None
    assert "Godt jobbet" in section.text
