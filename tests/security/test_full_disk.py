"""A full disk: what was acknowledged stays, the rest is refused whole, and all goes on when there is room."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.files import uploadhandler
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection, transaction
from django.test import Client

from mentornett.core.models import AuditEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.questionnaires.models import Answer, Attachment
from tests.cast import Cast
from tests.conftest import LogIn

pytestmark = pytest.mark.usefixtures("clock")
Send = Callable[[Client, Cast], Any]


@contextmanager
def no_room_for(table: str) -> Iterator[None]:
    """Let the database refuse to write to a table, with the words that it uses when its disk is full."""

    def refuse(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE")) and table in sql:
            raise OperationalError("database or disk is full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


def _autosave(client: Client, cast: Cast) -> Any:
    data = {"q-status.hard": "Nye ord", "revision": "1"}
    return client.post(f"/kommune/rapport/{cast.report.pk}/svar/status.hard/", data)


def _attach(client: Client, cast: Cast) -> Any:
    file = SimpleUploadedFile("plan.pdf", b"%PDF-1.7 plan")
    return client.post(f"/kommune/rapport/{cast.report.pk}/lagre/", {"q-status.pairs": file})


def _state(cast: Cast) -> list[Any]:
    with inside(EVERYONE):
        answers = list(Answer.objects.filter(sheet=cast.report.sheet).order_by("pk").values("pk", "value", "revision"))
        return [answers, Attachment.objects.count(), AuditEntry.objects.count()]


@pytest.mark.parametrize("table", ["questionnaires_", "core_auditentry"])
@pytest.mark.parametrize("send", [_autosave, _attach])
def test_write_that_finds_no_room_is_refused_whole_and_goes_through_later(
    send: Send, table: str, cast: Cast, log_in: LogIn
) -> None:
    cast.questionnaire.questions.filter(key="status.pairs").update(type="file")
    client, before = log_in("coordinator"), _state(cast)
    client.raise_request_exception = False
    with transaction.atomic(), no_room_for(table):
        answer = send(client, cast)
    assert answer.status_code == 500
    assert b"data-not-received" in answer.content  # the form's page puts back what was typed
    assert b"disk" not in answer.content
    assert _state(cast) == before
    assert send(client, cast).status_code in {200, 302}
    assert _state(cast) != before


def test_upload_that_finds_no_room_on_its_way_is_refused_kindly(
    cast: Cast, log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is larger than fits in memory goes by a file of its own, which a full disk has no room for."""

    def full(*arguments: Any, **more: Any) -> Any:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(uploadhandler, "TemporaryUploadedFile", full)
    client, before = log_in("coordinator"), _state(cast)
    client.raise_request_exception = False
    file = SimpleUploadedFile("stor.pdf", b"%PDF-1.7" + bytes(13 * 1024 * 1024))
    answer = client.post(f"/kommune/rapport/{cast.report.pk}/lagre/", {"q-status.pairs": file})
    assert answer.status_code == 500
    assert b"data-not-received" in answer.content  # the form's page puts back what was typed
    assert _state(cast) == before
