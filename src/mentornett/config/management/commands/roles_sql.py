"""Prints the SQL that makes PostgreSQL's roles."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from mentornett import config

ROLES = Path(config.__file__).with_name("roles.sql")


class Command(BaseCommand):
    """`mentornett roles-sql | psql mentornett`: the roles that migrate, serve and back up."""

    help = "Print the SQL that makes the three roles of a production database."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it."""
        self.stdout.write(ROLES.read_text(encoding="utf-8"))
