"""`mentornett analyse retention FILE`: how many are still employed after 12 and 24 months, perhaps for each unit."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from mentornett.config.analysing import employments
from mentornett.config.analysing.question import Printed, Question
from mentornett.reports.employed_words import GRADES, described, everyone
from mentornett.statistics.intervals import Interval


def _add_arguments(parser: CommandParser) -> None:
    employments.add_arguments(parser)
    parser.add_argument("--group-column", metavar="TITLE", help="Tell of each group by itself; they are not compared.")
    parser.add_argument(
        "--interval", choices=[kind.value for kind in Interval], default=Interval.ROTHMAN_WILSON.value,
        help="How the ranges are made; only the usual one holds in small groups.",
    )  # fmt: skip


def _answer(options: dict[str, Any]) -> Printed:
    file = employments.employments(options, group=options["group_column"])
    every = everyone()
    interval = Interval(options["interval"])
    named = employments.grouped(file.rows, lambda row: row.group or every, sorted(options["months"]), interval)
    groups = list(named.values())
    answer = described(groups, employments.told_of(file, options), interval)
    values = {
        "question": "retention", "grade": answer.grade.value, "interval": interval.value,
        "groups": [employments.values_of(one) for one in groups],
        "answer": answer.by_name(),
    }  # fmt: skip
    plot = employments.plot_of(groups) if options["plot"] else ""
    return Printed(employments.lines_of(answer, _(GRADES[answer.grade])), values, plot, file.problems)


QUESTION = Question(
    "retention", "How many new hires are still employed after 12 and 24 months.", _add_arguments, _answer
)
