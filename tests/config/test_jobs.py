"""The round of jobs: each by itself, and nothing that went out is forgotten."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.db import DatabaseError

from mentornett.config import jobs
from mentornett.core.scoping import current_scope
from mentornett.tenants import jobs as letters
from mentornett.tenants.actions import post_letter
from mentornett.tenants.choices import LetterState
from mentornett.tenants.models import Letter
from tests.cast import NOW


def test_letter_that_went_out_is_known_when_the_worker_dies_at_the_next(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 2):
        post_letter(to_email=f"{number}@eksempel.no", kind="x", language="nb", subject="x", text="x", now=NOW)
    send = letters._send

    def dies_at_the_second(letter: Letter, connection: Any) -> LetterState:
        if mail.outbox:
            raise KeyboardInterrupt
        return send(letter, connection)

    monkeypatch.setattr(letters, "_send", dies_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        jobs.run_due_jobs(NOW)
    assert len(mail.outbox) == 1
    assert Letter.objects.get(to_email=mail.outbox[0].to[0]).state == LetterState.SENT


def test_job_that_fails_does_not_stop_the_others(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[object] = []

    def fails(now: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(jobs, "JOBS", [fails, lambda now: ran.append(current_scope())])
    jobs.run_due_jobs(NOW)
    assert ran == [None]  # each job enters the scope it needs
