"""The start, the statements, and what machines ask for."""

import pytest
from django.db import OperationalError
from django.test import Client

from tests.conftest import LogIn


@pytest.mark.parametrize("path", ["/", "/tilgjengelighet/", "/personvern/", "/logg-inn/", "/passord/glemt/"])
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_public_page_opens_in_each_language(path: str, language: str, client: Client, db: None) -> None:
    client.cookies["language"] = language
    page = client.get(path)
    assert page.status_code == 200
    assert f'lang="{"en-gb" if language == "en" else language}"' in page.content.decode()


def test_start_sends_those_who_are_logged_in_to_now(log_in: LogIn) -> None:
    assert log_in("coordinator").get("/")["Location"] == "/na/"


def test_contact_address_is_shown_when_there_is_one(client: Client, db: None, settings) -> None:  # type: ignore[no-untyped-def]
    settings.CONTACT = "hjelp@eksempel.no"
    assert b"mailto:hjelp@eksempel.no" in client.get("/").content


def test_ready_when_database_answers_and_migrations_are_applied(client: Client, db: None) -> None:
    response = client.get("/isready")
    assert (response.status_code, response.content) == (200, b"ready\n")


def test_not_ready_while_migrations_wait(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mentornett.web.public.pages._migrations_waiting", lambda: True)
    assert client.get("/isready").status_code == 503


def test_not_ready_without_a_database(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> bool:
        raise OperationalError

    monkeypatch.setattr("mentornett.web.public.pages._migrations_waiting", broken)
    assert client.get("/isready").status_code == 503


def test_alive_asks_nothing_of_the_database(client: Client, django_assert_num_queries, db: None) -> None:  # type: ignore[no-untyped-def]
    with django_assert_num_queries(0):
        assert client.get("/isalive").status_code == 200


def test_unknown_page_is_explained(client: Client, db: None) -> None:
    page = client.get("/finnes/ikke/")
    assert page.status_code == 404
    assert b"<h1>" in page.content
