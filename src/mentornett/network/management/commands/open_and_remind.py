"""Run every morning by a timer: open what is due to open, remind about what is not delivered."""

from typing import Any

from django.core.management.base import BaseCommand

from mentornett.core.time import now, today
from mentornett.network import jobs


class Command(BaseCommand):
    """`mentornett open_and_remind`; running it twice a day does no harm."""

    help = "Open assignments whose day has come, and write reminders that are due."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do both and say how many."""
        opened = jobs.open_due_work(today(), now())
        sent = jobs.send_reminders(today(), now())
        self.stdout.write(f"Opened {opened}, reminded about {sent}.")
