"""The page with simple counts before and now."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import Any

import docx
import openpyxl
import pikepdf
import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from mentornett.core.models import AuditEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.measurement.models import BeforeNow
from tests.cast import Cast
from tests.conftest import LogIn

SHARE = {
    "suggestion": "left", "measure": "Nyansatte som sluttet", "unit_text": "sluttet", "per_text": "nyansatte",
    "less_is_better": "yes", "sharing": "network", "before_share": "0.5", "now_numerator": "2",
    "now_denominator": "22", "now_on": "2026-03-01", "now_source": "Personalkontoret",
}  # fmt: skip


def make_row(cast: Cast, team: str = "team", **fields: Any) -> BeforeNow:
    whose = cast.things[team]
    values = {
        "measure": "Nyansatte som sluttet", "kind": "share", "unit_text": "sluttet", "per_text": "nyansatte",
        "before_share": Decimal("0.5"), "before_approximate": True, "now_numerator": 2, "now_denominator": 22,
        "now_on": date(2026, 3, 1), "sharing": "team",
    }  # fmt: skip
    with inside(EVERYONE):
        return BeforeNow.objects.create(
            network=whose.network, team=whose, organiser=whose.organiser, municipality=whose.municipality,
            edited_at=cast.now, **(values | fields),
        )  # fmt: skip


def page_of(client: Any, cast: Cast, team: str = "team") -> BeautifulSoup:
    response = client.get(reverse("municipality:before_now", args=[cast.things[team].pk]))
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_added_row_stands_in_the_table_with_sentence_and_caveat(cast: Cast, log_in: LogIn) -> None:
    client = log_in("coordinator")
    response = client.post(reverse("municipality:before_now_add", args=[cast.team.pk]), SHARE)
    assert response.status_code == 302
    page = page_of(client, cast)
    cells = [cell.get_text(" ", strip=True) for cell in page.select("table.before-now td")]
    assert cells == ["ca. halvparten antall ikke oppgitt dato ikke oppgitt", "2 av 22 9 % 1. mars · Personalkontoret"]
    assert "Før sluttet ca. halvparten av de nyansatte. Nå har 2 av 22 sluttet." in page.get_text()
    assert "kan vi ikke si at endringen skyldes mentorprogrammet alene" in page.select_one(".before-now .caveat").text


def test_wrong_row_keeps_what_was_typed_and_tells_at_the_field(cast: Cast, log_in: LogIn) -> None:
    typed = SHARE | {"now_numerator": "23", "now_on": "2026-03-13"}
    response = log_in("coordinator").post(reverse("municipality:before_now_add", args=[cast.team.pk]), typed)
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one("#id_now_numerator")["value"] == "23"
    assert page.select_one("#id_now_numerator")["aria-invalid"] == "true"
    assert page.select_one("#id_now_on")["aria-invalid"] == "true"
    assert page.select_one("[data-error-summary]") is not None
    with inside(EVERYONE):
        assert not BeforeNow.objects.exists()


def test_what_stands_in_the_table_already_is_not_added_again(cast: Cast, log_in: LogIn) -> None:
    client, add = log_in("coordinator"), reverse("municipality:before_now_add", args=[cast.team.pk])
    words = "Dette står i tabellen fra før"
    assert client.post(add, SHARE).status_code == 302
    assert words in client.post(add, SHARE | {"measure": SHARE["measure"].upper()}).text
    assert client.post(add, SHARE | {"target_group": "vernepleiere"}).status_code == 302
    with inside(EVERYONE):
        first, other = BeforeNow.objects.order_by("pk")
    change = reverse("municipality:before_now_change", args=[other.pk])
    assert words in client.post(change, SHARE).text
    assert client.post(change, SHARE | {"target_group": "vernepleiere", "now_source": "HR"}).status_code == 302
    client.post(reverse("municipality:before_now_remove", args=[first.pk]))
    assert client.post(add, SHARE).status_code == 302


@pytest.mark.parametrize("day", ["0001-01-01", "01.01.0205", "2205-01-01"])
def test_year_that_nobody_can_have_meant_is_told_of(cast: Cast, log_in: LogIn, day: str) -> None:
    add = reverse("municipality:before_now_add", args=[cast.team.pk])
    assert "Året ser ikke riktig ut" in log_in("coordinator").post(add, SHARE | {"before_on": day}).text


@pytest.mark.parametrize(
    ("field", "value"), [("measure", "Kari 010190 12345"), ("now_source", "01019012345"), ("measure", "x" * 201)]
)
def test_national_identity_number_and_too_long_text_are_refused(
    cast: Cast, log_in: LogIn, field: str, value: str
) -> None:
    typed = SHARE | {field: value}
    response = log_in("coordinator").post(reverse("municipality:before_now_add", args=[cast.team.pk]), typed)
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one(f"#id_{field}")["aria-invalid"] == "true"


def test_decimal_comma_and_html_are_taken_as_they_were_meant(cast: Cast, log_in: LogIn) -> None:
    client = log_in("coordinator")
    typed = {
        "suggestion": "applicants", "measure": "<b>Søkere</b> 😀", "unit_text": "søkere", "per_text": "stillinger",
        "now_numerator": "4,5", "now_denominator": "2", "sharing": "team",
    }  # fmt: skip
    assert client.post(reverse("municipality:before_now_add", args=[cast.team.pk]), typed).status_code == 302
    page = page_of(client, cast)
    assert "2,3" in page.select_one("table.before-now").text
    assert "<b>Søkere</b> 😀" in page.select_one("table.before-now th[scope=row]").text


def test_colleagues_change_meanwhile_is_not_overwritten(cast: Cast, log_in: LogIn) -> None:
    row = make_row(cast)
    url = reverse("municipality:before_now_change", args=[row.pk])
    client = log_in("coordinator")
    seen = BeautifulSoup(client.get(url).content, "html.parser").select_one("[name=seen]")["value"]
    assert log_in("deputy").post(url, SHARE | {"measure": "Daglig leders tekst"}).status_code == 302
    mine = SHARE | {"seen": seen, "measure": "Min tekst"}
    page = BeautifulSoup(client.post(url, mine).content, "html.parser")
    assert "Dag Vara endret dette" in page.text
    assert "Nå står det: Daglig leders tekst" in page.text
    assert page.select_one("#id_measure")["value"] == "Min tekst"
    newest = page.select_one("[name=seen]")["value"]
    assert client.post(url, mine | {"seen": newest}).status_code == 302


def test_rough_share_stands_in_the_form_when_the_row_is_changed(cast: Cast, log_in: LogIn) -> None:
    row = make_row(cast)
    with inside(EVERYONE):
        BeforeNow.objects.filter(pk=row.pk).update(
            now_share="0.5", now_approximate=True, now_numerator=None, now_denominator=None
        )
    page = log_in("coordinator").get(reverse("municipality:before_now_change", args=[row.pk])).content
    chosen = BeautifulSoup(page, "html.parser").select_one("#id_now_share option[selected]")
    assert chosen["value"] == "0.5"


def test_removed_row_can_be_put_back(cast: Cast, log_in: LogIn) -> None:
    row, client = make_row(cast), log_in("coordinator")
    removed = client.post(reverse("municipality:before_now_remove", args=[row.pk]))
    assert reverse("municipality:before_now_restore", args=[row.pk]) in removed.content.decode()
    assert page_of(client, cast).select("table.before-now") == []
    client.post(reverse("municipality:before_now_restore", args=[row.pk]))
    assert len(page_of(client, cast).select("table.before-now tbody tr")) == 1


def test_rows_change_places_and_the_first_cannot_go_up(cast: Cast, log_in: LogIn) -> None:
    first, second = make_row(cast, measure="En", position=0), make_row(cast, measure="To", position=1)
    client = log_in("coordinator")
    client.post(reverse("municipality:before_now_move", args=[first.pk]), {"direction": "up"})
    client.post(reverse("municipality:before_now_move", args=[second.pk]), {"direction": "up"})
    order = [cell.text for cell in page_of(client, cast).select("table.before-now th[scope=row]")]
    assert order == ["To", "En"]


def test_baseline_count_becomes_a_share_of_those_who_left(cast: Cast, log_in: LogIn) -> None:
    client = log_in("coordinator")
    url = reverse("municipality:before_now_baseline", args=[cast.team.pk])
    typed = {
        "units": "3 sykehjem og 3 soner", "hired_from": "2024-03-12", "hired_to": "2025-03-12", "hired": "31",
        "still_here": "15", "side": "before",
    }  # fmt: skip
    too_new = client.post(url, typed | {"hired_to": "2025-03-13"})
    assert BeautifulSoup(too_new.content, "html.parser").select_one("#id_hired_to")["aria-invalid"] == "true"
    too_many = client.post(url, typed | {"still_here": "32"})
    assert BeautifulSoup(too_many.content, "html.parser").select_one("#id_still_here")["aria-invalid"] == "true"
    assert client.post(url, typed).status_code == 302
    assert "Før sluttet 16 av 31 nyansatte. Tallet nå er ikke ført inn ennå." in page_of(client, cast).get_text()


def test_neighbours_see_only_what_is_shared(cast: Cast, log_in: LogIn) -> None:
    make_row(cast, measure="Delt med nettverket", sharing="network")
    make_row(cast, measure="Bare for teamet", sharing="team")
    make_row(cast, measure="Bare kommunen", sharing="municipality")
    text = page_of(log_in("neighbour"), cast, "neighbour_team").get_text()
    assert "Delt med nettverket" in text
    assert "Bare for teamet" not in text
    assert "Bare kommunen" not in text
    sponsor = page_of(log_in("sponsor"), cast).get_text()
    assert "Bare kommunen" in sponsor
    assert "Bare for teamet" not in sponsor


def test_files_say_the_same_as_the_page(cast: Cast, log_in: LogIn) -> None:
    make_row(cast)
    client = log_in("coordinator")

    def content(form: str) -> bytes:
        return bytes(client.get(reverse("municipality:before_now_file", args=[cast.team.pk, form])).content)

    word = docx.Document(io.BytesIO(content("word")))
    assert [cell.text.splitlines()[0] for cell in word.tables[0].rows[1].cells] == [
        "Nyansatte som sluttet", "ca. halvparten", "2 av 22",
    ]  # fmt: skip
    assert any("skyldes mentorprogrammet alene" in each.text for each in word.paragraphs)
    with pikepdf.open(io.BytesIO(content("pdf"))) as pdf:
        assert str(pdf.Root.Lang) == "nb-NO"
        assert bool(pdf.Root.MarkInfo.Marked)
    sheet = openpyxl.load_workbook(io.BytesIO(content("excel"))).active
    assert sheet.cell(2, 8).value == "2 av 22"
    assert "skyldes mentorprogrammet alene" in sheet.cell(3, 1).value


def test_page_asks_the_database_equally_often_for_one_row_and_three(
    cast: Cast, log_in: LogIn, django_assert_num_queries: Any
) -> None:
    client = log_in("coordinator")
    make_row(cast)
    page_of(client, cast)
    with django_assert_num_queries(QUERIES):
        page_of(client, cast)
    make_row(cast, measure="To", position=1)
    make_row(cast, measure="Tre", position=2)
    with django_assert_num_queries(QUERIES):
        page_of(client, cast)


QUERIES = 9


def test_each_deed_leaves_an_audit_row_without_peoples_texts(cast: Cast, log_in: LogIn) -> None:
    row, client = make_row(cast), log_in("coordinator")
    client.post(reverse("municipality:before_now_share", args=[row.pk]), {"sharing": "public"})
    client.post(reverse("municipality:before_now_change", args=[row.pk]), SHARE | {"measure": "Ny tekst"})
    with inside(EVERYONE):
        entries = list(AuditEntry.objects.filter(object_id=str(row.pk), object_type="measurement.beforenow"))
    assert [entry.verb for entry in entries] == ["before_now.shared", "before_now.changed"]
    assert "Ny tekst" not in str([entry.details for entry in entries])
