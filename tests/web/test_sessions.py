"""A log-in ends after hours; staff use two steps; a role that is taken away is gone at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from bs4 import BeautifulSoup
from django.test import Client

from mentornett.core import time
from mentornett.core.scoping import EVERYONE, inside
from mentornett.tenants.actions import invite
from mentornett.tenants.models import Person, Role
from tests.cast import NOW, Cast
from tests.conftest import LogIn

PASSWORD = "fire hester i en myr"


def _log_in(cast: Cast, name: str, password: str = PASSWORD) -> Client:
    person = cast.people[name]
    person.set_password(PASSWORD)
    person.save()
    client = Client()
    client.post("/logg-inn/", {"login": person.email, "password": password})
    return client


def _at(**later: float) -> Any:
    return time_machine.travel(NOW + timedelta(**later), tick=False)


def test_right_password_opens_now(cast: Cast) -> None:
    assert _log_in(cast, "coordinator").get("/na/").status_code == 200


@pytest.mark.parametrize(("email", "password"), [("coordinator@eksempel.no", "feil"), ("ingen@eksempel.no", PASSWORD)])
def test_wrong_log_in_says_the_same_whether_the_address_exists(email: str, password: str, cast: Cast) -> None:
    _log_in(cast, "coordinator")
    page = Client().post("/logg-inn/", {"login": email, "password": password}).content.decode()
    assert "hører ikke sammen" in page
    assert f'value="{email}"' in page


def test_sixth_wrong_password_is_told_to_wait(cast: Cast) -> None:
    client = Client()
    for _ in range(6):
        page = client.post("/logg-inn/", {"login": "coordinator@eksempel.no", "password": "feil"})
    assert "for mange forsøk" in page.content.decode()


def test_log_in_after_hours_without_use_is_over(cast: Cast) -> None:
    client = _log_in(cast, "coordinator")
    with _at(hours=4, minutes=1):
        assert client.get("/na/")["Location"] == "/logg-inn/?next=/na/"
        assert "logget ut" in client.get("/logg-inn/").content.decode()


def test_log_in_by_invitation_ends_after_hours_without_use_too(cast: Cast) -> None:
    with inside(EVERYONE):
        Person.objects.filter(pk=cast.outsider.pk).update(activated_at=None)
        cast.outsider.refresh_from_db()
        token = invite(person=cast.outsider, by=cast.leader, now=NOW, organiser=cast.nord)
    client = Client()
    client.post(f"/invitasjon/{token}/", {"password": PASSWORD, "again": PASSWORD})
    assert client.get("/na/").status_code == 200
    with _at(hours=3, minutes=59):
        assert client.get("/na/").status_code == 200
    with _at(hours=8, minutes=1):
        assert client.get("/na/").status_code == 302


def test_log_in_in_use_goes_on(cast: Cast) -> None:
    client = _log_in(cast, "coordinator")
    for hours in (3, 6, 9):
        with _at(hours=hours):
            assert client.get("/na/").status_code == 200


def test_log_in_ends_after_a_working_day_whatever_happens(cast: Cast) -> None:
    client = _log_in(cast, "coordinator")
    for hours in (3, 6, 9, 11.5):
        with _at(hours=hours):
            client.get("/na/")
    with _at(hours=12, minutes=1):
        assert client.get("/na/").status_code == 302


def test_log_in_changes_the_session_key(cast: Cast) -> None:
    client = Client()
    client.get("/logg-inn/")
    session = client.session
    session["before"] = "1"
    session.save()
    key = session.session_key
    cast.coordinator.set_password(PASSWORD)
    cast.coordinator.save()
    client.post("/logg-inn/", {"login": "coordinator@eksempel.no", "password": PASSWORD})
    assert client.session.session_key != key


def test_old_cookie_is_worthless_after_log_out(cast: Cast) -> None:
    client = _log_in(cast, "coordinator")
    cookie = client.cookies["session"].value
    client.post("/logg-ut/")
    client.cookies["session"] = cookie
    assert client.get("/na/").status_code == 302


def test_log_out_needs_a_post(cast: Cast) -> None:
    client = _log_in(cast, "coordinator")
    assert client.get("/logg-ut/").status_code == 200
    assert client.get("/na/").status_code == 200


def test_closed_account_is_out_at_once(cast: Cast) -> None:
    client = _log_in(cast, "coordinator")
    Person.objects.filter(pk=cast.coordinator.pk).update(is_active=False)
    assert client.get("/na/").status_code == 302


def test_role_that_is_taken_away_is_gone_on_the_next_page(cast: Cast, log_in: LogIn) -> None:
    client = log_in("guide")
    assert client.get(f"/kommune/team/{cast.team.pk}/").status_code == 200
    with inside(EVERYONE):
        Role.objects.filter(person=cast.guide).update(ends=cast.today - timedelta(days=1))
    assert client.get(f"/kommune/team/{cast.team.pk}/").status_code == 404


@pytest.mark.parametrize("name", ["leader", "operative", "guide"])
def test_staff_without_two_steps_come_to_where_they_turn_it_on(name: str, cast: Cast, settings: Any) -> None:
    settings.REQUIRE_MFA = True
    client = _log_in(cast, name)
    for path in ("/na/", "/arrangor/", f"/kommune/team/{cast.team.pk}/", "/meg/"):
        assert client.get(path)["Location"] == "/totrinn/app/pa/"
    client.post("/bekreft-deg/", {"password": PASSWORD})
    assert client.get("/totrinn/app/pa/").status_code == 200
    assert client.get("/personvern/").status_code == 200


@pytest.mark.parametrize("name", ["coordinator", "sponsor", "reference"])
def test_others_may_log_in_with_a_password_alone(name: str, cast: Cast, settings: Any) -> None:
    settings.REQUIRE_MFA = True
    assert _log_in(cast, name).get("/na/").status_code == 200


def _turn_on(cast: Cast, name: str) -> str:
    secret = generate_totp_secret()
    TOTP.activate(cast.people[name], secret)
    return secret


def test_person_with_two_steps_is_not_in_before_the_code(cast: Cast, settings: Any) -> None:
    settings.REQUIRE_MFA = True
    _turn_on(cast, "leader")
    client = _log_in(cast, "leader")
    assert client.get("/na/").status_code == 302
    page = client.post("/totrinn/logg-inn/", {"code": "000000"})
    assert "Koden stemmer ikke" in page.content.decode()


def test_page_for_turning_on_shows_picture_and_key_in_text(cast: Cast) -> None:
    client = _log_in(cast, "coordinator")
    assert client.get("/totrinn/app/pa/")["Location"].startswith("/bekreft-deg/")  # the password once more
    client.post("/bekreft-deg/", {"password": PASSWORD})
    page = client.get("/totrinn/app/pa/").content.decode()
    assert "data:image/svg+xml" in page
    assert 'class="secret"' in page


def test_turning_on_ends_with_codes_that_can_be_read_again_and_made_anew(cast: Cast) -> None:
    client = _log_in(cast, "coordinator")
    client.post("/bekreft-deg/", {"password": PASSWORD})
    page = BeautifulSoup(client.get("/totrinn/app/pa/").content, "html.parser")
    secret = str(page.select_one(".secret").get_text()).replace(" ", "")  # type: ignore[union-attr]
    code = format_hotp_value(hotp_value(secret, int(time.now().timestamp()) // 30))
    assert client.post("/totrinn/app/pa/", {"code": code})["Location"] == "/totrinn/koder/"
    first, again = (_codes(client) for _time in range(2))
    assert (len(first), again) == (10, first)
    assert first[0] in client.get("/totrinn/koder/last-ned/").text
    assert client.post("/totrinn/koder/nye/").status_code == 302
    assert not set(_codes(client)) & set(first)


def _codes(client: Client) -> list[str]:
    page = BeautifulSoup(client.get("/totrinn/koder/").content, "html.parser")
    return [code.get_text() for code in page.select(".codes code")]


@pytest.mark.parametrize(
    ("came_from", "back"),
    [
        ("http://testserver/kommune/team/1/om/?a=1", "/kommune/team/1/om/?a=1"),
        ("https://annet.no/skjema/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_form_that_was_too_old_leads_back_to_its_page_and_to_no_other_site(came_from: str, back: str) -> None:
    answer = Client(enforce_csrf_checks=True).post("/logg-inn/", {}, headers={"referer": came_from})
    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 403
    assert [link["href"] for link in page.select("[data-not-received] a")] == [back]
