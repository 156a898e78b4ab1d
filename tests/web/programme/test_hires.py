"""The pages about new hires and the register of mentors."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from mentornett.core.models import AuditEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.models import Employment, Leave, Mentor
from mentornett.tenants.models import Person
from tests.cast import Cast
from tests.conftest import LogIn
from tests.web.programme.confirming import confirmed

HIRE = {
    "name": "Ny Ansatt", "email": "ny@eksempel.no", "profession": "vernepleier", "starts": "2026-03-16",
}  # fmt: skip
MENTOR = {"name": "Ny Mentor", "email": "nym@eksempel.no", "profession": "vernepleier", "starts": "2026-03-16"}


def _new(cast: Cast, what: str) -> str:
    return f"/program/kommune/{cast.flesberg.pk}/{what}/ny/"


@pytest.mark.parametrize(
    ("query", "seen", "unseen"),
    [
        ("", "Nora Nils", ""), ("?q=nora", "Nora", "Nils"), ("?q=POST", "Nora Nils", ""), ("?q=1002", "Nils", "Nora"),
        ("?state=without", "Nils", "Nora"), ("?state=with", "Nora", "Nils"), ("?state=ended", "", "Nora Nils"),
        ("?state=away", "", "Nora Nils"), ("?state=rubbish", "Nora Nils", ""), ("?q=finnesikke", "", "Nora Nils"),
    ],
)  # fmt: skip
def test_hires_are_found(query: str, seen: str, unseen: str, cast: Cast, log_in: LogIn) -> None:
    page = log_in("hr").get(f"/program/nyansatte/{query}").content.decode()
    assert all(name in page for name in seen.split())
    assert not any(name in page for name in unseen.split())


@pytest.mark.parametrize(
    ("query", "seen", "unseen"),
    [
        ("", "Mona Mats", ""), ("?state=free", "Mona Mats", ""), ("?state=untrained", "Mats", "Mona"),
        ("?state=full", "", "Mona Mats"), ("?q=mats", "Mats", "Mona"), ("?state=ended", "", "Mona Mats"),
    ],
)  # fmt: skip
def test_mentors_are_found(query: str, seen: str, unseen: str, cast: Cast, log_in: LogIn) -> None:
    page = log_in("programme_leader").get(f"/program/mentorer/{query}").content.decode()
    assert all(name in page for name in seen.split())
    assert not any(name in page for name in unseen.split())


def test_hr_registers_a_hire(cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    answer = client.post(_new(cast, "nyansatte"), {**HIRE, "unit": cast.ward.pk, "programme": cast.programme.pk})
    with inside(EVERYONE):
        hire = Employment.objects.get(person__email="ny@eksempel.no")
    assert answer["Location"] == f"/program/nyansatte/{hire.pk}/"
    assert "Ny Ansatt" in client.get(answer["Location"]).content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""), ("email", "nei"), ("unit", ""), ("unit", "999999"), ("starts", "0001-01-01"),
        ("starts", "9999-12-31"), ("number", "01018012345"), ("percent", "101"), ("planned_end", "2026-01-01"),
    ],
)  # fmt: skip
def test_bad_hire_is_refused_and_nothing_typed_is_lost(field: str, value: str, cast: Cast, log_in: LogIn) -> None:
    sent = {**HIRE, "unit": cast.ward.pk, field: value}
    page = log_in("hr").post(_new(cast, "nyansatte"), sent).content.decode()
    assert "ds-error-summary" in page
    assert "vernepleier" in page
    assert not Person.objects.filter(email="ny@eksempel.no").exists()


def test_unit_of_a_neighbour_is_refused(cast: Cast, log_in: LogIn) -> None:
    page = log_in("hr").post(_new(cast, "nyansatte"), {**HIRE, "unit": cast.neighbour_ward.pk})
    assert b"ds-error-summary" in page.content


def test_who_is_registered_already_is_told_of(cast: Cast, log_in: LogIn) -> None:
    sent = {**HIRE, "unit": cast.ward.pk, "email": cast.mentee.email}
    assert b"ds-error-summary" in log_in("hr").post(_new(cast, "nyansatte"), sent).content


def test_hire_is_changed_moved_away_back_and_ended(cast: Cast, log_in: LogIn) -> None:
    client, at = log_in("programme_leader"), f"/program/nyansatte/{cast.employment.pk}"
    sent = {"profession": "lege", "starts": "2026-02-02", "programme": cast.programme.pk}
    assert client.post(f"{at}/endre/", sent).status_code == 302
    assert client.post(f"{at}/borte/", {"starts": "2026-03-10"}).status_code == 302
    assert b"ds-error-summary" in client.post(f"{at}/borte/", {"starts": "2026-03-11"}).content
    assert client.post(f"{at}/tilbake/").status_code == 302
    moved = confirmed(client, f"{at}/flytt/", {"unit": cast.home_care.pk, "on": "2026-03-12", "mentor": "keep"})
    assert b"ds-error-summary" in client.post(f"{moved}flytt/", {"unit": cast.home_care.pk, "on": "2026-03-13"}).content
    assert confirmed(client, f"{moved}slutt/", {"ends": "2026-03-12", "reason": "left"}) == moved
    with inside(EVERYONE):
        assert Leave.objects.get().ends.isoformat() == "2026-03-11"
        assert Employment.objects.get(person=cast.mentee, unit=cast.home_care).end_reason == "left"


def test_mentor_is_entered_changed_paused_and_leaves(cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    at = client.post(_new(cast, "mentorer"), {**MENTOR, "languages": "norsk\ntigrinja"})["Location"]
    assert "tigrinja" in client.get(at).content.decode()
    facts = {"profession": "lege", "trained_on": "2026-03-01", "unit": cast.ward.pk}
    assert client.post(f"{at}endre/", facts).status_code == 302
    assert client.post(f"{at}plasser/", {"places": "0", "starts": "2026-03-12"}).status_code == 302
    assert "Ny Mentor" in client.get("/program/mentorer/?state=paused").content.decode()
    assert confirmed(client, f"{at}slutt/", {"ends": "2026-03-12"}) == at
    with inside(EVERYONE):
        assert Mentor.objects.get(person__email="nym@eksempel.no").trained_on is not None
    assert b"ds-error-summary" in client.post(_new(cast, "mentorer"), {**MENTOR, "email": cast.mentor.email}).content


@pytest.mark.parametrize("what", ["nyansatte", "mentorer"])
@pytest.mark.parametrize("form", ["excel", "csv"])
def test_lists_are_files_too(what: str, form: str, cast: Cast, log_in: LogIn) -> None:
    assert len(log_in("hr").get(f"/program/{what}/fil/{form}/").content) > 100
    assert log_in("hr").get(f"/program/{what}/fil/pdf/").status_code == 404


def _more(cast: Cast) -> None:
    with inside(EVERYONE):
        for number in range(2):
            person = Person.objects.create(email=f"m{number}@eksempel.no", name=f"Flere {number}")
            place: dict[str, Any] = {"municipality": cast.flesberg, "person": person, "starts": cast.today}
            Employment.objects.create(unit=cast.ward, profession="lege", **place)
            Mentor.objects.create(unit=cast.ward, profession="lege", **place)


@pytest.mark.parametrize(("what", "number"), [("nyansatte", 10), ("mentorer", 10)])
def test_lists_ask_the_same_with_more_rows(
    what: str, number: int, cast: Cast, log_in: LogIn, django_assert_num_queries: Callable[[int], Any]
) -> None:
    client = log_in("hr")
    client.get(f"/program/{what}/")
    with django_assert_num_queries(number):
        client.get(f"/program/{what}/")
    _more(cast)
    with django_assert_num_queries(number):
        client.get(f"/program/{what}/")


def test_reading_about_people_is_logged_and_writing_leaves_a_row(cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    page = f"/program/nyansatte/{cast.new_employment.pk}/slutt/"
    confirmed(client, page, {"ends": "2026-03-12", "reason": "left"})
    with inside(EVERYONE):
        assert AuditEntry.objects.filter(verb="hire.ended", person=cast.hr).count() == 1


def test_unit_leader_registers_somebody_in_own_units_alone(cast: Cast, log_in: LogIn) -> None:
    client, page = log_in("ward_leader"), _new(cast, "nyansatte")
    shown = client.get(page).content.decode()
    assert f'value="{cast.ward.pk}"' in shown
    assert f'<option value="{cast.home_care.pk}"' not in shown
    assert b"ds-error-summary" in client.post(page, {**HIRE, "unit": cast.home_care.pk}).content
    answer = client.post(page, {**HIRE, "unit": cast.ward.pk})
    assert client.get(answer["Location"]).status_code == 200
    assert log_in("other_ward_leader").get(answer["Location"] + "endre/").status_code == 404
    assert page in client.get("/program/mine/").content.decode()
    assert "/nyansatte/liste/" not in client.get("/program/nyansatte/").content.decode()


def test_form_asks_first_for_what_is_asked_of_everybody(cast: Cast, log_in: LogIn) -> None:
    page = f"/program/kommune/{cast.flesberg.pk}/nyansatte/ny/"
    text = log_in("ward_leader").get(page).content.decode()
    first, later = text.split('<details class="folded"', 1)
    for name in ("name", "email", "unit", "profession", "starts", "programme"):
        assert f'name="{name}"' in first
    for name in ("percent", "shift", "temporary", "planned_end", "number"):
        assert f'name="{name}"' in later.split("</details>")[0]
    assert later.startswith(">")  # folded
    assert "(valgfritt) <" not in text  # said once, by the field itself
    assert '<option value="sykepleier"></option>' in first  # written as the mentors' profession is


def test_what_can_wait_is_open_when_it_says_something(cast: Cast, log_in: LogIn) -> None:
    page = f"/program/kommune/{cast.flesberg.pk}/nyansatte/ny/"
    for typed in ({"percent": "900"}, {"shift": "natt"}):
        text = log_in("ward_leader").post(page, typed).content.decode()
        assert '<details class="folded" open>' in text


def test_page_of_somebody_without_a_mentor_says_what_happens_now(cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    assert "Det som skjer nå" in client.get(f"/program/nyansatte/{cast.new_employment.pk}/").content.decode()
    assert "Det som skjer nå" not in client.get(f"/program/nyansatte/{cast.employment.pk}/").content.decode()


def test_first_day_of_work_stays_after_a_move(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        row = Employment.objects.get(person=cast.mentee)
        Employment.objects.filter(pk=row.pk).update(followed_from=row.starts, starts=date(2026, 3, 2))
    client = log_in("hr")
    page = client.get(f"/program/nyansatte/{row.pk}/").text
    assert "<dt>Første arbeidsdag</dt><dd>mandag 2. februar</dd>" in page
    assert "<dt>I denne enheten fra</dt><dd>mandag 2. mars</dd>" in page
    assert "2. februar" in client.get("/program/nyansatte/?q=nora").text


def test_year_alone_says_how_long_a_mentor_has_practised(cast: Cast, log_in: LogIn) -> None:
    client = log_in("programme_leader")
    assert client.post(_new(cast, "mentorer"), {**MENTOR, "practised_since": "2015"}).status_code == 302
    with inside(EVERYONE):
        assert Mentor.objects.get(person__email="nym@eksempel.no").practised_since == date(2015, 1, 1)


def test_question_that_lacks_an_answer_is_told_without_a_colon_after_it(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        row = Employment.objects.get(person=cast.mentee)
    page = log_in("hr").post(f"/program/nyansatte/{row.pk}/slutt/", {"ends": "30.6.2026"}).text
    assert "Hvorfor? Velg" in page
