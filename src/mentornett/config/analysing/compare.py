"""`mentornett analyse compare FILE --start-date DAY`: those hired from the start on beside those hired before.

With a mentor against without is answered from some months on only (--mentor-from-column), never from the first day.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from mentornett.config.analysing import employments, other_ways
from mentornett.config.analysing.question import Printed, Question, a_day
from mentornett.exchange.spells_file import SpellRow, SpellsFile
from mentornett.measurement.rules.employed import Comparison, compare
from mentornett.measurement.rules.grading import Grade, is_about_having_a_mentor
from mentornett.measurement.rules.landmarked import USUAL, landmarked
from mentornett.reports.employed_words import (
    GRADES,
    Answer,
    after_words,
    before_words,
    compared,
    compared_at_landmark,
    landmark_grade,
    mentor_words,
    nobody_words,
    refusal,
)


def _add_arguments(parser: CommandParser) -> None:
    employments.add_arguments(parser)
    start = parser.add_mutually_exclusive_group(required=True)
    start.add_argument("--start-date", type=a_day, help="The day all units started.")
    start.add_argument("--unit-start-column", metavar="TITLE", help="The column with the day each row's unit started.")
    start.add_argument(
        "--mentor-from-column", metavar="TITLE",
        help="The column with the day each one's mentor came, empty for none: from --landmark months on, grade C.",
    )  # fmt: skip
    parser.add_argument("--unit-column", metavar="TITLE", help="The column with units, for «other_ways» in --json.")
    parser.add_argument("--landmark", type=int, default=USUAL, choices=range(1, 13), metavar="MONTHS")
    start.add_argument("--group-column", metavar="TITLE", help="Refused when it tells who had a mentor, and says why.")


def _answer(options: dict[str, Any]) -> Printed:
    _refuse(options["group_column"])
    if options["mentor_from_column"]:
        return _from_landmark(options)
    file = employments.employments(options, unit_starts=options["unit_start_column"], group=options["unit_column"])
    after, before = after_words(), before_words()

    def naming(row: SpellRow) -> str:
        start = options["start_date"] or row.unit_starts
        return after if start and row.spell.starts >= start else before

    groups = employments.grouped(file.rows, naming, sorted(options["months"]))
    if len(groups) < 2:
        raise CommandError(nobody_words(before if after in groups else after))
    comparison = compare(groups[after], groups[before])
    answer = compared(comparison, employments.told_of(file, options), has_own_starts=bool(options["unit_start_column"]))
    printed = _printed(comparison, answer, _(GRADES[answer.grade]), file, options)
    if not options["json"] or answer.grade == Grade.TOO_FEW:
        return printed
    is_after = np.array([naming(row) == after for row in file.rows])
    ways = other_ways.of_groups(file.rows, is_after, options["months"], by_units=bool(options["unit_column"]))
    return replace(printed, values=printed.values | {"other_ways": ways})


def _printed(
    comparison: Comparison, answer: Answer, grade: str, file: SpellsFile, options: dict[str, Any], **more: int
) -> Printed:
    groups = [comparison.after, comparison.before]
    values = {
        "question": "compare", "grade": answer.grade.value, **more,
        "groups": [employments.values_of(group) for group in groups], "differences": _differences(comparison),
        "answer": answer.by_name(),
    }  # fmt: skip
    plot = employments.plot_of(groups, more.get("landmark", 0)) if options["plot"] else ""
    return Printed(employments.lines_of(answer, grade), values, plot, file.problems)


def _from_landmark(options: dict[str, Any]) -> Printed:
    """Return with a mentor against without, among those still here at the landmark. Raises CommandError."""
    file = employments.employments(options, mentored=options["mentor_from_column"], group=options["unit_column"])
    names, at = mentor_words(options["landmark"]), options["landmark"]
    rows = [(row.spell, row.mentored) for row in file.rows]
    found = landmarked(rows, names, at=at, months=sorted(options["months"]))
    if found is None:
        is_mentored = any(row.mentored for row in file.rows)
        raise CommandError(nobody_words(names[1] if is_mentored else names[0]))
    answer = compared_at_landmark(found, employments.told_of(file, options))
    printed = _printed(found.comparison, answer, landmark_grade(answer.grade, at), file, options, landmark=at)
    if not options["json"] or answer.grade == Grade.TOO_FEW:
        return printed
    ways = other_ways.of_landmark(file.rows, found, options["months"], by_units=bool(options["unit_column"]))
    return replace(printed, values=printed.values | {"other_ways": ways})


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
