"""Logs are one JSON object per line, and hold nothing that people wrote or are called."""

from __future__ import annotations

import json
import logging
import sys
from typing import Any

import pytest
from django.test import Client

from mentornett.config.housekeeping import seal_audit_log
from mentornett.config.jobs import run_due_jobs
from mentornett.config.logs import JsonFormatter
from mentornett.core import audit, audit_chain
from mentornett.core.scoping import EVERYONE, inside
from tests.cast import NOW, Cast

SECRET = "Kari Nordmann\nkari@eksempel.no"


def _written(message: object, *arguments: object, error: bool = False, **extra: Any) -> dict[str, Any]:
    record = logging.LogRecord(
        "mentornett.tests", logging.ERROR, "file.py", 1, message, arguments, sys.exc_info() if error else None
    )
    record.__dict__.update(extra)
    line = JsonFormatter().format(record)
    assert "\n" not in line
    found: dict[str, Any] = json.loads(line)
    return found


def test_line_says_when_where_and_how_bad() -> None:
    found = _written("the letters did not go out")
    assert found.pop("timestamp").endswith("Z")
    assert found == {"event": "the letters did not go out", "level": "error", "logger": "mentornett.tests"}


def test_arguments_are_left_out() -> None:
    assert "Kari" not in json.dumps(_written("%s logged in from %s", SECRET, "10.0.0.1"))


def test_what_an_error_says_is_left_out_but_its_place_is_not() -> None:
    try:
        int(SECRET)
    except ValueError:
        found = _written("a job failed", error=True)
    assert "Kari" not in json.dumps(found)
    assert found["error"] == "ValueError"
    assert found["where"].startswith(f"{__name__}:")


@pytest.mark.parametrize(
    "value", ["Kari Nordmann", "kari@eksempel.no", "Åse", "a\nb", "x" * 81, "", ["Kari"], {"a": 1}]
)
def test_fact_that_could_be_personal_is_left_out(value: Any) -> None:
    assert "facts" not in _written("done", facts={"value": value})


@pytest.mark.parametrize("value", [3, True, "report.sent", "ab12ff", "2026-03-12T08:00:00", "send_letters"])
def test_fact_that_is_a_number_or_a_code_is_kept(value: Any) -> None:
    assert _written("done", facts={"value": value})["facts"] == {"value": value}


def test_line_break_cannot_forge_a_line() -> None:
    forged = 'x\n{"event": "all is well"}'
    assert _written(forged)["event"] == forged


def test_request_for_another_host_is_logged_as_one_line(caplog: pytest.LogCaptureFixture) -> None:
    Client().get("/", headers={"host": "evil.example\r\nx"})
    line = JsonFormatter().format(caplog.records[0])
    assert "\n" not in line
    assert json.loads(line)["level"] == "error"


def test_error_page_leaves_no_text_of_the_request(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(request: object) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr("mentornett.web.public.pages.render", lambda *_, **__: fails(None))
    client = Client(raise_request_exception=False)
    assert client.get("/?q=Kari").status_code == 500
    lines = " ".join(JsonFormatter().format(record) for record in caplog.records)
    assert "RuntimeError" in lines
    assert "Kari" not in lines


def test_sealing_notes_the_head_outside_the_database(
    cast: Cast, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.INFO, "mentornett")
    with inside(EVERYONE):
        audit.record(verb="team.tried", on=cast.team, by=None, now=NOW)
    monkeypatch.setattr(logging.getLogger("mentornett"), "propagate", True)
    seal_audit_log(NOW)
    head = audit_chain.head()
    assert head is not None
    record = next(record for record in caplog.records if record.name == "mentornett.audit")
    assert json.loads(JsonFormatter().format(record))["facts"] == {"position": 1, "head": head.hash}


def test_jobs_seal_the_audit_log(cast: Cast) -> None:
    with inside(EVERYONE):
        audit.record(verb="team.tried", on=cast.team, by=None, now=NOW)
    run_due_jobs(NOW)
    assert audit_chain.head() is not None
