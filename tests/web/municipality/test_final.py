"""The final report while it is written, and as a document."""

from __future__ import annotations

import io
import time
from typing import Any

import docx
import pikepdf
import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from mentornett.core.models import AuditEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.models import Action, AnchoringEvidence, Submission, TeamGoal
from mentornett.questionnaires.models import Answer
from tests.cast import Cast
from tests.conftest import LogIn
from tests.documents.pdf_reading import read, squeezed, text_of
from tests.final_reports import answer, ask_for_final_reports, own_paragraph
from tests.web.municipality.test_before_now import make_row

QUERIES = 26


@pytest.fixture
def final(cast: Cast) -> Submission:
    return ask_for_final_reports(cast)


def page_of(client: Client, final: Submission) -> BeautifulSoup:
    response = client.get(reverse("municipality:final_report", args=[final.pk]))
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def save(client: Client, final: Submission, key: str, revision: int, **fields: str) -> Any:
    url = reverse("municipality:report_answer", args=[final.pk, key])
    return client.post(url, {"revision": revision, **{f"q-{key}-{name}": text for name, text in fields.items()}})


def question(page: BeautifulSoup, key: str) -> Any:
    found = page.find(attrs={"data-question": key})
    assert found is not None
    return found


def stored(final: Submission, key: str) -> Any:
    with inside(EVERYONE):
        return Answer.objects.get(sheet=final.sheet, question__key=key).value


def test_report_has_the_six_sections_in_order(cast: Cast, final: Submission, log_in: LogIn) -> None:
    headings = [each.text for each in page_of(log_in("coordinator"), final).select(".document > h2")]
    assert headings == [
        "1 Innledning", "2 Mål", "3 Prosjektorganisering i kommunen", "4 Aktivitet", "5 Resultat", "6 Veien videre",
    ]  # fmt: skip


def test_links_to_the_report_lead_to_the_document(cast: Cast, final: Submission, log_in: LogIn) -> None:
    response = log_in("coordinator").get(reverse("municipality:report", args=[final.pk]))
    assert response.url == reverse("municipality:final_report", args=[final.pk])
    status = reverse("municipality:final_report", args=[cast.report.pk])
    assert log_in("coordinator").get(status).status_code == 404


def test_drafted_paragraph_tells_its_source_and_links_to_it(cast: Cast, final: Submission, log_in: LogIn) -> None:
    page = page_of(log_in("coordinator"), final)
    candidate = page.find(id="result-p1").find_parent("li")
    assert "Vi har startet med status.achieved" in candidate.text
    mark = candidate.find("a", class_="source")
    assert "Statusrapport før samling 2, nov. 2025" in mark.text
    assert mark["href"] == reverse("municipality:report", args=[cast.sent_report.pk])


def test_facts_known_from_before_are_filled_in(cast: Cast, final: Submission, log_in: LogIn) -> None:
    with inside(EVERYONE):
        cast.team.expectations = "Vi ville lære av andre."
        cast.team.save(update_fields=["expectations"])
        for point in ("in_plans", "time_set_aside"):  # one meeting shows both: said once
            AnchoringEvidence.objects.create(
                team=cast.team, point=point, text="Vedtatt i formannskapet", on=cast.today, organiser=cast.nord,
                municipality=cast.flesberg,
            )  # fmt: skip
    make_row(cast)
    page = page_of(log_in("coordinator"), final)
    assert "Vi ville lære av andre." in question(page, "final.why_join").text
    leaders = question(page, "final.anchoring_leaders").select_one("textarea")
    assert leaders is not None
    assert leaders.text.count("12. mars: Vedtatt i formannskapet") == 1
    assert "Koordinator" in question(page, "final.project_group").text
    assert "Kari Koordinator" not in question(page, "final.project_group").text
    assert "Nå har 2 av 22 sluttet." in question(page, "final.results").text
    assert page.select_one(".document table.before-now") is not None
    assert "skyldes mentorprogrammet alene" in page.select_one(".document .caveat").text


def test_left_out_paragraph_is_kept_and_can_be_taken_back(cast: Cast, final: Submission, log_in: LogIn) -> None:
    client = log_in("coordinator")
    key = "final.project_group"
    out = save(client, final, key, 0, **{"p1-text": "Leder\nKoordinator", "p1-use": "left_out"})
    assert out.status_code == 200
    part = question(page_of(client, final), key)
    assert "1 avsnitt er utelatt" in part.text
    assert part.select_one("[name$=use]").has_attr("checked")
    back = save(client, final, key, out.json()["revision"], **{"p1-text": "Leder\nKoordinator"})
    assert back.status_code == 200
    assert stored(final, key)[0]["state"] != "left_out"


def test_own_paragraph_is_added_and_marked_as_the_teams(cast: Cast, final: Submission, log_in: LogIn) -> None:
    client = log_in("deputy")
    save(client, final, "final.other", 0, **{"n1-text": "Vi holdt en frokost."})
    part = question(page_of(client, final), "final.other")
    assert "Vi holdt en frokost." in part.text
    assert "Deres egen tekst" in part.text
    assert part.find("textarea", attrs={"name": "q-final.other-n2-text"}) is not None


def test_two_results_are_chosen_and_the_others_left_out(cast: Cast, final: Submission, log_in: LogIn) -> None:
    client = log_in("coordinator")
    with inside(EVERYONE):
        Submission.objects.filter(pk=cast.report.pk).update(state="sent", sent_at=cast.now)
    url = reverse("municipality:final_report_results", args=[final.pk])
    refused = client.post(url, {"first": "p1", "second": "p1"}, follow=True)
    assert "Velg to ulike resultater" in refused.content.decode()
    client.post(url, {"first": "p2", "second": "p1"})
    assert [each["state"] for each in stored(final, "final.result_1")] == ["left_out", "used"]
    assert [each["state"] for each in stored(final, "final.result_2")] == ["used", "left_out"]


def test_new_status_report_is_taken_in_without_touching_what_was_edited(
    cast: Cast, final: Submission, log_in: LogIn
) -> None:
    client = log_in("coordinator")
    drafted = {
        "id": "p1", "text": "Vårt", "original": "Kladd", "state": "changed",
        "source": {"submission": cast.sent_report.pk, "label": "x", "sent": ""},
    }  # fmt: skip
    answer(final, "final.result_1", [drafted], cast)
    assert "Noe nytt har kommet" not in page_of(client, final).text
    with inside(EVERYONE):
        Submission.objects.filter(pk=cast.report.pk).update(state="sent", sent_at=cast.now)
    assert "Noe nytt har kommet" in page_of(client, final).text
    client.post(reverse("municipality:final_report_refresh", args=[final.pk]))
    kept, new = stored(final, "final.result_1")
    assert kept == drafted
    assert new["source"]["submission"] == cast.report.pk
    assert new["id"] != kept["id"]
    assert "Noe nytt har kommet" not in page_of(client, final).text


def test_reader_in_another_language_sees_no_false_news(cast: Cast, final: Submission, log_in: LogIn) -> None:
    client = log_in("coordinator")
    make_row(cast)
    for key in ("final.results", "final.project_group"):
        part = question(page_of(client, final), key)
        save(client, final, key, 0, **{"p1-text": part.select_one("textarea").text.lstrip("\n")})
    with inside(EVERYONE):
        cast.coordinator.language = "en"
        cast.coordinator.save(update_fields=["language"])
    page = page_of(log_in("coordinator"), final)
    assert "1 Introduction" in page.text
    assert "Something new has come" not in page.text


def test_sent_report_is_read_without_the_traces_of_writing(cast: Cast, log_in: LogIn) -> None:
    final = ask_for_final_reports(cast, state="sent")
    answer(final, "final.other", [own_paragraph("Inne"), own_paragraph("Ute", 2) | {"state": "left_out"}], cast)
    page = page_of(log_in("coordinator"), final)
    assert page.select("textarea") == []
    assert "Inne" in page.text
    assert "Ute" not in page.select_one(".document").text


def test_files_of_a_draft_say_that_it_is_one(cast: Cast, final: Submission, log_in: LogIn) -> None:
    make_row(cast)
    client = log_in("coordinator")
    response = client.get(reverse("municipality:report_file", args=[final.pk, "word"]))
    word = docx.Document(io.BytesIO(response.content))
    texts = [each.text for each in word.paragraphs]
    assert "Dette er et utkast. Det er ikke sendt." in texts
    assert "5 Resultat" in texts
    assert "Før og nå" in " ".join(texts)
    assert "ca. halvparten" in word.tables[-1].rows[1].cells[1].text
    assert word.core_properties.title == "Sluttrapport: Team Flesberg"


@pytest.fixture
def pursued(cast: Cast) -> str:
    """A goal with two actions and a result."""
    place = {"team": cast.team, "organiser": cast.nord, "municipality": cast.flesberg}
    with inside(EVERYONE):
        goal = TeamGoal.objects.create(level="sub", text="Alle får mentor", result="Ni av ti", **place)
        Action.objects.create(goal=goal, text="Kurs i mai", state="done", comment="Tolv kom", **place)
        Action.objects.create(goal=goal, text="Mentordag", state="started", **place)
        Action.objects.create(goal=goal, text="Brosjyre", state="not_started", **place)
        TeamGoal.objects.create(level="sub", text="Mål uten tiltak", **place)
    return str(goal.text)


def test_document_says_each_goal_once_over_its_actions(pursued: str, final: Submission, log_in: LogIn) -> None:
    response = log_in("coordinator").get(reverse("municipality:report_file", args=[final.pk, "word"]))
    document = docx.Document(io.BytesIO(response.content))
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    place = rows.index(["Kurs i mai", "Gjort", "Tolv kom"])
    assert rows[place + 1] == ["Mentordag", "I gang", ""]
    words = [paragraph.text for paragraph in document.paragraphs]
    assert sum(pursued in line for line in words) == 1
    assert "Resultat: Ni av ti" in words
    assert "Mål uten tiltak" not in words


def test_pdf_says_each_goal_over_its_actions_and_not_in_every_row(
    pursued: str, final: Submission, log_in: LogIn
) -> None:
    response = log_in("coordinator").get(reverse("municipality:report_file", args=[final.pk, "pdf"]))
    words = squeezed(text_of(read(response.content)))
    assert words.count(squeezed(pursued)) <= 2  # again only where the table goes on on the next page
    assert squeezed("Mentordag") in words


@pytest.mark.parametrize("state", ["open", "sent"])
def test_page_says_each_goal_once_over_its_actions(
    cast: Cast, pursued: str, final: Submission, log_in: LogIn, state: str
) -> None:
    with inside(EVERYONE):
        Submission.objects.filter(pk=final.pk).update(state=state, sent_at=cast.now)
    soup = page_of(log_in("coordinator"), final)
    told = [heading for heading in soup.find_all("h4") if heading.get_text() == pursued]
    assert len(told) == 1
    assert [each.get_text(" ", strip=True) for each in told[0].find_next("ul").find_all("li")] == [
        "Kurs i mai Tolv kom Gjort", "Mentordag I gang", "Brosjyre Ikke begynt",
    ]  # fmt: skip


def test_pdf_is_tagged_and_in_norwegian(cast: Cast, log_in: LogIn) -> None:
    final = ask_for_final_reports(cast, state="sent")
    make_row(cast)
    content = log_in("coordinator").get(reverse("municipality:report_file", args=[final.pk, "pdf"])).content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "nb-NO"
        assert "Sluttrapport: Team Flesberg" in str(pdf.docinfo["/Title"])


def test_documents_are_made_quickly(cast: Cast, log_in: LogIn) -> None:
    final = ask_for_final_reports(cast, state="sent")
    for number in range(6):
        make_row(cast, measure=f"Mål {number}", position=number)
    client = log_in("coordinator")
    for form, most in (("word", 0.4), ("pdf", 0.6)):  # seconds of the processor: twice the target, page and all
        url = reverse("municipality:report_file", args=[final.pk, form])
        client.get(url)
        started = time.process_time()
        client.get(url)
        assert time.process_time() - started < most


def test_page_asks_the_database_equally_often_for_one_report_and_two(
    cast: Cast, final: Submission, log_in: LogIn, django_assert_num_queries: Any
) -> None:
    client = log_in("coordinator")
    page_of(client, final)
    with django_assert_num_queries(QUERIES):
        page_of(client, final)
    with inside(EVERYONE):
        Submission.objects.filter(pk=cast.report.pk).update(state="sent", sent_at=cast.now)
    with django_assert_num_queries(QUERIES):
        page_of(client, final)


def test_choosing_and_refreshing_leave_audit_rows(cast: Cast, final: Submission, log_in: LogIn) -> None:
    client = log_in("coordinator")
    client.post(reverse("municipality:final_report_refresh", args=[final.pk]))
    with inside(EVERYONE):
        assert AuditEntry.objects.filter(verb="final_report.refreshed", object_id=str(final.pk)).exists()
