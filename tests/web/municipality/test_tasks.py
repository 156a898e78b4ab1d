"""Tasks without a form, with files that show what was done."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile

from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.models import Submission, TaskFile
from tests.cast import Cast
from tests.conftest import LogIn

PDF = b"%PDF-1.7 kurs"


@pytest.fixture(autouse=True)
def _task(cast: Cast) -> None:
    """The open report is a task without a form."""
    with inside(EVERYONE):
        Submission.objects.filter(pk=cast.report.pk).update(sheet=None)


def post(client: Any, cast: Cast, deed: str, **data: Any) -> Any:
    return client.post(f"/kommune/oppgave/{cast.report.pk}/{deed}/", data)


def upload(content: bytes = PDF, name: str = "kurs.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def files() -> list[Any]:
    with inside(EVERYONE):
        return list(TaskFile.objects.order_by("pk"))


def test_page_says_the_limits_beside_the_field(cast: Cast, log_in: LogIn) -> None:
    page = BeautifulSoup(log_in("union").get(f"/kommune/rapport/{cast.report.pk}/").content, "html.parser")
    field = page.select_one("input[type=file]")
    assert field is not None
    assert "10 MB" in page.select_one(f"#{field['aria-describedby']}").text  # type: ignore[union-attr]


def test_attached_file_stands_on_the_page_and_what_was_typed_stays(cast: Cast, log_in: LogIn) -> None:
    client = log_in("union")
    page = BeautifulSoup(post(client, cast, "fil", file=upload(), note="Vi holdt kurs").content, "html.parser")
    link = page.select_one(".attachments a")
    assert link is not None
    assert page.select_one("#note").text.strip() == "Vi holdt kurs"  # type: ignore[union-attr]
    answer = client.get(link["href"])
    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "Filen er tom"), (b"MZ\x90\x00", "Legg ved en PDF"), (None, "Velg en fil først")]
)
def test_file_that_cannot_be_attached_says_why_beside_the_field(
    cast: Cast, log_in: LogIn, content: bytes | None, words: str
) -> None:
    data: dict[str, Any] = {} if content is None else {"file": upload(content)}
    response = post(log_in("coordinator"), cast, "fil", note="Vi holdt kurs", **data)
    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 422
    assert words in page.select_one("#file-problem").text  # type: ignore[union-attr]
    assert page.select_one("#note").text.strip() == "Vi holdt kurs"  # type: ignore[union-attr]


def test_file_that_was_chosen_but_not_attached_goes_with_what_is_marked_as_done(cast: Cast, log_in: LogIn) -> None:
    response = post(log_in("coordinator"), cast, "ferdig", note="Vi holdt kurs", file=upload())
    assert response.status_code == 302
    assert [file.name for file in files()] == ["kurs.pdf"]
    page = log_in("guide").get(f"/arrangor/rapport/{cast.report.pk}/").text
    assert f"/kommune/oppgavefil/{files()[0].pk}/" in page


def test_task_without_a_word_about_what_was_done_asks_for_it(cast: Cast, log_in: LogIn) -> None:
    response = post(log_in("coordinator"), cast, "ferdig", note=" ")
    assert response.status_code == 422
    assert 'id="note-problem"' in response.text


def test_removed_file_can_be_put_back_from_the_same_page(cast: Cast, log_in: LogIn) -> None:
    client = log_in("coordinator")
    post(client, cast, "fil", file=upload())
    address = f"/kommune/oppgavefil/{files()[0].pk}/"
    page = BeautifulSoup(client.post(f"{address}fjern/", {"note": "Vi"}).content, "html.parser")
    assert page.select_one(".attachments") is None
    assert client.get(address).status_code == 404
    undo = page.select_one(f'button[formaction="{address}angre/#files"]')
    assert undo is not None
    assert "kurs.pdf" in client.post(undo["formaction"]).text
    assert client.get(address).status_code == 200


def test_file_of_an_open_task_is_the_teams_own_until_it_is_done(cast: Cast, log_in: LogIn) -> None:
    post(log_in("coordinator"), cast, "fil", file=upload())
    address = f"/kommune/oppgavefil/{files()[0].pk}/"
    assert log_in("guide").get(address).status_code == 404
    post(log_in("coordinator"), cast, "ferdig", note="Vi holdt kurs")
    assert log_in("guide").get(address).status_code == 200
    assert log_in("neighbour").get(address).status_code == 404


def test_task_that_was_sent_meanwhile_takes_no_file(cast: Cast, log_in: LogIn) -> None:
    post(log_in("coordinator"), cast, "ferdig", note="Vi holdt kurs")
    for deed in ("fil", "ferdig"):
        response = log_in("deputy").post(f"/kommune/oppgave/{cast.report.pk}/{deed}/", {"file": upload()}, follow=True)
        assert "Noen andre merket oppgaven" in response.text
    assert not files()


def test_page_asks_equally_often_with_one_and_three_files(
    cast: Cast, log_in: LogIn, django_assert_num_queries: Any
) -> None:
    client = log_in("coordinator")
    for number in range(3):
        post(client, cast, "fil", file=upload(PDF + str(number).encode()))
        if number in (0, 2):
            with django_assert_num_queries(7):
                client.get(f"/kommune/rapport/{cast.report.pk}/")
