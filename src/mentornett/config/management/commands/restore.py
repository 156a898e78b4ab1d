"""Puts a copy of the database back."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from mentornett.config import backup
from mentornett.core import time


class Command(BaseCommand):
    """`mentornett restore FILE`: replace the database by a copy that `mentornett backup` wrote."""

    help = "Replace the database by a copy. What was there is kept in a file beside. Stop the server first."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file to read, and the consent."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--yes", action="store_true", help="replace the database that is there")

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore, bring the tables up to date, and check the audit log."""
        source: Path = options["file"]
        database = settings.DATABASES["default"]
        try:
            if backup.holds_anything(database) and not options["yes"]:
                raise CommandError("There is a database already. Repeat with --yes to replace it; it is kept beside.")
            kept = backup.restore(database, source, keep_with=settings.BACKUP_DATABASE, now=time.now())
        except backup.BackupError as error:
            raise CommandError(str(error)) from None
        connections.close_all()
        if kept:
            self.stdout.write(f"What was there before is kept in {kept}.")
        self.stdout.write(f"Restored from {source}. Bringing the tables up to date …")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("verify_audit")
