"""What is done without anybody asking: letters, openings, reminders, digests. Every job may run twice without harm."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import DatabaseError

from mentornett.core.scoping import EVERYONE, inside

Job = Callable[[datetime], object]
log = logging.getLogger("mentornett.jobs")

JOBS: list[Job] = []


def run_due_jobs(now: datetime) -> None:
    """Run all jobs once. One that fails is logged and does not stop the others."""
    for job in JOBS:
        try:
            with inside(EVERYONE):
                job(now)
        except DatabaseError:
            log.exception("a job failed: %s", job.__name__)
