"""Answers for analysts without the platform: a file in, an answer in words out. Nothing is stored."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from mentornett.config.analysing import chart, compare, effect, power, retention, suppress
from mentornett.config.analysing.question import as_json
from mentornett.core.text import django_language
from mentornett.exchange.file_words import left_out
from mentornett.reports.employed_words import no_plot_words

ASKED = (retention, compare, suppress, power, chart, effect)
QUESTIONS = {one.QUESTION.name: one.QUESTION for one in ASKED}


class Command(BaseCommand):
    """`mentornett analyse retention ansatte.xlsx --until 1.9.2026 --plot kurve.svg`."""

    help = "Answer a question from a file (csv or xlsx), with how certain the answer is. Nothing is stored."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask which question, and for each what it needs, a language, JSON and a picture."""
        chosen = parser.add_subparsers(dest="question", required=True, metavar="QUESTION")
        for question in QUESTIONS.values():
            one = chosen.add_parser(question.name, help=question.help, description=question.help)
            question.add_arguments(one)
            one.add_argument("--json", action="store_true", help="Write the numbers and the words as JSON.")
            if question.has_plot:
                one.add_argument("--plot", type=Path, metavar="OUT.svg", help="Write a picture too.")
            one.add_argument("--language", choices=["nb", "nn", "en"], default="nb")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, answer, write."""
        with override(django_language(options["language"])):
            with _no_collector():
                printed = QUESTIONS[options["question"]].answer(options | {"tell": self.stderr.write})
            no_plot = no_plot_words()
            told = left_out(printed.problems, options["file"].name) if printed.problems else []
        for line in told:
            self.stderr.write(line)
        if printed.plot:
            _write(options["plot"], printed.plot.encode())
        elif options.get("plot"):
            self.stderr.write(no_plot)
        if printed.out and options["out"]:
            _write(options["out"], printed.out)
        rows = [{"row": problem.row, "why": problem.why} for problem in printed.problems]
        self.stdout.write(
            as_json({**printed.values, "left_out": rows}) if options["json"] else "\n".join(printed.lines)
        )


@contextmanager
def _no_collector() -> Iterator[None]:
    """Look for no cycles meanwhile: a million rows make none, and looking takes most of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error
