"""Pages of the starting point: begin, one tap each, a list, finish; and what others are told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mentornett.core.scoping import EVERYONE, inside
from mentornett.measurement.models import Baseline, BaselineHire
from mentornett.mentoring.models import Employment
from tests.cast import Cast
from tests.conftest import LogIn

BEGIN = {"hired_from": "2023-09-01", "hired_to": "2025-08-31", "source": "Lønnssystemet"}
LIST = "Ansattnr;Startdato;Sluttdato;Fortsatt ansatt\n"


@pytest.fixture
def page(cast: Cast, log_in: LogIn) -> str:
    """The page, with one in the register of whom it is not known yet, because she was a temporary."""
    with inside(EVERYONE):
        Employment.objects.create(
            municipality=cast.flesberg, unit=cast.ward, person=cast.union, profession="sykepleier", temporary=True,
            starts=date(2024, 1, 1), ends=date(2024, 6, 30), end_reason="planned", known_from=date(2024, 3, 1),
        )  # fmt: skip
    at = f"/program/{cast.programme.pk}/utgangspunkt/"
    log_in("hr").post(at, BEGIN)
    return at


def _send(client: Client, text: str) -> str:
    with inside(EVERYONE):
        row = Baseline.objects.get()
    file = SimpleUploadedFile("liste.csv", text.encode())
    answer = client.post(f"/program/maling/utgangspunkt/{row.pk}/liste/", {"file": file})
    return str(answer.get("Location", "")) or answer.text


def _soup(client: Client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")


def _hire() -> BaselineHire:
    with inside(EVERYONE):
        return BaselineHire.objects.first() or BaselineHire()


def test_one_tap_each_and_the_same_tap_takes_it_back(page: str, cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    shown = client.get(page).text
    assert cast.union.name in shown
    assert "har ikke med dem som sluttet før 1. mars 2024" in shown
    at = f"/program/maling/utgangspunkt/svar/{_hire().pk}/"
    assert "1 av 1" in client.post(at, {"answer": "yes"}, follow=True).text
    assert _hire().answered_by_id == cast.hr.pk
    client.post(at, {"answer": "yes"})
    assert _hire().answer == ""
    client.post(at, {"answer": "kanskje"})
    assert _hire().answer == ""


def test_list_brings_those_who_are_not_in_the_register(page: str, cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    rows = "A1;01.10.2023;31.12.2023;\nA2;01.10.2023;;ja\nA3;01.10.2022;;ja\nA1;01.10.2023;;\n;01.10.2023;;\n"
    at = _send(client, LIST + rows)
    done = client.post(f"{at}hent/", follow=True).text
    assert all(f"Rad {number}:" in done for number in (4, 5, 6))
    with inside(EVERYONE):
        found = dict(BaselineHire.objects.filter(employment=None).values_list("label", "answer"))
    assert found == {"A1": "no", "A2": "yes"}
    assert "/hent/" not in client.get(_send(client, LIST + "A1;01.10.2023;;\n")).text
    assert "/hent/" in client.get(_send(client, LIST + "A1;01.10.2023;;ja\n")).text


def test_column_that_is_not_read_is_told_of(page: str, log_in: LogIn) -> None:
    client = log_in("hr")
    told = client.get(_send(client, "Navn;Første arbeidsdag;Merknad\nA1;01.10.2023;fin\n")).text
    assert "Denne kolonnen blir ikke lest: Merknad." in told
    assert told.count("(valgfritt)") == 4  # neither the name nor the first day
    assert "blir ikke lest" not in client.get(_send(client, LIST + "A1;01.10.2023;;ja\n")).text


def test_those_whose_names_are_deleted_can_be_told_apart_when_the_count_is_opened_again(
    page: str, log_in: LogIn
) -> None:
    client = log_in("hr")
    rows = "".join(f"A{n};0{n}.10.2023;;ja\n" for n in range(1, 7))
    client.post(f"{_send(client, LIST + rows)}hent/")
    with inside(EVERYONE):
        row = Baseline.objects.get()
    for deed in ("ferdig", "apne"):
        client.post(f"/program/maling/utgangspunkt/{row.pk}/{deed}/")
    opened = client.get(page).text
    assert opened.count("Navnet er slettet") == 6
    assert 'Fortsatt her<span class="ds-sr-only">: 1. oktober 2023</span>' in opened


def test_finished_count_is_a_figure_with_its_dates_and_source(page: str, cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    rows = "".join(f"A{n};01.10.2023;;{'ja' if n < 3 else 'nei'}\n" for n in range(5))
    client.post(f"{_send(client, LIST + rows)}hent/")
    assert "Telles nå" in log_in("union_rep").get(page).text
    with inside(EVERYONE):
        row = Baseline.objects.get()
    shown = client.post(f"/program/maling/utgangspunkt/{row.pk}/ferdig/", follow=True).text
    assert "3 av 5" in shown
    assert "60 %" not in shown  # of five, the counts say more
    assert "Lønnssystemet" in shown
    assert "3 av 5" in log_in("union_rep").get(page).text
    assert "3 av 5 fortsatt her etter 12 måneder" in client.get("/program/maling/").text
    assert "Utgangspunktet er ikke talt opp" not in client.get("/program/").text
    assert "Legg til noen" in client.post(f"/program/maling/utgangspunkt/{row.pk}/apne/", follow=True).text
    begun = client.get("/program/").text
    assert "Utgangspunktet er påbegynt, men ikke ferdig talt." in begun
    assert "Utgangspunktet er ikke talt opp" not in begun


def test_figure_says_between_what_it_lies_whatever_became_of_those_not_known(
    page: str, cast: Cast, log_in: LogIn
) -> None:
    client = log_in("hr")
    rows = "".join(f"A{n};01.10.2023;;{'ja' if n < 4 else 'nei' if n < 5 else ''}\n" for n in range(8))
    client.post(f"{_send(client, LIST + rows)}hent/")
    with inside(EVERYONE):
        row = Baseline.objects.get()
        unknown = (
            row.hires.filter(answer="").update(answer="unknown") + row.hires.filter(employment__isnull=False).count()
        )
    shown = client.post(f"/program/maling/utgangspunkt/{row.pk}/ferdig/", follow=True).text
    assert "4 av 5" in shown
    least, most, every = 4, 4 + unknown, 5 + unknown
    assert f"ville det vært {most} av {every}; hadde alle sluttet, {least} av {every}." in shown


def test_few_are_shown_to_those_who_know_them_alone(page: str, cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    client.post(f"/program/maling/utgangspunkt/svar/{_hire().pk}/", {"answer": "no"})
    with inside(EVERYONE):
        row = Baseline.objects.get()
    assert "0 av 1" in client.post(f"/program/maling/utgangspunkt/{row.pk}/ferdig/", follow=True).text
    for at in (page, "/program/maling/"):
        shown = log_in("union_rep").get(at).text
        assert "0 av 1" not in shown
        assert "For få til å vise" in shown


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"starts": "2022-01-01"}, "utenfor tiden som telles"), ({"label": "01017012345"}, "fødselsnummer"),
        ({"starts": "i går"}, "Skriv datoen"),
    ],
)  # fmt: skip
def test_wrong_line_is_told_at_its_field(
    changed: dict[str, str], said: str, page: str, cast: Cast, log_in: LogIn
) -> None:
    with inside(EVERYONE):
        row = Baseline.objects.get()
    sent = {"label": "A9", "starts": "2024-01-01", "unit_name": "Post 7", "answer": "no"} | changed
    shown = log_in("hr").post(f"/program/maling/utgangspunkt/{row.pk}/ny/", sent).text
    assert said in shown
    assert "Post 7" in shown


def test_period_in_the_wrong_order_is_refused(cast: Cast, log_in: LogIn) -> None:
    at = f"/program/{cast.programme.pk}/utgangspunkt/"
    shown = log_in("hr").post(at, BEGIN | {"hired_to": "2023-01-01"}).text
    assert "Slutten kan ikke være før starten" in shown or "kan ikke være tidligere" in shown


def test_missing_starting_point_is_said_at_home_and_now_before_the_start(cast: Cast, log_in: LogIn) -> None:
    assert "Utgangspunktet er ikke talt opp" in log_in("programme_leader").get("/program/").text
    assert "Utgangspunktet er ikke talt opp" not in log_in("ward_leader").get("/program/").text
    assert "Tell opp utgangspunktet" not in log_in("hr").get("/na/").text  # began half a year ago
    with inside(EVERYONE):
        type(cast.programme).objects.filter(pk=cast.programme.pk).update(starts=date(2026, 5, 1))
    assert "Tell opp utgangspunktet" in log_in("hr").get("/na/").text
    assert "Tell opp utgangspunktet" not in log_in("union_rep").get("/na/").text


def test_questions_do_not_grow_with_the_lines(
    page: str, cast: Cast, log_in: LogIn, django_assert_num_queries: Any
) -> None:
    client = log_in("hr")
    client.get(page)
    for more in ("A1;01.10.2023;;ja\n", "A2;01.10.2023;;ja\nA3;01.10.2023;;\n"):
        with django_assert_num_queries(10):
            client.get(page)
        client.post(f"{_send(client, LIST + more)}hent/")


def test_long_list_comes_in_pages_and_an_answer_leads_back_to_its_page(page: str, cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    lines = "".join(f"B{number};{1 + number % 27:02}.10.2023;;ja\n" for number in range(40))
    client.post(f"{_send(client, LIST + lines)}hent/")
    first, second = _soup(client, page), _soup(client, f"{page}?page=2")
    assert len(first.select("#lines tbody tr")) == 30
    form = second.select("#lines tbody tr")[-1].select_one("form")
    assert form is not None
    sent = {"answer": "no", "page": str(form.select_one("[name=page]")["value"])}  # type: ignore[index]
    assert client.post(str(form["action"]), sent)["location"] == f"{page}?page=2#lines"
    odd = client.post(str(form["action"]), {"answer": "no", "page": "2&x=1"})
    assert odd["location"] == f"{page}#lines"
