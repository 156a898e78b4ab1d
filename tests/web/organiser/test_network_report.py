"""The organiser's report on a network, its documents, and the bundle of all reports."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from typing import Any

import docx
import openpyxl
import pikepdf
import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from mentornett.core.scoping import EVERYONE, inside
from mentornett.core.text import in_all
from mentornett.network.models import ContactLog, NetworkReport, PollResult
from mentornett.reports.jobs import build_bundle
from mentornett.reports.models import Bundle
from mentornett.tenants.models import Person
from tests.cast import NEIGHBOUR_CANARY, Cast
from tests.conftest import LogIn
from tests.final_reports import answer, ask_for_final_reports, own_paragraph
from tests.web.municipality.test_before_now import make_row


@pytest.fixture
def begun(cast: Cast, log_in: LogIn) -> NetworkReport:
    with inside(EVERYONE):
        for position, (category, percent, unknown) in enumerate(
            [("Erfaringsdeling", 57, False), ("Motivasjon", 9, False), ("Kunnskap", 7, False), ("Ukjent", 27, True)]
        ):
            PollResult.objects.create(
                network=cast.network, topic=in_all("Det beste"), category=in_all(category), percent=Decimal(percent),
                unknown_rest=unknown, position=position,
            )  # fmt: skip
    log_in("leader").post(reverse("organiser:network_report_begin", args=[cast.network.pk]))
    with inside(EVERYONE):
        return NetworkReport.objects.get(network=cast.network)


def save(client: Client, begun: NetworkReport, text: str, revision: int, key: str = "way_forward") -> Any:
    url = reverse("organiser:network_report_section", args=[begun.network_id, key])
    return client.post(url, {f"section-{key}": text, "revision": revision})


def word_of(client: Client, name: str, args: list[Any]) -> docx.document.Document:
    return docx.Document(io.BytesIO(client.get(reverse(name, args=args)).content))


def test_report_begins_with_what_is_known(cast: Cast, begun: NetworkReport) -> None:
    texts = {section["key"]: section["text"] for section in begun.sections}
    assert "Samling 2, 20.–21. november 2025 (fysisk)" in texts["course"]
    assert "2 kommuner deltok med 2 team." in texts["participants"]
    assert texts["results"] == "[tabell før og nå]"
    assert texts["polls"] == "[tabell avstemninger]"


def test_section_is_saved_while_it_is_written_and_a_colleagues_text_is_kept(
    cast: Cast, begun: NetworkReport, log_in: LogIn
) -> None:
    mine, theirs = log_in("leader"), log_in("operative")
    first = save(mine, begun, "Vi vil videre.", 1)
    assert first.json() == {"revision": 2, "saved_at_text": "Lagret kl. 09.00"}
    late = save(theirs, begun, "En annen tekst.", 1)
    assert late.status_code == 409
    assert late.json()["value"] == [["section-way_forward", "Vi vil videre."]]
    assert late.json()["by"] == "Astrid Nettverksleder"
    assert save(theirs, begun, "En annen tekst.", 2).status_code == 200


def test_whole_report_is_saved_without_javascript(cast: Cast, begun: NetworkReport, log_in: LogIn) -> None:
    client = log_in("leader")
    save(log_in("operative"), begun, "Skrevet først", 1, key="risks")
    typed = {"section-way_forward": "Videre", "revision-way_forward": "1", "section-risks": "x", "revision-risks": "1"}
    page = client.post(reverse("organiser:network_report_save", args=[cast.network.pk]), typed, follow=True)
    assert "Noen andre endret disse delene først" in page.content.decode()
    with inside(EVERYONE):
        begun.refresh_from_db()
    texts = {section["key"]: section["text"] for section in begun.sections}
    assert (texts["way_forward"], texts["risks"]) == ("Videre", "Skrevet først")


def test_section_that_is_too_long_or_unknown_is_refused(cast: Cast, begun: NetworkReport, log_in: LogIn) -> None:
    client = log_in("leader")
    assert save(client, begun, "x" * 40_001, 1).json()["message"] == "Dette er for langt for én del."
    assert save(client, begun, "x", 1, key="finnes-ikke").status_code == 404
    assert save(Client(), begun, "x", 1).status_code == 401


def test_guide_reads_the_report_and_does_not_write_it(cast: Cast, begun: NetworkReport, log_in: LogIn) -> None:
    client = log_in("guide")
    page = client.get(reverse("organiser:network_report", args=[cast.network.pk])).content.decode()
    assert "<textarea" not in page
    assert save(client, begun, "x", 1).status_code == 403


def test_charts_team_by_team_are_inserted_and_drawn(cast: Cast, begun: NetworkReport, log_in: LogIn) -> None:
    for team, left in (("team", 7), ("neighbour_team", 3)):
        make_row(cast, team, measure="Sluttet i fjor", sharing="network", now_numerator=left, now_denominator=40)
    client, args = log_in("leader"), [cast.network.pk]
    client.post(
        reverse("organiser:network_report_insert", args=args),
        {"mark": "[diagram team for team]", "section": "way_forward"},
    )
    word = word_of(client, "organiser:network_report_file", [cast.network.pk, "word"])
    (table,) = [one for one in word.tables if one.cell(0, 0).text == "Team"]
    assert [row.cells[2].text.split("\n")[0] for row in table.rows] == ["Nå", "7 av 40 (18 %)", ":"]
    assert len(word.inline_shapes) == 1


def test_word_holds_shared_rows_polls_with_unknown_rest_and_appendices(
    cast: Cast, begun: NetworkReport, log_in: LogIn
) -> None:
    ask_for_final_reports(cast)
    make_row(cast, measure="Delt", sharing="network")
    make_row(cast, "neighbour_team", measure=NEIGHBOUR_CANARY, sharing="team")
    word = word_of(log_in("leader"), "organiser:network_report_file", [cast.network.pk, "word"])
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert "Delt" in cells
    assert NEIGHBOUR_CANARY not in str(cells)
    assert "27 %" in cells
    assert "Ukjent: kan ikke leses i kilden" in cells
    texts = [each.text for each in word.paragraphs]
    assert any("Vi vet ikke hvor mange som svarte." in text for text in texts)
    assert any("skyldes mentorprogrammet alene" in text for text in texts)
    assert any(text.startswith("Vedlegg 1: Malen for sluttrapporten") for text in texts)


def test_file_is_in_the_language_that_the_report_is_written_in(cast: Cast, begun: NetworkReport, log_in: LogIn) -> None:
    client, address = log_in("leader"), [cast.network.pk, "word"]
    assert begun.language == "nb"
    Person.objects.filter(pk=cast.people["leader"].pk).update(language="nn")
    word = word_of(client, "organiser:network_report_file", address)
    assert (word.core_properties.language, word.paragraphs[0].text) == ("nb-NO", "Rapport fra læringsnettverket")
    with inside(EVERYONE):
        NetworkReport.objects.update(language="")  # begun before this was noted: as its reader has it
    assert word_of(client, "organiser:network_report_file", address).core_properties.language == "nn-NO"


def test_pdf_of_the_network_report_is_tagged(cast: Cast, begun: NetworkReport, log_in: LogIn) -> None:
    content = log_in("guide").get(reverse("organiser:network_report_file", args=[cast.network.pk, "pdf"])).content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "nb-NO"


def test_organisers_table_shows_all_rows_and_the_shared_file_only_some(cast: Cast, log_in: LogIn) -> None:
    make_row(cast, measure="Delt", sharing="network")
    make_row(cast, "neighbour_team", measure="Bare teamet", sharing="team")
    client = log_in("leader")
    page = client.get(reverse("organiser:before_now", args=[cast.network.pk])).content.decode()
    assert "Bare teamet" in page
    assert "1 av 2 rader er delt med nettverket" in page
    url = reverse("organiser:before_now_file", args=[cast.network.pk, "excel"])
    for query, count in (("", 2), ("?delt=1", 1)):
        sheet = openpyxl.load_workbook(io.BytesIO(client.get(url + query).content)).active
        assert sheet.max_row == 1 + count + 1  # titles, rows, caveat


def test_polls_stand_as_published_with_the_rest_as_unknown(cast: Cast, begun: NetworkReport, log_in: LogIn) -> None:
    response = log_in("leader").get(reverse("organiser:before_now", args=[cast.network.pk]))
    table = BeautifulSoup(response.content, "html.parser").select("table.ds-table")[-1]
    assert [cell.text for cell in table.select("tbody td")] == ["57 %", "9 %", "7 %", "27 %"]
    assert "Ukjent: kan ikke leses i kilden" in table.text


def test_readers_file_of_a_report_lacks_what_the_team_does_not_share(cast: Cast, log_in: LogIn) -> None:
    final = ask_for_final_reports(cast, state="sent")
    make_row(cast, measure="Bare teamet", sharing="team")
    args = [final.pk, "word"]
    cells = [
        cell.text for table in word_of(log_in("guide"), "organiser:report_file", args).tables for cell in table._cells
    ]
    assert "Bare teamet" in cells
    assert log_in("expert").get(reverse("organiser:report_file", args=args)).status_code == 404


def test_all_reports_in_one_zip_are_made_by_a_job_that_tells_how_far_it_is(cast: Cast, log_in: LogIn) -> None:
    final = ask_for_final_reports(cast, state="sent")
    answer(final, "final.other", [own_paragraph("Til slutt")], cast)
    client = log_in("leader")
    response = client.post(reverse("organiser:bundle_order", args=[final.assignment_id]), {"form": "word"})
    with inside(EVERYONE):
        bundle = Bundle.objects.get()
    assert response.url == reverse("organiser:bundle", args=[bundle.pk])
    page = client.get(response.url).content.decode()
    assert "Venter på å begynne." in page
    assert client.get(reverse("organiser:bundle_file", args=[bundle.pk])).status_code == 404
    build_bundle.call(bundle.pk, cast.nord.pk)
    done = client.get(response.url, headers={"HX-Request": "true"}).content.decode()
    assert "2 dokumenter er klare." in done
    assert "<html" not in done
    archive = zipfile.ZipFile(io.BytesIO(client.get(reverse("organiser:bundle_file", args=[bundle.pk])).content))
    assert archive.namelist() == ["001 Sluttrapport Team Flesberg.docx", "002 Sluttrapport Team Røros.docx"]
    assert log_in("other_leader").get(response.url).status_code == 404


def test_job_that_stops_is_told_of(cast: Cast, log_in: LogIn, monkeypatch: pytest.MonkeyPatch) -> None:
    final = ask_for_final_reports(cast, state="sent")
    client = log_in("leader")
    page = client.post(reverse("organiser:bundle_order", args=[final.assignment_id]), {"form": "pdf"})

    def broken(*args: Any, **kwargs: Any) -> None:
        raise OSError("full disk")

    monkeypatch.setattr("mentornett.reports.bundles.document_of", broken)
    with inside(EVERYONE):
        bundle = Bundle.objects.get()
    with pytest.raises(OSError, match="full disk"):
        build_bundle.call(bundle.pk, cast.nord.pk)
    assert "Noe gikk galt" in client.get(page.url).content.decode()


def test_yearly_figures_say_what_they_count(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        ContactLog.objects.create(
            team=cast.team, on=cast.today, form="phone", by=cast.guide, topics="Tid", organiser=cast.nord,
            municipality=cast.flesberg,
        )  # fmt: skip
    client = log_in("leader")
    url = reverse("organiser:yearly", args=[cast.nord.pk])

    def figures(year: int) -> dict[str, str]:
        page = BeautifulSoup(client.get(f"{url}?year={year}").content, "html.parser")
        return {row.th.text: row.td.text for row in page.select("tbody tr")}

    held = figures(2025)
    assert (held["Samlinger"], held["Av disse: fysisk"], held["Av disse: digital"]) == ("2", "1", "1")
    assert (held["Team"], held["Kommuner"], held["Deltakere"]) == ("2", "2", "5")
    assert held["Statusrapporter"] == "2"
    assert held["Kontakter"] == "0"
    assert held["Mentorer"] == "ikke registrert"
    assert figures(2026)["Kontakter"] == "1"
    assert figures(2026)["Sluttrapporter"] == "0"
    assert client.get(f"{url}?year=1850").status_code == 404


def test_yearly_report_is_had_as_excel_word_and_pdf(cast: Cast, log_in: LogIn) -> None:
    client = log_in("leader")
    args = [cast.nord.pk, 2025]
    word = word_of(client, "organiser:yearly_file", [*args, "word"])
    assert word.tables[0].rows[0].cells[2].text == "Slik er det talt"
    excel = client.get(reverse("organiser:yearly_file", args=[*args, "excel"]))
    sheet = openpyxl.load_workbook(io.BytesIO(excel.content)).active
    assert (sheet.cell(2, 1).value, sheet.cell(2, 2).value) == ("Læringsnettverk", 1)
    assert client.get(reverse("organiser:yearly_file", args=[*args, "pdf"])).content.startswith(b"%PDF")
