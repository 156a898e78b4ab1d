"""`mentornett draw-again plan.txt --seed 123`: draw the order of a roll-out once more from its protocol."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from mentornett.measurement.rules.drawn import draw_from, starts_of


class Command(BaseCommand):
    help = "Draws the order of a roll-out again, from the plan's text and the seed that stand in the protocol."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file with the plan's text, and the seed."""
        parser.add_argument("plan", help="A file with the plan as it stands in the protocol.")
        parser.add_argument("--seed", type=int, required=True, help="The seed that stands in the protocol.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print digests and order. Raises CommandError for what is no plan."""
        try:
            text = Path(options["plan"]).read_text(encoding="utf-8")
            drawn = draw_from(text.strip(), options["seed"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CommandError(f"This is not the text of a plan, or not its seed: {error}") from error
        self.stdout.write(f"SHA-256 of the plan: {drawn.plan_digest}")
        self.stdout.write(f"SHA-256 of the orders that could be drawn ({drawn.kept}): {drawn.set_digest}")
        self.stdout.write(f"Drawn: number {drawn.chosen + 1}")
        for key, (_wave, day) in sorted(starts_of(drawn).items(), key=lambda item: (item[1], item[0])):
            self.stdout.write(f"{day.isoformat()}  {key}")
