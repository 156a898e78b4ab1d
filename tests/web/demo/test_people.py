"""Log-in without a password and the outbox exist in demonstrations only."""

from typing import Any

import pytest
from django.test import Client

from mentornett.tenants import actions
from mentornett.tenants.models import Letter, Person
from tests.cast import NOW, Cast


@pytest.fixture
def demo(cast: Cast, settings: Any) -> Cast:
    """The cast in a demonstration, in which only the coordinator is invented."""
    settings.DEMO = True
    Person.objects.filter(pk=cast.coordinator.pk).update(is_demo=True)
    return cast


@pytest.fixture
def letter(cast: Cast) -> Letter:
    """A letter with markup in it."""
    written = actions.post_letter(
        to_email="kari@eksempel.no", kind="test", language="nb", subject="Hei <b>", text="<script>alert(1)</script>",
        now=NOW,
    )  # fmt: skip
    assert written is not None
    return written


def test_invented_person_is_one_button_away(demo: Cast, client: Client) -> None:
    assert f"/demo/logg-inn/{demo.coordinator.pk}/" in client.get("/logg-inn/").content.decode()
    assert client.post(f"/demo/logg-inn/{demo.coordinator.pk}/")["Location"] == "/na/"
    assert client.get("/na/").status_code == 200


def test_real_person_is_neither_listed_nor_let_in(demo: Cast, client: Client) -> None:
    assert f"/demo/logg-inn/{demo.leader.pk}/" not in client.get("/logg-inn/").content.decode()
    assert client.post(f"/demo/logg-inn/{demo.leader.pk}/").status_code == 404
    assert client.get("/na/").status_code == 302


def test_demo_log_in_needs_a_post(demo: Cast, client: Client) -> None:
    assert client.get(f"/demo/logg-inn/{demo.coordinator.pk}/").status_code == 405


def test_outside_a_demonstration_there_is_no_such_thing(
    demo: Cast, letter: Letter, client: Client, settings: Any
) -> None:
    settings.DEMO = False
    assert "/demo/logg-inn/" not in client.get("/logg-inn/").content.decode()
    assert client.post(f"/demo/logg-inn/{demo.coordinator.pk}/").status_code == 404
    for path in ("", f"{letter.pk}/", f"{letter.pk}/html/"):
        assert client.get(f"/demo/utboks/{path}").status_code == 404


def test_outbox_shows_letters_newest_first_and_their_markup_as_text(demo: Cast, letter: Letter, client: Client) -> None:
    actions.post_letter(
        to_email="to@eksempel.no", kind="test", language="nb", subject="Nyere", text="Hei", now=NOW.replace(hour=9)
    )  # fmt: skip
    body = client.get("/demo/utboks/").content.decode()
    assert body.index("Nyere") < body.index("Hei &lt;b&gt;")
    page = client.get(f"/demo/utboks/{letter.pk}/").content.decode()
    assert "&lt;script&gt;alert(1)" in page


def test_letter_as_html_is_shown_in_a_sandbox(demo: Cast, letter: Letter, client: Client) -> None:
    response = client.get(f"/demo/utboks/{letter.pk}/html/")
    assert response["Content-Security-Policy"].startswith("sandbox")
    assert b"<script>" not in response.content


def test_letter_that_does_not_exist_is_not_found(demo: Cast, client: Client) -> None:
    assert client.get("/demo/utboks/999/").status_code == 404
