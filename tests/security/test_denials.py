"""Each request that is denied leaves one line in the log: who, what, where, when; nothing that people wrote."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from mentornett.config.logs import JsonFormatter
from mentornett.core.scoping import EVERYONE, inside
from tests.cast import Cast
from tests.conftest import LogIn
from tests.web.test_access import TABLE

pytestmark = pytest.mark.usefixtures("clock")
STRANGER = "other_coordinator"
CLOSED = sorted(name for name, row in TABLE.items() if row.expected(STRANGER) in {403, 404} and ":" in name)


def _lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    found = [json.loads(JsonFormatter().format(record)) for record in caplog.records]
    return [each for each in found if each["level"] == "warning" and each["logger"] != "django.security.csrf"]


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> pytest.LogCaptureFixture:
    """What goes to the log, from our own parts and from Django's."""
    for name in ("mentornett", "django"):
        monkeypatch.setattr(logging.getLogger(name), "propagate", True)
    monkeypatch.setattr(logging.getLogger("django.request"), "propagate", True)
    return caplog


@pytest.mark.parametrize("name", CLOSED)
def test_denied_request_leaves_one_line(
    name: str, quick_cast: Cast, quick_log_in: LogIn, log: pytest.LogCaptureFixture
) -> None:
    row = TABLE[name]
    with inside(EVERYONE):
        row.before(quick_cast)
    url = reverse(name, args=row.args(quick_cast)) + row.query
    with transaction.atomic():
        answer = getattr(quick_log_in(STRANGER), row.method)(url, row.data(quick_cast))
        transaction.set_rollback(True)
    [line] = _lines(log)
    assert line["logger"] == "mentornett.access"
    assert line["timestamp"].endswith("Z")
    assert line["facts"] == {
        "status": answer.status_code, "method": row.method.upper(), "page": name,
        "person": quick_cast.other_coordinator.pk, "roles_at": f"m{quick_cast.moss.pk}",
    }  # fmt: skip


def test_form_without_its_token_leaves_one_line(
    quick_cast: Cast, quick_log_in: LogIn, log: pytest.LogCaptureFixture
) -> None:
    client = quick_log_in("coordinator")
    client.handler.enforce_csrf_checks = True
    client.post(f"/kommune/team/{quick_cast.team.pk}/om/", {"name": "Hemmelig"})
    [line] = _lines(log)
    assert (line["facts"]["status"], line["facts"]["page"]) == (403, "municipality:team_edit")
    assert "Hemmelig" not in json.dumps(line)


@pytest.mark.parametrize("path", ["/na/", "/meg/", "/personvern/", "/finnes-ikke/"])
def test_request_that_is_answered_or_leads_nowhere_leaves_none(
    path: str, quick_cast: Cast, quick_log_in: LogIn, log: pytest.LogCaptureFixture
) -> None:
    quick_log_in("coordinator").get(path)
    assert _lines(log) == []


def test_guessed_link_leaves_a_line_without_the_link(quick_cast: Cast, log: pytest.LogCaptureFixture) -> None:
    Client().get("/oppsummering/gjettet-lenke/")
    [line] = _lines(log)
    assert line["facts"] == {
        "status": 404, "method": "GET", "page": "public:digest", "person": 0, "roles_at": "none",
    }  # fmt: skip
