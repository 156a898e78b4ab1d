"""One's own page: details, logs, and all that is stored."""

import json
from datetime import date, datetime
from io import BytesIO

import pikepdf
import pytest

from mentornett.core.models import AccessEntry, AuditEntry
from mentornett.core.scoping import EVERYONE, inside
from tests.cast import CANARY, Cast
from tests.conftest import LogIn
from tests.web.access.table import EVERYBODY

DETAILS = {
    "name": "Kari Nordmann", "title": "rådgiver", "profession": "sykepleier", "phone": "900 00 000", "language": "nn",
    "colour_scheme": "dark",
}  # fmt: skip


def test_own_details_are_saved_and_the_page_speaks_the_new_language(cast: Cast, log_in: LogIn) -> None:
    client = log_in("coordinator")
    page = client.post("/meg/", DETAILS, follow=True)
    cast.coordinator.refresh_from_db()
    assert (cast.coordinator.name, cast.coordinator.language) == ("Kari Nordmann", "nn")
    assert b'lang="nn"' in page.content
    assert b'data-color-scheme="dark"' in page.content


@pytest.mark.parametrize(
    ("field", "value"), [("name", ""), ("name", "a" * 121), ("title", "01010112345"), ("language", "se")]
)
def test_bad_details_are_refused_and_nothing_typed_is_lost(field: str, value: str, cast: Cast, log_in: LogIn) -> None:
    page = log_in("coordinator").post("/meg/", {**DETAILS, field: value})
    assert page.status_code == 200
    assert b"ds-error-summary" in page.content
    assert b"900 00 000" in page.content
    cast.coordinator.refresh_from_db()
    assert cast.coordinator.phone == ""


def test_only_declared_fields_of_a_person_change(cast: Cast, log_in: LogIn) -> None:
    log_in("coordinator").post("/meg/", {**DETAILS, "email": "ny@eksempel.no", "is_demo": "1", "is_active": ""})
    cast.coordinator.refresh_from_db()
    assert (cast.coordinator.email, cast.coordinator.is_demo, cast.coordinator.is_active) == (
        "coordinator@eksempel.no", False, True,
    )  # fmt: skip


def test_who_follows_up_switches_the_weekly_letter_off_and_others_never_see_it(cast: Cast, log_in: LogIn) -> None:
    client = log_in("ward_leader")
    assert b'name="weekly_letter"' in client.get("/meg/").content
    client.post("/meg/", DETAILS)
    cast.ward_leader.refresh_from_db()
    assert not cast.ward_leader.weekly_letter
    mentor = log_in("mentor")
    assert b"weekly_letter" not in mentor.get("/meg/").content
    mentor.post("/meg/", DETAILS)
    cast.mentor.refresh_from_db()
    assert cast.mentor.weekly_letter


@pytest.mark.parametrize("value", ["nb", "nn", "en"])
def test_language_of_a_visitor_is_kept_in_a_cookie(value: str, client, db: None) -> None:  # type: ignore[no-untyped-def]
    response = client.post("/meg/sprak/", {"language": value, "next": "/personvern/"})
    assert response["Location"] == "/personvern/"
    assert f'lang="{"en-gb" if value == "en" else value}"'.encode() in client.get("/personvern/").content


@pytest.mark.parametrize(
    "elsewhere", ["https://ond.example/", "//ond.example", "/\\ond.example", "javascript:alert(1)", "", "http:///ond"]
)
def test_choice_never_sends_people_elsewhere(elsewhere: str, client, db: None) -> None:  # type: ignore[no-untyped-def]
    assert client.post("/meg/farger/", {"colour_scheme": "dark", "next": elsewhere})["Location"] == "/"


def test_unknown_choice_is_refused(client, db: None) -> None:  # type: ignore[no-untyped-def]
    assert client.post("/meg/sprak/", {"language": "xx"}).status_code == 400


def test_person_sees_who_has_read_about_them(cast: Cast, log_in: LogIn) -> None:
    assert b"Gunnar Veileder" not in log_in("union").get("/meg/innsyn/").content
    log_in("guide").get(f"/kommune/team/{cast.team.pk}/folk/")
    with inside(EVERYONE):
        assert AccessEntry.objects.filter(reader=cast.guide, subject=cast.union, page="roster").count() == 1
    assert b"Gunnar Veileder" in log_in("union").get("/meg/innsyn/").content


def test_reading_about_oneself_is_not_logged(cast: Cast, log_in: LogIn) -> None:
    log_in("coordinator").get(f"/kommune/team/{cast.team.pk}/folk/")
    with inside(EVERYONE):
        assert not AccessEntry.objects.filter(subject=cast.coordinator).exists()


def test_own_deeds_are_shown_in_words(cast: Cast, log_in: LogIn) -> None:
    client = log_in("coordinator")
    client.post("/meg/", DETAILS)
    with inside(EVERYONE):
        assert AuditEntry.objects.filter(person=cast.coordinator, verb="person.changed").count() == 1
    assert b"person.changed" not in client.get("/meg/gjort/").content


@pytest.mark.parametrize("name", EVERYBODY.split())
def test_everybody_can_download_what_is_stored_about_them(name: str, cast: Cast, log_in: LogIn) -> None:
    client = log_in(name)
    assert client.get("/meg/data/").status_code == 200
    response = client.get("/meg/data/json/")
    found = json.loads(response.content)
    assert found["details"]["rows"][0]["E-post"] == f"{name}@eksempel.no"
    assert "attachment" in response["Content-Disposition"]
    if name in {"coordinator", "leader", "sponsor"}:
        assert CANARY not in response.content.decode()


def test_export_says_who_sees_each_part(cast: Cast, log_in: LogIn) -> None:
    found = json.loads(log_in("coordinator").get("/meg/data/json/").content)
    assert all(part["seen_by"] for part in found.values())
    assert found["memberships"]["rows"][0]["Team"] == cast.team.name


def test_days_are_in_words_on_the_page_and_for_machines_in_the_file(cast: Cast, log_in: LogIn) -> None:
    client = log_in("coordinator")
    stored = json.loads(client.get("/meg/data/json/").content)["roles"]["rows"][0]["Fra"]
    day = date.fromisoformat(stored)
    page = client.get("/meg/data/").content.decode()
    assert stored not in page
    assert f"{day.day}. " in page
    assert str(day.year) in page


def test_moments_keep_their_time_of_day_in_the_file_and_on_the_page(cast: Cast, log_in: LogIn) -> None:
    client = log_in("coordinator")
    rows = [row for part in json.loads(client.get("/meg/data/json/").content).values() for row in part["rows"]]
    [seen] = {row["Sist logget inn"] for row in rows if "Sist logget inn" in row}
    assert (moment := datetime.fromisoformat(seen)).tzinfo is not None
    assert f"kl. {moment:%H.%M}" in client.get("/meg/data/").content.decode()


def test_export_as_pdf_is_a_tagged_document(cast: Cast, log_in: LogIn) -> None:
    response = log_in("coordinator").get("/meg/data/pdf/")
    with pikepdf.open(BytesIO(response.content)) as pdf:
        assert pdf.Root.MarkInfo.Marked


def test_export_in_another_form_does_not_exist(cast: Cast, log_in: LogIn) -> None:
    assert log_in("coordinator").get("/meg/data/exe/").status_code == 404
