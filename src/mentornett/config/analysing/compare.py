"""`mentornett analyse compare FILE --start-date DAY`: those hired from the start on beside those hired before."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from mentornett.config.analysing import employments
from mentornett.config.analysing.question import Printed, Question, a_day
from mentornett.exchange.spells_file import SpellRow
from mentornett.measurement.rules.employed import Comparison, compare
from mentornett.measurement.rules.grading import Grade, is_about_having_a_mentor
from mentornett.reports.employed_words import GRADES, after_words, before_words, compared, nobody_words, refusal


def _add_arguments(parser: CommandParser) -> None:
    employments.add_arguments(parser)
    start = parser.add_mutually_exclusive_group(required=True)
    start.add_argument("--start-date", type=a_day, help="The day all units started.")
    start.add_argument("--unit-start-column", metavar="TITLE", help="The column with the day each row's unit started.")
    start.add_argument("--group-column", metavar="TITLE", help="Refused when it tells who had a mentor, and says why.")


def _answer(options: dict[str, Any]) -> Printed:
    _refuse(options["group_column"])
    file = employments.employments(options, unit_starts=options["unit_start_column"])
    after, before = after_words(), before_words()

    def naming(row: SpellRow) -> str:
        start = options["start_date"] or row.unit_starts
        return after if start and row.spell.starts >= start else before

    groups = employments.grouped(file.rows, naming, sorted(options["months"]))
    if len(groups) < 2:
        raise CommandError(nobody_words(before if after in groups else after))
    comparison = compare(groups[after], groups[before])
    answer = compared(comparison, employments.told_of(file, options), has_own_starts=bool(options["unit_start_column"]))
    values = {
        "question": "compare", "grade": answer.grade.value,
        "groups": [employments.values_of(groups[name]) for name in (after, before)],
        "differences": _differences(comparison),
        "answer": answer.by_name(),
    }  # fmt: skip
    plot = employments.plot_of([groups[after], groups[before]]) if options["plot"] else ""
    return Printed(employments.lines_of(answer, _(GRADES[answer.grade])), values, plot, file.problems)


def _refuse(title: str | None) -> None:
    """Raise CommandError for groups that are not before and after a start."""
    if title is not None:
        is_mentor = is_about_having_a_mentor(title)
        raise CommandError("\n".join(refusal() if is_mentor else refusal()[2:]))


def _differences(comparison: Comparison) -> list[dict[str, float]]:
    if comparison.grade == Grade.TOO_FEW:
        return []
    return [
        {"months": share.time, "difference": apart.value, "low": apart.low, "high": apart.high}
        for share, apart in zip(comparison.after.shares, comparison.differences, strict=True)
    ]


QUESTION = Question("compare", "Those hired from the start on beside those hired before it.", _add_arguments, _answer)
