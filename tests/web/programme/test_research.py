"""Handing out rows for research: four eyes, a link that ends, and a log that the union reads."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentornett.core.models import AccessEntry
from mentornett.core.scoping import EVERYONE, Scope, inside
from mentornett.documents.blocks import Quote
from mentornett.measurement.actions import research as actions
from mentornett.measurement.models import ResearchEvent, ResearchStudy
from mentornett.measurement.rules.research import Extract
from mentornett.mentoring.models import Employment
from mentornett.reports.research import J21, codebook, make_research_file
from mentornett.tenants.actions import token_hash
from mentornett.tenants.models import Letter, Person
from tests.cast import Cast
from tests.conftest import LogIn
from tests.counting import counted
from tests.web.access.research import TOKEN, asked, handed_out

NEW = {
    "title": "Hvem blir?", "purpose": "Kunnskap", "basis": "Sikt 12", "receiver": "Universitetet",
    "receiver_name": "Fia Forsker", "receiver_email": "fia@eksempel.no", "first_half": "4044", "last_half": "4049",
    "last_day": "2027-01-31",
}  # fmt: skip


def _prepare(cast: Cast, how: Any = asked) -> ResearchStudy:
    with inside(EVERYONE), transaction.atomic():
        how(cast)
        return ResearchStudy.objects.get()


def _hires(cast: Cast, number: int = 12) -> None:
    """Let so many nurses have begun in the first half of 2025; every fourth left."""
    with inside(EVERYONE):
        for at in range(number):
            person = Person.objects.create(email=f"p{at}@eksempel.no", name=f"Hemmelig Navn {at}")
            starts = date(2025, 1, 6) + timedelta(days=at)
            Employment.objects.create(
                person=person,
                unit=cast.ward,
                profession="sykepleier",
                starts=starts,
                municipality=cast.flesberg,
                ends=starts + timedelta(days=90) if at % 4 == 0 else None,
                end_reason="other" if at % 4 == 0 else "",
            )


def _made(cast: Cast) -> ResearchStudy:
    study = _prepare(cast)
    with inside(EVERYONE), transaction.atomic():
        actions.answer_study(study=study, approved=True, answer="", by=cast.hr, now=cast.now)
    scope = Scope(municipalities=frozenset({cast.flesberg.pk}))
    make_research_file(study_id=study.pk, scope=scope, now=cast.now, today=cast.today)
    with inside(EVERYONE):
        return ResearchStudy.objects.get()


def test_project_leader_asks_and_human_resources_and_the_top_leader_are_led_there(cast: Cast, log_in: LogIn) -> None:
    client = log_in("programme_leader")
    assert client.post(reverse("programme:study_new", args=[cast.flesberg.pk]), NEW).status_code == 302
    with inside(EVERYONE):
        study = ResearchStudy.objects.get()
    url = reverse("programme:study", args=[study.pk])
    for name in ("hr", "sponsor"):
        assert url in log_in(name).get("/na/").text
    for name in ("programme_leader", "union_rep", "measure_lead"):
        assert url not in log_in(name).get("/na/").text
    assert "Godkjenn, og lag fila" not in client.get(url).text


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", ""), ("purpose", ""), ("basis", ""), ("receiver_email", "nei"), ("last_day", "2026-03-12"),
     ("last_day", "2040-01-01"), ("last_half", "4043"), ("first_half", "1"), ("purpose", "født 01010112345")],
)  # fmt: skip
def test_study_that_lacks_something_is_not_asked_for(field: str, value: str, cast: Cast, log_in: LogIn) -> None:
    page = log_in("programme_leader").post(
        reverse("programme:study_new", args=[cast.flesberg.pk]), {**NEW, field: value}
    )
    assert b"ds-error-summary" in page.content
    with inside(EVERYONE):
        assert not ResearchStudy.objects.exists()


def test_no_with_no_reason_stays_on_the_page(cast: Cast, log_in: LogIn) -> None:
    study = _prepare(cast)
    page = log_in("hr").get(reverse("programme:study", args=[study.pk]))
    assert page.text.count("(valgfritt)") == 1  # a no needs its reason, and says so
    page = log_in("hr").post(reverse("programme:study_decline", args=[study.pk]), {"answer": " "})
    assert "Skriv hvorfor ikke" in page.text
    log_in("hr").post(reverse("programme:study_decline", args=[study.pk]), {"answer": "Uklart formål"})
    assert "Uklart formål" in log_in("union_rep").get(reverse("programme:study", args=[study.pk])).text


def test_database_refuses_that_one_person_asks_and_approves(cast: Cast) -> None:
    study = _prepare(cast)
    with inside(EVERYONE), pytest.raises(IntegrityError), transaction.atomic():
        ResearchStudy.objects.filter(pk=study.pk).update(approved=True, answered_by=cast.programme_leader)
    with inside(EVERYONE), pytest.raises(ValueError, match="approves"), transaction.atomic():
        actions.answer_study(study=study, approved=True, answer="", by=cast.programme_leader, now=cast.now)


def test_file_holds_rows_and_codebook_and_no_name(cast: Cast) -> None:
    _hires(cast)
    study = _made(cast)
    assert study.file_state == "done"
    with zipfile.ZipFile(io.BytesIO(bytes(study.content or b""))) as archive:
        assert sorted(archive.namelist()) == ["data.csv", "kodebok.csv", "kodebok.pdf"]
        data = archive.read("data.csv").decode("utf-8-sig")
        book = archive.read("kodebok.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(data), delimiter=";"))
    assert len(rows) == 12
    assert {row["ansatt"] for row in rows} == {"2025-1"}
    assert sum(int(row["sluttet"]) for row in rows) == 3
    assert set(rows[0]) == {line["Kolonne"] for line in csv.DictReader(io.StringIO(book), delimiter=";")}
    for secret in ("Hemmelig", "Post 1", cast.ward.name, "@", "2025-01-0"):
        assert secret not in data


def test_codebook_holds_the_standing_caveat(cast: Cast) -> None:
    study = _prepare(cast)
    blocks = codebook(study, Extract((), 0, 3, 0, frozenset()), today=cast.today).blocks
    assert Quote(J21, "Oslo Economics") in blocks
    assert "usikkert" in J21


def test_those_in_the_file_see_it_among_the_readings_and_the_receiver_gets_a_letter(cast: Cast) -> None:
    _hires(cast)
    _made(cast)
    with inside(EVERYONE):
        assert AccessEntry.objects.filter(page="research", reader=cast.programme_leader).count() == 12
        letter = Letter.objects.get(kind="research")
    assert letter.to_email == "fia@eksempel.no"
    assert "/forskning/" in letter.text


def test_too_few_get_no_file_and_no_link(cast: Cast) -> None:
    study = _made(cast)
    assert (study.file_state, study.content, study.token_hash) == ("few", None, None)
    with inside(EVERYONE):
        assert not Letter.objects.filter(kind="research").exists()


def test_making_twice_makes_once(cast: Cast) -> None:
    _hires(cast)
    study = _made(cast)
    scope = Scope(municipalities=frozenset({cast.flesberg.pk}))
    make_research_file(study_id=study.pk, scope=scope, now=cast.now, today=cast.today)
    with inside(EVERYONE):
        assert ResearchEvent.objects.filter(deed="made").count() == 1


def test_each_fetching_is_noted_and_told(cast: Cast, log_in: LogIn) -> None:
    study = _prepare(cast, handed_out)
    visitor = Client()
    assert "Hent fila" in visitor.get(reverse("public:research", args=[TOKEN])).text
    got = visitor.post(reverse("public:research_file", args=[TOKEN]))
    assert got.content == b"zip"
    with inside(EVERYONE):
        assert ResearchEvent.objects.filter(deed="fetched").count() == 1
    page = log_in("union_rep").get(reverse("programme:study", args=[study.pk])).text
    assert "hentet" in page.casefold()
    assert "færre enn 5" in page


@pytest.mark.parametrize("how", ["withdrawn", "expired", "over", "wrong"])
def test_link_stops(how: str, cast: Cast, log_in: LogIn) -> None:
    study = _prepare(cast, handed_out)
    token = TOKEN if how != "wrong" else "noe-annet"
    with inside(EVERYONE), transaction.atomic():
        if how == "withdrawn":
            actions.withdraw_study(study=study, by=cast.hr, now=cast.now)
        elif how == "expired":
            ResearchStudy.objects.update(link_expires_at=cast.now)
        elif how == "over":
            ResearchStudy.objects.update(last_day=cast.today - timedelta(days=1))
    assert Client().get(reverse("public:research", args=[token])).status_code == 404
    assert Client().post(reverse("public:research_file", args=[token])).status_code == 404
    with inside(EVERYONE):
        assert not ResearchEvent.objects.filter(deed="fetched").exists()


def test_new_link_stops_the_old_one(cast: Cast, log_in: LogIn) -> None:
    study = _prepare(cast, handed_out)
    log_in("programme_leader").post(reverse("programme:study_send", args=[study.pk]))
    assert Client().get(reverse("public:research", args=[TOKEN])).status_code == 404
    with inside(EVERYONE):
        assert ResearchStudy.objects.get().token_hash != token_hash(TOKEN)


def test_key_and_file_are_destroyed_the_day_after_the_last(cast: Cast) -> None:
    study = _prepare(cast, handed_out)
    assert study.sealed_key
    assert actions.end_studies(cast.now, study.last_day) == 0
    assert actions.end_studies(cast.now, study.last_day + timedelta(days=1)) == 1
    assert actions.end_studies(cast.now, study.last_day + timedelta(days=2)) == 0
    with inside(EVERYONE):
        row = ResearchStudy.objects.get()
    assert (row.sealed_key, row.content, row.token_hash) == (None, None, None)


def test_second_answer_is_told_that_somebody_was_quicker(cast: Cast, log_in: LogIn) -> None:
    study = _prepare(cast, handed_out)
    page = log_in("sponsor").post(reverse("programme:study_approve", args=[study.pk]), follow=True)
    assert "Noen var raskere" in page.text


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_as_many_queries_with_more_studies(number: int, cast: Cast, log_in: LogIn) -> None:
    for _ in range(number):
        with inside(EVERYONE), transaction.atomic():
            asked(cast)
    client = log_in("union_rep")
    with CaptureQueriesContext(connection) as caught:
        client.get(reverse("programme:studies"))
    assert counted(caught.captured_queries) == 6


def test_top_leader_who_reads_no_facts_gets_no_way_to_them(cast: Cast, log_in: LogIn) -> None:
    _prepare(cast)
    facts = reverse("programme:facts")
    assert f'href="{facts}"' in log_in("hr").get("/program/forskning/").text
    assert f'href="{facts}"' not in log_in("sponsor").get("/program/forskning/").text
