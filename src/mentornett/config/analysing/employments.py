"""What both questions about employments share: the file, its columns, its groups, and how they are written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from mentornett.config.analysing.question import a_day, table_in
from mentornett.core import time
from mentornett.documents.curves import MOST_CURVES, Curve, share_curves
from mentornett.exchange.cells import ColumnError
from mentornett.exchange.spells_file import Observed, SpellRow, SpellsFile, columns_of, read_spells
from mentornett.measurement.rules.employed import Followed, followed_from
from mentornett.measurement.rules.grading import is_about_having_a_mentor
from mentornett.measurement.rules.spells import Spell
from mentornett.reports.employed_words import Answer, nothing_words, plot_words, refusal
from mentornett.reports.row_words import Told
from mentornett.statistics.intervals import Interval
from mentornett.statistics.proportions import clopper_pearson
from mentornett.statistics.retention import Share

COLUMN_OPTIONS = ("starts", "ends", "planned", "temporary", "moved", "number")


def add_arguments(parser: CommandParser) -> None:
    """Ask for a file of employments, and for which months it is to tell who is still employed."""
    add_columns(parser)
    parser.add_argument("--months", type=int, nargs="+", default=[12, 24], choices=range(1, 121), metavar="MONTHS")


def add_columns(parser: CommandParser) -> None:
    """Ask for a file of employments, what its columns are called, and between which days it tells who was employed."""
    parser.add_argument("file", type=Path, help="csv or xlsx: one row per employment, with first and last day.")
    for field in COLUMN_OPTIONS:
        parser.add_argument(f"--{field}-column", metavar="TITLE", help=f"The title of the column for: {field}.")
    parser.add_argument("--until", type=a_day, help="The last day the file tells of; today when not given.")
    parser.add_argument("--observed-from", type=a_day, help="When the file lacks those who left before this day.")


def employments(options: dict[str, Any], **more: str | None) -> SpellsFile:
    """Read the file; `more` are chosen columns beside those that all have. Raises CommandError."""
    chosen = {field: options[f"{field}_column"] for field in COLUMN_OPTIONS} | more
    asked = {field: title for field, title in chosen.items() if title}
    if any(is_about_having_a_mentor(title) for title in (more.get("group"),) if title):
        raise CommandError("\n".join(refusal()))
    observed = Observed(options["until"] or time.today(), options["observed_from"])
    table = table_in(options["file"])
    try:
        return read_spells(table, columns_of(table, asked), observed)
    except ColumnError as error:
        raise CommandError(str(error)) from error


def grouped(
    rows: Sequence[SpellRow], naming: Callable[[SpellRow], str], months: Sequence[int],
    interval: Interval = Interval.ROTHMAN_WILSON,
) -> dict[str, Followed]:  # fmt: skip
    """Return how each group stays, in the order of their names."""
    groups: dict[str, list[Spell]] = {}
    for row in rows:
        groups.setdefault(naming(row), []).append(row.spell)
    return {name: followed_from(name, groups[name], months, interval) for name in sorted(groups)}


def told_of(file: SpellsFile, options: dict[str, Any]) -> Told:
    """Return what was done with the rows."""
    until: date = options["until"] or time.today()
    return Told(until, file.planned, file.first_end, file.hired_earlier, file.alike)


def lines_of(answer: Answer, grade: str) -> tuple[str, ...]:
    """Return an answer as lines to read: the grade, then the four parts."""
    lines = [grade]
    for title, sentences in answer.parts():
        lines += ["", title, *(f"  {sentence}" for sentence in sentences or (nothing_words(),))]
    return tuple(lines)


def values_of(group: Followed) -> dict[str, Any]:
    """Return a group for --json; a group that is too small has no numbers but that it is."""
    if not group.is_shown:
        return {"name": group.name, "too_few": True}
    mean = group.mean and {
        "horizon": group.mean.horizon, "months": group.mean.mean, "standard_error": group.mean.standard_error,
        "low": group.mean.low, "high": group.mean.high,
    }  # fmt: skip
    median = group.curve.median()
    return {
        "name": group.name, "hires": group.hires, "left": group.left, "first_hire": group.first,
        "shares": _shares(group.shares), "exact": _exact(group), "restricted_mean": mean,
        "median": {"months": median.time, "low": median.low, "high": median.high},
        "ways": {way.value: _shares(shares) for way, shares in group.ways.items()},
    }  # fmt: skip


def _exact(group: Followed) -> dict[str, float] | None:
    """Return the exact interval of the first share, which is a count when all were observed so long; else None."""
    if not group.is_counted:
        return None
    share = group.shares[0]
    found = clopper_pearson(round(share.share * group.hires), group.hires)
    return {"months": share.time, "low": found.low, "high": found.high}


def _shares(shares: Sequence[Share]) -> list[dict[str, float]]:
    return [
        {"months": one.time, "share": one.share, "low": one.low, "high": one.high, "at_risk": one.at_risk}
        for one in shares
    ]


def plot_of(groups: Sequence[Followed], landmark: int = 0) -> str:
    """Return the curves of the groups that are large enough. Raises CommandError when there are too many."""
    shown = [group for group in groups if group.is_shown]
    if not shown:
        return ""
    if len(shown) > MOST_CURVES:
        raise CommandError(plot_words(shown).too_many)
    points = {group.name: group.points() for group in shown}
    curves = [
        Curve(name, *(tuple(getattr(one, part) for one in these) for part in ("share", "low", "high")))
        for name, these in points.items()
    ]
    said = plot_words(shown, landmark)
    return share_curves(curves, title=said.title, description=said.description, axis=said.axis, note=said.note)
