"""Runs the jobs: once (for a timer) or over and over."""

from __future__ import annotations

import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from mentornett.config.jobs import run_due_jobs, run_ordered_tasks
from mentornett.core import time

SECONDS_BETWEEN = 30
SECONDS_TO_AN_ORDER = 2


class Command(BaseCommand):
    """`mentornett work`: letters, openings, reminders, digests, documents."""

    help = "Run what is due every half minute and what is ordered at once, or once with --once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take --once."""
        parser.add_argument("--once", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the jobs until stopped."""
        rest = threading.Event()
        while True:
            run_due_jobs(time.now())
            run_ordered_tasks()
            if options["once"]:
                return
            for _ in range(SECONDS_BETWEEN // SECONDS_TO_AN_ORDER):
                rest.wait(SECONDS_TO_AN_ORDER)
                run_ordered_tasks()
