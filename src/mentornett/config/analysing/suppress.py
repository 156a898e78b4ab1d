"""`mentornett analyse suppress FILE --out TABLE.csv`: a table without the numbers that are too small to show."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from mentornett.config.analysing.question import Printed, Question, table_in
from mentornett.documents.csv_file import as_csv
from mentornett.documents.sheets import Sheet
from mentornett.documents.tables_in import TableIn
from mentornett.exchange.cells import ColumnError
from mentornett.exchange.counts_file import CountsError, read_counts
from mentornett.exchange.file_words import rows_told
from mentornett.measurement.rules.counts import CountTable, suppress, to_merge
from mentornett.reports.counts_words import HIDDEN, mend_words, merging_words, told_of_suppressed, unsafe_words


def _add_arguments(parser: CommandParser) -> None:
    parser.add_argument("file", type=Path, help="csv or xlsx: a row per unit, a column per group, perhaps with sums.")
    parser.add_argument("--unit-column", metavar="TITLE", help="The column with units; the first when not given.")
    parser.add_argument("--total", metavar="NAME", help="What the row and column with sums are called.")
    parser.add_argument("--out", type=Path, metavar="OUT.csv", help="Where to write the table; else it is printed.")


def _answer(options: dict[str, Any]) -> Printed:
    table = table_in(options["file"])
    counts = _counts(table, options)
    found = suppress(counts)
    if found is None:
        raise CommandError(unsafe_words())
    merged = to_merge(counts) if found.hidden else ()
    told = (*told_of_suppressed(counts, found), *((merging_words(merged),) if merged else ()))
    values = {
        "question": "suppress", "numbers": found.numbers, "hidden": found.hidden, "groups": counts.groups,
        "units": [{"unit": unit, "counts": row} for unit, row in zip(counts.units, found.shown, strict=True)],
        "put_together": merged, "answer": told,
    }  # fmt: skip
    rows = [
        (unit, *(HIDDEN if one is None else one for one in row))
        for unit, row in zip(counts.units, found.shown, strict=True)
    ]
    first = options["unit_column"] or table.header[0]
    file = as_csv(Sheet("table", (first, *counts.groups), rows)).content
    printed = () if options["out"] else ("", *file.decode("utf-8-sig").splitlines())
    return Printed((*told, *printed), values, out=file)


def _counts(table: TableIn, options: dict[str, Any]) -> CountTable:
    """Return the counts. Raises CommandError with every problem."""
    try:
        return read_counts(table, unit=options["unit_column"], total=options["total"])
    except CountsError as error:
        raise CommandError("\n".join([*rows_told(error.problems, options["file"].name), mend_words()])) from error
    except ColumnError as error:
        raise CommandError(str(error)) from error


QUESTION = Question(
    "suppress", "Hide the small numbers of a table, and those from which they could be worked out.",
    _add_arguments, _answer, has_plot=False,
)  # fmt: skip
