"""Pages for when something is wrong."""

from __future__ import annotations

from django.test import Client

from tests.conftest import LogIn

SEND = "/kommune/rapport/1/send/"


def test_address_of_a_form_that_is_opened_says_so(log_in: LogIn) -> None:
    response = log_in("coordinator").get(SEND)
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "ingenting å vise på denne adressen" in response.text


def test_address_of_a_form_says_so_in_the_language_of_a_visitor(db: None) -> None:
    client = Client()
    client.cookies["language"] = "nn"
    response = client.get("/oppsummering/x/spor/")
    assert response.status_code == 405
    assert "ingenting å vise på denne adressa" in response.text
