"""Copies the database while people work."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from mentornett.config import backup


class Command(BaseCommand):
    """`mentornett backup FILE`: a whole copy in one file, checked."""

    help = "Copy the database to a new file. The server may run meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file to write."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Copy, check, and say where it lies and how large it is."""
        target: Path = options["file"]
        started = time.monotonic()
        self.stdout.write(f"Copying the database to {target} …")
        try:
            backup.back_up(settings.BACKUP_DATABASE, target)
        except backup.BackupError as error:
            raise CommandError(str(error)) from None
        megabytes = target.stat().st_size / 1_000_000
        self.stdout.write(f"Done and checked: {megabytes:.1f} MB in {time.monotonic() - started:.1f} s.")
