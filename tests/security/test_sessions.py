"""Log-in, its session and its end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth.hashers import check_password, make_password
from django.db import connection
from django.test import Client

from mentornett.config.hashers import Argon2Hasher
from mentornett.core.scoping import EVERYONE, inside
from mentornett.tenants.actions import invite
from mentornett.tenants.models import Invitation, Role
from tests.cast import NOW, TODAY, Cast
from tests.conftest import LogIn
from tests.security.conftest import over_https

PASSWORD = "et ganske langt passord"
ELSEWHERE = [
    "https://evil.example/", "//evil.example/", "///evil.example", r"\\evil.example", "/\\evil.example",
    "javascript:alert(1)", "data:text/html,x", "http:evil.example", "https:/evil.example", "\t//evil.example",
    "%2f%2fevil.example", "/na/\r\nSet-Cookie: x=1", "https://127.0.0.1:8000@evil.example/",
    "//evil.example\\@testserver",
]  # fmt: skip

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def member(cast: Cast) -> Cast:
    """The cast, in which the coordinator has a password."""
    cast.coordinator.set_password(PASSWORD)
    cast.coordinator.save(update_fields=["password"])
    return cast


def _log_in(client: Client, cast: Cast, password: str = PASSWORD, **more: str) -> Any:
    return client.post("/logg-inn/", {"login": cast.coordinator.email, "password": password, **more})


def _is_in(client: Client) -> bool:
    return client.get("/meg/").status_code == 200


def test_session_key_is_new_after_log_in(member: Cast) -> None:
    client = Client()
    client.get("/logg-inn/")
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    client.cookies["session"] = planted = session.session_key or ""
    assert _log_in(client, member).status_code == 302
    assert client.cookies["session"].value != planted
    thief = Client()
    thief.cookies["session"] = planted
    assert _is_in(client)
    assert not _is_in(thief)


def test_csrf_secret_is_new_after_log_in(member: Cast) -> None:
    client = Client()
    client.get("/logg-inn/")
    before = client.cookies["csrf"].value
    _log_in(client, member)
    assert client.cookies["csrf"].value != before


def test_log_out_ends_the_session_on_the_server(member: Cast) -> None:
    client = Client()
    _log_in(client, member)
    stolen = client.cookies["session"].value
    client.post("/logg-ut/")
    thief = Client()
    thief.cookies["session"] = stolen
    assert not _is_in(thief)


def test_closed_account_is_out_at_once_and_cannot_come_back(member: Cast) -> None:
    client = Client()
    _log_in(client, member)
    assert _is_in(client)
    member.coordinator.is_active = False
    member.coordinator.save(update_fields=["is_active"])
    assert not _is_in(client)
    _log_in(client, member)
    assert not _is_in(client)


def test_new_password_ends_the_other_sessions(member: Cast) -> None:
    one, other = Client(), Client()
    _log_in(one, member)
    _log_in(other, member)
    data = {"oldpassword": PASSWORD, "password1": "et helt annet passord", "password2": "et helt annet passord"}
    assert one.post("/passord/", data).status_code == 302
    assert _is_in(one)
    assert not _is_in(other)


def test_session_that_nobody_uses_ends_after_four_hours(member: Cast, clock: time_machine.Traveller) -> None:
    client = Client()
    _log_in(client, member)
    clock.shift(timedelta(hours=3, minutes=59))
    assert _is_in(client)
    clock.shift(timedelta(hours=4, minutes=1))
    assert not _is_in(client)


def test_session_in_use_ends_after_twelve_hours(member: Cast, clock: time_machine.Traveller) -> None:
    client = Client()
    _log_in(client, member)
    for _ in range(4):
        clock.shift(timedelta(hours=2, minutes=59))
        assert _is_in(client)
    clock.shift(timedelta(minutes=5))
    assert not _is_in(client)


def test_role_that_ends_closes_its_pages_at_once(cast: Cast, log_in: LogIn) -> None:
    client = log_in("coordinator")
    page = f"/kommune/team/{cast.team.pk}/"
    assert client.get(page).status_code == 200
    with inside(EVERYONE):
        Role.objects.filter(person=cast.coordinator).update(ends=TODAY - timedelta(days=1))
    assert client.get(page).status_code == 404


@pytest.mark.parametrize("target", ELSEWHERE)
def test_log_in_leads_nowhere_else(member: Cast, target: str) -> None:
    client = Client()
    for response in (client.get("/logg-inn/", {"next": target}), _log_in(client, member, next=target)):
        leads_to = urlsplit(urljoin("http://testserver/logg-inn/", response.headers.get("Location", "")))
        assert leads_to.netloc == "testserver"
        assert "Set-Cookie: x" not in str(response.headers)
    assert _is_in(client)


def test_log_in_leads_back_to_ones_own_page(member: Cast) -> None:
    response = _log_in(Client(), member, next="/meg/?side=2")
    assert response.headers["Location"] == "/meg/?side=2"


def test_sixth_attempt_is_refused_even_with_the_right_password(member: Cast) -> None:
    for number in range(5):
        _log_in(Client(REMOTE_ADDR=f"192.0.2.{number}"), member, "feil")
    client = Client(REMOTE_ADDR="198.51.100.7")
    answer = _log_in(client, member)
    assert not _is_in(client)
    assert answer.status_code in {200, 429}


def test_attempts_are_allowed_again_after_a_while(member: Cast, clock: time_machine.Traveller) -> None:
    for _ in range(6):
        _log_in(Client(), member, "feil")
    clock.shift(timedelta(minutes=6))
    client = Client()
    _log_in(client, member)
    assert _is_in(client)


def test_attempts_are_counted_where_all_processes_see_them(member: Cast, settings: Any) -> None:
    _log_in(Client(), member, "feil")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM config_cache")
        assert cursor.fetchone()[0] > 0
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")


def test_attempts_on_one_account_do_not_shut_out_the_room(member: Cast) -> None:
    for _ in range(8):
        _log_in(Client(), member, "feil")
    member.deputy.set_password(PASSWORD)
    member.deputy.save(update_fields=["password"])
    client = Client()
    client.post("/logg-inn/", {"login": member.deputy.email, "password": PASSWORD})
    assert _is_in(client)


def test_forged_address_does_not_reset_the_count(member: Cast, public_site: Any) -> None:
    for number in range(5):
        client = over_https()
        client.post(
            "/logg-inn/", {"login": member.coordinator.email, "password": "feil"},
            headers={"x-forwarded-for": f"203.0.113.{number}"},
        )  # fmt: skip
    last = over_https()
    _log_in(last, member)
    assert not _is_in(last)


def test_wrong_password_and_unknown_address_get_the_same_answer(member: Cast) -> None:
    known = _log_in(Client(), member, "feil passord")
    unknown = Client().post("/logg-inn/", {"login": "ingen@eksempel.no", "password": "feil passord"})
    assert known.status_code == unknown.status_code
    told = [
        BeautifulSoup(answer.content, "html.parser").select("[data-field=validation]") for answer in (known, unknown)
    ]
    assert told[0] == told[1]
    assert told[0]


def test_password_reset_does_not_tell_who_has_an_account(member: Cast) -> None:
    answers = [
        Client().post("/passord/glemt/", {"email": email}) for email in (member.coordinator.email, "ingen@eksempel.no")
    ]
    assert answers[0].status_code == answers[1].status_code == 302
    assert answers[0].headers["Location"] == answers[1].headers["Location"]


@pytest.mark.parametrize(
    ("password", "accepted"),
    [
        ("kort", False), ("elleve-tegn", False), ("123456789012", False), ("passwordpassword", True),
        ("password1234", False), ("coordinator@eksempel.no", False), ("Kari Koordinator", False),
        ("x" * 64 + " æøå", True), ("fire helt vanlige ord", True), ("🦜🦜🦜🦜🦜🦜🦜🦜🦜🦜🦜🦜", True),
    ],
)  # fmt: skip
def test_password_policy(member: Cast, password: str, accepted: bool) -> None:
    client = Client()
    _log_in(client, member)
    client.post("/passord/", {"oldpassword": PASSWORD, "password1": password, "password2": password})
    member.coordinator.refresh_from_db()
    assert member.coordinator.check_password(password) is accepted


def test_password_is_kept_as_owasp_says(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["mentornett.config.hashers.Argon2Hasher"]
    kept = make_password(PASSWORD)
    assert kept.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert check_password(PASSWORD, kept)
    assert len(Argon2Hasher().salt()) >= 22


def test_password_kept_in_an_older_way_is_renewed_at_log_in(member: Cast, settings: Any) -> None:
    settings.PASSWORD_HASHERS = [
        "mentornett.config.hashers.Argon2Hasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        "django.contrib.auth.hashers.MD5PasswordHasher",
    ]  # fmt: skip
    _log_in(Client(), member)
    member.coordinator.refresh_from_db()
    assert member.coordinator.password.startswith("argon2$")


def test_invitation_link_holds_a_long_secret_that_is_not_stored(cast: Cast) -> None:
    with inside(EVERYONE):
        tokens = {invite(person=cast.outsider, by=cast.leader, now=NOW, organiser=cast.nord) for _ in range(20)}
        stored = set(Invitation.objects.values_list("token_hash", flat=True))
    assert len(tokens) == 20
    assert all(len(token) >= 43 for token in tokens)  # 256 bits
    assert not tokens & stored
    assert all(len(value) == 64 for value in stored)


@pytest.mark.parametrize("page", ["/totrinn/app/pa/", "/totrinn/koder/nye/", "/passord/"])
def test_changing_how_one_logs_in_asks_for_the_password_again(
    page: str, member: Cast, clock: time_machine.Traveller
) -> None:
    client = Client()
    _log_in(client, member)
    clock.shift(timedelta(hours=1))
    answer = client.get(page)
    asks_for_the_old = b'name="oldpassword"' in answer.content
    assert asks_for_the_old or (answer.status_code == 302 and "bekreft" in answer.headers["Location"])


def test_session_holds_only_plain_data(member: Cast, settings: Any) -> None:
    assert settings.SESSION_SERIALIZER == "django.contrib.sessions.serializers.JSONSerializer"
    client = Client()
    _log_in(client, member)
    assert set(client.session.keys()) <= {
        "seen", "_auth_user_id", "_auth_user_backend", "_auth_user_hash", "_session_expiry",
        "account_authentication_methods", "account_authentication_methods_user",
    }  # fmt: skip
