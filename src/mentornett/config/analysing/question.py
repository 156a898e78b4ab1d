"""What a question to `mentornett analyse` consists of, and how its answer is written."""

from __future__ import annotations

import json
import math
from argparse import ArgumentTypeError
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from mentornett.documents.tables_in import OWN_FILE, RowError, RowProblem, TableIn, UnreadableError, read_table
from mentornett.exchange.cells import day_in
from mentornett.exchange.file_words import no_file_words, unreadable


@dataclass(frozen=True)
class Printed:
    """An answer as it is written: lines to read, values for --json, a picture for --plot, and rows that were left out.

    `out` is a file for --out.

    Values are numbers and texts, or lists and dicts of them; what is not a number becomes null.
    """

    lines: tuple[str, ...]
    values: dict[str, Any]
    plot: str = ""
    problems: tuple[RowProblem, ...] = field(default=())
    out: bytes = b""


@dataclass(frozen=True)
class Question:
    """A subcommand: what it asks for, and what it answers from the options.

    `answer` may raise CommandError. `options["tell"]` writes a line that is no part of the answer.
    """

    name: str
    help: str
    add_arguments: Callable[[CommandParser], None]
    answer: Callable[[dict[str, Any]], Printed]
    has_plot: bool = True


def table_in(path: Path) -> TableIn:
    """Read a file for analysis. Raises CommandError."""
    try:
        return read_table(path.read_bytes(), limits=OWN_FILE)
    except FileNotFoundError as error:
        raise CommandError(no_file_words(str(path))) from error
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error
    except UnreadableError as error:
        raise CommandError(f"{path}: {unreadable(error)}") from error


def a_day(text: str) -> date:
    """Read a day among the options, as 22.11.2026 or 2026-11-22."""
    try:
        found = day_in(text)
    except RowError as error:
        raise ArgumentTypeError(str(error)) from error
    if found is None:
        raise ArgumentTypeError(text)
    return found


def as_json(values: dict[str, Any]) -> str:
    """Write values so that every reader of JSON understands them."""
    return json.dumps(_finite(values), ensure_ascii=False, indent=2, allow_nan=False)


def _finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _finite(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return None if isinstance(value, float) and not math.isfinite(value) else value
