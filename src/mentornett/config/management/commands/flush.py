"""Empties the database: for demonstrations and tests."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import flush

from mentornett.core.log_locks import unlocked_logs
from mentornett.measurement.models.plan_locks import unlocked_plans


class Command(flush.Command):
    """`mentornett flush`, which lifts the locks of logs and plans meanwhile, and refuses on a public site."""

    def handle(self, **options: Any) -> None:
        """Empty all tables."""
        if settings.SECURE:
            raise CommandError("This would delete the logs too. It is refused on a site that others can reach.")
        with unlocked_logs(), unlocked_plans():
            super().handle(**options)
