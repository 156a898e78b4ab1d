"""What advertised posts say together. Posts are no persons, so the figures are shown however few they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from mentornett.core.time import add_months
from mentornett.measurement.choices import VacancyState
from mentornett.measurement.rules.over_time import Point, Row, period_of
from mentornett.measurement.rules.values import Measure, Value


@dataclass(frozen=True, slots=True)
class Post:
    """One advertisement as plain values."""

    advertised_on: date
    posts: int = 1
    applicants: int | None = None
    qualified: int | None = None
    state: str = VacancyState.OPEN
    filled_on: date | None = None
    filled: int | None = None
    mentor_offered: bool | None = None


def fault_in(post: Post, today: date) -> str:
    """Return what cannot be: "future", "qualified" (more than applied), "filled" (more than posts), "order"; or ""."""
    if max(post.advertised_on, post.filled_on or post.advertised_on) > today:
        return "future"
    if post.applicants is not None and post.qualified is not None and post.qualified > post.applicants:
        return "qualified"
    if post.filled is not None and post.filled > post.posts:
        return "filled"
    return "order" if post.filled_on and post.filled_on < post.advertised_on else ""


@dataclass(frozen=True, slots=True)
class PostFigures:
    """Each figure with both its numbers. `days` is the middle number of days, of `days_of` advertisements."""

    advertisements: int
    applicants: Value
    qualified: Value
    filled: Value
    days: Value
    days_of: int


def post_figures(rows: Iterable[Post]) -> PostFigures:
    """Count applicants and qualified ones per post, posts filled, and days from advertisement to hire.

    An advertisement whose number is not known counts in no figure about it, and an open one is not «not filled».
    """
    all_rows = list(rows)
    days = [(row.filled_on - row.advertised_on).days for row in all_rows if row.filled_on]
    decided = [row for row in all_rows if row.state != VacancyState.OPEN]
    return PostFigures(
        advertisements=len(all_rows),
        applicants=_per_post([(row.applicants, row.posts) for row in all_rows]),
        qualified=_per_post([(row.qualified, row.posts) for row in all_rows]),
        filled=_per_post([(row.filled or 0, row.posts) for row in decided]),
        days=Value(numerator=Decimal(str(median(days)))) if days else Value(),
        days_of=len(days),
    )


def _per_post(pairs: Sequence[tuple[int | None, int]]) -> Value:
    known = [(number, posts) for number, posts in pairs if number is not None]
    if not known:
        return Value()
    return Value(
        numerator=Decimal(sum(number for number, _posts in known)),
        denominator=Decimal(sum(posts for _number, posts in known)),
    )


def around(rows: Iterable[Post], day: date) -> tuple[list[Post], list[Post]]:
    """Return the advertisements from before a day, and those from it on."""
    before: list[Post] = []
    after: list[Post] = []
    for row in rows:
        (after if row.advertised_on >= day else before).append(row)
    return before, after


def offered(rows: Iterable[Post]) -> tuple[list[Post], list[Post]]:
    """Return the advertisements that offer a mentor, and those that do not; where it is not known, neither."""
    known = [row for row in rows if row.mentor_offered is not None]
    return [row for row in known if row.mentor_offered], [row for row in known if not row.mentor_offered]


def as_measures(figures: PostFigures, words: dict[str, str]) -> list[tuple[str, Measure, Value]]:
    """Return the figures as measures with their values, ready for the wording; `words` are the reader's."""
    each = words["posts"]
    return [
        ("applicants", Measure("", "ratio", unit_text=words["applicants"], per_text=each), figures.applicants),
        ("qualified", Measure("", "ratio", unit_text=words["qualified"], per_text=each), figures.qualified),
        ("days", Measure("", "count", unit_text=words["days"]), figures.days),
        ("filled", Measure("", "share", per_text=each), figures.filled),
    ]


QUARTER = 3


def applicants_by_quarter(rows: Iterable[Post]) -> Row:
    """Return applicants and posts of each quarter, of the advertisements whose applicants are known."""
    counted: dict[date, tuple[int, int]] = {}
    for row in rows:
        if row.applicants is not None:
            quarter = period_of(row.advertised_on, QUARTER)
            applicants, posts = counted.get(quarter, (0, 0))
            counted[quarter] = applicants + row.applicants, posts + row.posts
    points, quarter = [], min(counted, default=date.max)
    while counted and quarter <= max(counted):
        known = counted.get(quarter)
        points.append(Point(quarter, "", *known) if known else Point(quarter, "", None))
        quarter = add_months(quarter, QUARTER)
    return Row(tuple(points), QUARTER, sum(point.value is None for point in points))


def days_to_hire(rows: Iterable[Post]) -> Row:
    """Return the days from each advertisement to the yes, in the order that they were advertised."""
    filled = sorted((row.advertised_on, row.filled_on) for row in rows if row.filled_on)
    return Row(tuple(Point(first, "", (last - first).days) for first, last in filled), 0)
