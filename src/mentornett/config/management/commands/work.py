"""Runs the jobs: once (for a timer) or over and over."""

from __future__ import annotations

import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from mentornett.config.jobs import run_due_jobs
from mentornett.core import time

SECONDS_BETWEEN = 30


class Command(BaseCommand):
    """`mentornett work`: letters, openings, reminders, digests, documents."""

    help = "Run the jobs every half minute, or once with --once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take --once."""
        parser.add_argument("--once", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the jobs until stopped."""
        rest = threading.Event()
        while True:
            run_due_jobs(time.now())
            if options["once"]:
                return
            rest.wait(SECONDS_BETWEEN)
