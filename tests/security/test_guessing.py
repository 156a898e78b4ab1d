"""Codes work once, answers take the same work whoever asks, and letters lead only to our own address."""

from __future__ import annotations

import re
from typing import Any

import pytest
import time_machine
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

from mentornett.tenants.models import Letter
from tests.cast import NOW, Cast
from tests.security.conftest import HOST, over_https

PASSWORD = "et ganske langt passord"
pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def member(cast: Cast) -> Cast:
    """The cast, in which the coordinator has a password."""
    cast.coordinator.set_password(PASSWORD)
    cast.coordinator.save(update_fields=["password"])
    return cast


def _first_step(cast: Cast) -> Client:
    client = Client()
    client.post("/logg-inn/", {"login": cast.coordinator.email, "password": PASSWORD})
    return client


def _is_in(client: Client) -> bool:
    return client.get("/meg/").status_code == 200


def _code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(NOW.timestamp()) // 30))


def test_code_of_the_phone_works_once(member: Cast) -> None:
    secret = generate_totp_secret()
    TOTP.activate(member.coordinator, secret)
    first, thief = _first_step(member), _first_step(member)
    first.post("/totrinn/logg-inn/", {"code": _code_now(secret)})
    assert _is_in(first)
    answer = thief.post("/totrinn/logg-inn/", {"code": _code_now(secret)})
    assert answer.status_code == 200
    assert not _is_in(thief)


def test_old_code_of_the_phone_does_not_work(member: Cast, clock: time_machine.Traveller) -> None:
    secret = generate_totp_secret()
    TOTP.activate(member.coordinator, secret)
    clock.shift(120)
    client = _first_step(member)
    client.post("/totrinn/logg-inn/", {"code": _code_now(secret)})
    assert not _is_in(client)


def test_spare_code_works_once(member: Cast) -> None:
    TOTP.activate(member.coordinator, generate_totp_secret())
    code = RecoveryCodes.activate(member.coordinator).get_unused_codes()[0]
    first, thief = _first_step(member), _first_step(member)
    first.post("/totrinn/logg-inn/", {"code": code})
    assert _is_in(first)
    thief.post("/totrinn/logg-inn/", {"code": code})
    assert not _is_in(thief)


def test_second_step_cannot_be_guessed_again_and_again(member: Cast) -> None:
    secret = generate_totp_secret()
    TOTP.activate(member.coordinator, secret)
    for number in range(6):
        _first_step(member).post("/totrinn/logg-inn/", {"code": f"{number:06}"})
    client = _first_step(member)
    client.post("/totrinn/logg-inn/", {"code": _code_now(secret)})
    assert not _is_in(client)


def test_new_password_by_letter_does_not_go_past_the_second_step(member: Cast) -> None:
    TOTP.activate(member.coordinator, generate_totp_secret())
    client = Client()
    client.post("/passord/glemt/", {"email": member.coordinator.email})
    link = re.search(r"/passord/ny/\S+", Letter.objects.get().text)
    assert link
    _choose(client, link[0], "et helt annet passord")
    member.coordinator.refresh_from_db()
    assert member.coordinator.check_password("et helt annet passord")
    assert not _is_in(client)
    client.post("/logg-inn/", {"login": member.coordinator.email, "password": "et helt annet passord"})
    assert not _is_in(client)
    _choose(Client(), link[0], "et tredje langt passord")
    member.coordinator.refresh_from_db()
    assert member.coordinator.check_password("et helt annet passord"), "the link works once"


def _choose(client: Client, link: str, password: str) -> None:
    page = client.get(link, follow=True)
    address = page.redirect_chain[-1][0] if page.redirect_chain else link
    client.post(address, {"password1": password, "password2": password})


def test_unknown_address_takes_as_much_work_as_a_wrong_password(member: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Timing: the costly part of a log-in is the hash, and it is made as many times for an address nobody has."""
    made: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: Any, password: str, salt: str) -> str:
        made.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    Client().post("/logg-inn/", {"login": member.coordinator.email, "password": "feil passord"})
    known = len(made)
    Client().post("/logg-inn/", {"login": "ingen@eksempel.no", "password": "feil passord"})
    assert known > 0
    assert len(made) - known == known


@pytest.mark.parametrize(
    "spoofed", [{"x-forwarded-host": "evil.example"}, {"forwarded": "host=evil.example"}, {"x-host": "evil.example"}]
)
def test_letter_for_a_new_password_leads_to_our_own_address(
    spoofed: dict[str, str], member: Cast, public_site: Any
) -> None:
    client = over_https()
    client.post("/passord/glemt/", {"email": member.coordinator.email}, headers=spoofed)
    letter = Letter.objects.get()
    links = re.findall(r"https?://\S+", letter.text)
    assert links
    assert all(link.startswith(f"https://{HOST}/") for link in links)


def test_letter_is_not_written_for_a_foreign_host(member: Cast, public_site: Any) -> None:
    client = Client(headers={"host": "evil.example", "x-forwarded-proto": "https"})
    assert client.post("/passord/glemt/", {"email": member.coordinator.email}).status_code == 400
    assert not Letter.objects.exists()
