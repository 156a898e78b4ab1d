"""Reading, answering and reopening reports; readers with leave."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentornett.config.jobs import run_ordered_tasks
from mentornett.core.models import AccessEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.models import Comment, ProgressScore, ReadingGrant, Submission, SubmissionEvent
from mentornett.questionnaires.models import Answer, AnswerRevision, Question
from tests.cast import Cast, build_cast
from tests.conftest import LogIn
from tests.network.guidance_samples import add_teams, give_leave, guide_team, place, set_score, write_comment

GOOD = {"value": "2.5", "reason": "Piloten er i gang i en enhet.", "reply": "Stå på!"}


def at(name: str, row: Any) -> str:
    return reverse(f"organiser:{name}", args=[row.pk])


def page(client: Client, url: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(url).content, "html.parser")


def text(client: Client, url: str) -> str:
    return page(client, url).get_text(" ", strip=True)


def answer(cast: Cast, key: str, value: str, sheet: Any = None, **more: Any) -> Answer:
    question = Question.objects.get(version=cast.questionnaire, key=key)
    sheet = sheet or cast.sent_report.sheet
    Answer.objects.filter(sheet=sheet, question=question).delete()
    return Answer.objects.create(
        sheet=sheet, question=question, value=value, sharing="team",
        **{"edited_at": cast.now - timedelta(days=130), **place(sheet), **more},
    )  # fmt: skip


@pytest.fixture
def written(cast: Cast) -> None:
    """Let the sent report hold an open and a confidential answer."""
    with inside(EVERYONE):
        answer(cast, "status.achieved", "Vi har begynt med mentorer")
        answer(cast, "status.hard", "Det er vanskelig med lederen")


@pytest.mark.usefixtures("written")
def test_report_shows_the_answers_to_the_guide(cast: Cast, log_in: LogIn) -> None:
    body = text(log_in("guide"), at("report", cast.sent_report))
    assert "Vi har begynt med mentorer" in body
    assert "Det er vanskelig med lederen" in body


@pytest.mark.usefixtures("written")
@pytest.mark.parametrize("person", ["leader", "other_guide", "expert"])
def test_report_hides_from_others_what_is_for_the_guide_alone(cast: Cast, log_in: LogIn, person: str) -> None:
    with inside(EVERYONE):
        give_leave(cast)
    body = text(log_in(person), at("report", cast.sent_report))
    assert "Vi har begynt med mentorer" in body
    assert "Det er vanskelig med lederen" not in body


def test_report_that_is_not_sent_shows_nothing_of_what_is_written(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        answer(cast, "status.achieved", "Halvferdig tekst", cast.report.sheet)
    body = text(log_in("guide"), at("report", cast.report))
    assert "Halvferdig tekst" not in body
    assert "Det de skriver nå, er deres eget." in body


def test_report_opened_again_shows_what_was_sent(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        sent_at = cast.now - timedelta(days=120)
        SubmissionEvent.objects.create(submission=cast.sent_report, state="sent", at=sent_at, **place(cast.team))
        row = answer(cast, "status.achieved", "Ny og uferdig tekst", revision=2, edited_at=cast.now)
        AnswerRevision.objects.create(
            answer=row, revision=1, value="Teksten som ble sendt", edited_at=sent_at - timedelta(days=1),
            **place(cast.team),
        )  # fmt: skip
        Submission.objects.filter(pk=cast.sent_report.pk).update(state="reopened", reopened_reason="Mer om tall")
    body = text(log_in("guide"), at("report", cast.sent_report))
    assert "Teksten som ble sendt" in body
    assert "Ny og uferdig tekst" not in body
    assert "Mer om tall" in body


def test_report_shows_an_earlier_version_when_asked(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        first = SubmissionEvent.objects.create(
            submission=cast.sent_report, state="sent", at=cast.now - timedelta(days=120), **place(cast.team)
        )
        row = answer(cast, "status.achieved", "Andre utgave", revision=2, edited_at=cast.now - timedelta(days=10))
        AnswerRevision.objects.create(
            answer=row, revision=1, value="Første utgave", edited_at=cast.now - timedelta(days=121), **place(cast.team)
        )
    client, url = log_in("guide"), at("report", cast.sent_report)
    assert "Andre utgave" in text(client, url)
    earlier = text(client, f"{url}?version={first.pk}")
    assert "Første utgave" in earlier
    assert "Andre utgave" not in earlier


def test_report_reading_is_logged_for_the_one_who_sent_it(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Submission.objects.filter(pk=cast.sent_report.pk).update(sent_by=cast.coordinator)
    log_in("guide").get(at("report", cast.sent_report))
    with inside(EVERYONE):
        entry = AccessEntry.objects.get(page="report")
    assert (entry.reader, entry.subject) == (cast.guide, cast.coordinator)


def test_assess_sends_the_answer(cast: Cast, log_in: LogIn) -> None:
    client = log_in("guide")
    answered = client.post(at("report_assess", cast.sent_report), GOOD, follow=True)
    assert "Svaret er sendt til Team Flesberg." in answered.content.decode()
    with inside(EVERYONE):
        assert Submission.objects.get(pk=cast.sent_report.pk).state == "assessed"
        assert Comment.objects.get().text == "Stå på!"


@pytest.mark.parametrize(
    ("data", "error"),
    [({"value": "", "reason": "Piloten er i gang i en enhet."}, "Nivå"), ({"value": "2.7"}, "Nivå"),
     ({"reason": ""}, "Hvorfor dette nivået?"), ({"reason": "Bra nok"}, "Skriv minst én setning om hvorfor."),
     ({"reason": "Fnr 01017012345 er født her."}, "fødselsnummer"), ({"reason": "x " * 400}, "Hvorfor dette")],
)  # fmt: skip
def test_assess_wrong_says_where_and_keeps_what_was_typed(
    cast: Cast, log_in: LogIn, data: dict[str, str], error: str
) -> None:
    answered = log_in("guide").post(at("report_assess", cast.sent_report), {**GOOD, **data})
    soup = BeautifulSoup(answered.content, "html.parser")
    summary = soup.find(class_="ds-error-summary")
    assert summary is not None
    assert error in summary.get_text(" ")
    assert soup.find("textarea", attrs={"name": "reply"}).text.strip() == "Stå på!"  # type: ignore[union-attr]
    with inside(EVERYONE):
        assert Submission.objects.get(pk=cast.sent_report.pk).state == "sent"


def test_assess_after_somebody_else_says_so(cast: Cast, log_in: LogIn) -> None:
    log_in("leader").post(at("report_assess", cast.sent_report), GOOD)
    answered = log_in("guide").post(at("report_assess", cast.sent_report), {**GOOD, "value": "5.0"})
    assert "Noen har svart eller åpnet den igjen i mellomtiden." in answered.content.decode()
    with inside(EVERYONE):
        assert str(ProgressScore.objects.get(by_kind="guide").value) == "2.5"


@pytest.mark.parametrize(
    ("deed", "data"),
    [("report_assess", {**GOOD, "reply": "Et <b>langt</b> svar"}), ("report_reopen", {
        "reopen-reason": "Et <b>langt</b> svar", "reopen-until": "20.03.2026",
    })],
)  # fmt: skip
def test_answer_to_a_report_that_the_team_took_back_is_not_lost(
    deed: str, data: dict[str, str], cast: Cast, log_in: LogIn
) -> None:
    log_in("coordinator").post(reverse("municipality:report_take_back", args=[cast.sent_report.pk]))
    answered = log_in("guide").post(at(deed, cast.sent_report), data)
    alert = BeautifulSoup(answered.content, "html.parser").find(role="alert")
    assert alert is not None
    assert "Det du skrev, ble ikke sendt" in alert.text
    assert "Et <b>langt</b> svar" in alert.text


def test_score_of_an_answered_report_can_be_corrected(cast: Cast, log_in: LogIn) -> None:
    client = log_in("guide")
    client.post(at("report_assess", cast.sent_report), GOOD)
    client.post(at("report_score", cast.sent_report), {"value": "3.0", "reason": "Etter en ny samtale med dem."})
    with inside(EVERYONE):
        assert str(ProgressScore.objects.get(by_kind="guide").value) == "3.0"


def test_score_of_a_report_that_is_not_sent_is_refused(cast: Cast, log_in: LogIn) -> None:
    log_in("guide").post(at("report_score", cast.report), {"value": "3.0", "reason": "Etter en ny samtale."})
    with inside(EVERYONE):
        assert not ProgressScore.objects.filter(by_kind="guide").exists()


def test_reopen_with_a_deadline_that_has_passed_is_refused_beside_the_field(cast: Cast, log_in: LogIn) -> None:
    data = {"reopen-reason": "Mer om tallene", "reopen-until": "2026-03-01"}
    answered = log_in("guide").post(at("report_reopen", cast.sent_report), data)
    assert "Fristen er allerede passert." in answered.content.decode()
    assert "Mer om tallene" in answered.content.decode()


def test_reopen_chooses_sections(cast: Cast, log_in: LogIn) -> None:
    data = {"reopen-reason": "Mer om tallene", "reopen-until": "20.03.2026", "reopen-sections": ["progress"]}
    log_in("guide").post(at("report_reopen", cast.sent_report), data)
    with inside(EVERYONE):
        row = Submission.objects.get(pk=cast.sent_report.pk)
    assert (row.state, row.reopened_sections) == ("reopened", ["progress"])


def test_comment_lands_in_its_section(cast: Cast, log_in: LogIn) -> None:
    client, url = log_in("guide"), at("report_comment", cast.sent_report)
    answered = client.post(url, {"section": "progress", "text": "Fortell mer"})
    assert answered["Location"].endswith("#section-progress")
    section = page(client, at("report", cast.sent_report)).find(id="section-progress")
    assert section is not None
    assert "Fortell mer" in section.text


def test_comment_empty_is_refused_where_it_was_written(cast: Cast, log_in: LogIn) -> None:
    answered = log_in("guide").post(at("report_comment", cast.sent_report), {"section": "progress", "text": " "})
    section = BeautifulSoup(answered.content, "html.parser").find(id="section-progress")
    assert section is not None
    assert section.find(class_="ds-error-summary") is not None


def test_private_comment_is_for_the_organiser_alone(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        give_leave(cast)
        write_comment(cast.sent_report, cast.guide, cast, "Mellom oss", private=True)
    url = at("report", cast.sent_report)
    assert "Mellom oss" in text(log_in("leader"), url)
    assert "Mellom oss" not in text(log_in("expert"), url)
    assert "Mellom oss" not in text(log_in("coordinator"), reverse("municipality:report", args=[cast.sent_report.pk]))


def test_comment_with_html_is_shown_as_text(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        write_comment(cast.sent_report, cast.guide, cast, "<script>alert(1)</script> 🎉")
    body = log_in("guide").get(at("report", cast.sent_report)).content.decode()
    assert "<script>alert(1)</script>" not in body
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 🎉" in body


def test_next_and_previous_unread_are_one_key_away(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        guide_team(cast.neighbour_team, cast.guide, cast.network.starts)
        Submission.objects.filter(pk=cast.neighbour_report.pk).update(state="sent", sent_at=cast.now)
    soup = page(log_in("guide"), at("report", cast.sent_report))
    links = {link["data-key"]: link["href"] for link in soup.select("a[data-key]")}
    assert links["j"] == at("report", cast.neighbour_sent_report)
    assert links["k"] == at("report", cast.neighbour_report)


def test_next_and_previous_lead_to_the_only_other_one(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Submission.objects.filter(pk=cast.report.pk).update(state="sent", sent_at=cast.now)
    soup = page(log_in("guide"), at("report", cast.report))
    links = {link["data-key"]: link["href"] for link in soup.select("a[data-key]")}
    assert links == {"j": at("report", cast.sent_report), "k": at("report", cast.sent_report)}


def test_history_and_suggestion_are_for_staff_only(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        give_leave(cast)
        set_score(cast.team, "guide", "1.5", cast.today)
    url = at("report", cast.sent_report)
    assert "Dette kan vi se" in text(log_in("guide"), url)
    body = text(log_in("expert"), url)
    assert "Dette kan vi se" not in body
    assert "Fordi det er slik." not in body


@pytest.mark.parametrize(("days", "status"), [(0, 200), (-1, 404)])
def test_reader_reads_until_the_last_day(cast: Cast, log_in: LogIn, days: int, status: int) -> None:
    with inside(EVERYONE):
        give_leave(cast, days)
    assert log_in("expert").get(at("report", cast.sent_report)).status_code == status


def test_reader_without_leave_to_comment_may_only_read(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        give_leave(cast, may_comment=False)
    client = log_in("expert")
    assert "Kommenter denne delen" not in text(client, at("report", cast.sent_report))
    assert client.post(at("report_comment", cast.sent_report), {"text": "Hei"}).status_code == 403


def test_reader_gets_nothing_but_what_was_given(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        give_leave(cast)
        Submission.objects.filter(pk=cast.report.pk).update(state="sent", sent_at=cast.now)
    client = log_in("expert")
    assert client.get(at("report", cast.report)).status_code == 404
    assert client.get(at("team", cast.team)).status_code == 404
    assert client.get(at("glance", cast.network)).status_code == 404


def test_reading_list_tells_until_when(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        give_leave(cast)
    body = text(log_in("expert"), reverse("organiser:reading"))
    assert "Du kan lese til torsdag 19. mars, om 7 dager." in body
    assert "Flesberg, Team Flesberg" in body


def test_report_asks_as_many_questions_whatever_waits(cast: Cast, log_in: LogIn) -> None:
    client, url = log_in("guide"), at("report", cast.sent_report)

    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        return len(asked)

    count()
    with inside(EVERYONE):
        add_teams(cast, 1)
    few = count()
    with inside(EVERYONE):
        add_teams(cast, 4, first=1)
        for number in range(3):
            write_comment(cast.sent_report, cast.guide, cast, f"Nummer {number}")
    assert count() == few


@pytest.mark.django_db(transaction=True)
def test_reader_orders_all_reports_as_one_pdf_and_reads_it_while_the_leave_lasts() -> None:
    cast = build_cast()
    with inside(EVERYONE):
        leave = give_leave(cast)
    client = Client()
    client.force_login(cast.expert, backend="allauth.account.auth_backends.AuthenticationBackend")
    order = reverse("organiser:pack_order", args=[cast.assignment_2.pk])
    assert order in client.get(reverse("organiser:reading")).text
    place = client.post(order)["Location"]
    run_ordered_tasks()
    body = page(client, place)
    download = body.select_one("a.ds-button")
    assert download is not None
    file = client.get(download["href"])
    assert file["Content-Type"] == "application/pdf"
    assert file.content.startswith(b"%PDF-")
    assert place in client.get(reverse("organiser:reading")).text
    with inside(EVERYONE):
        ReadingGrant.objects.filter(pk=leave.pk).update(ends=cast.today - timedelta(days=1))
    assert client.get(download["href"]).status_code == 404
    assert client.post(order).status_code == 404
