"""The mentors' pulse: when one may answer, and what the project leader may see. Plain values in and out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date

QUESTIONS = ("load", "support", "meaning")
SCALE = (1, 2, 3, 4, 5)
LEAST = 5  # people who must have answered before anything is shown, and before it is renewed

Counts = dict[str, list[int]]


@dataclass(frozen=True)
class Tally:
    """How many answered what, and what was shown of it last."""

    people: int = 0
    counts: Counts = field(default_factory=dict)
    shown_people: int = 0
    shown: Counts = field(default_factory=dict)


def half_year(day: date) -> date:
    """Return the first day of the half-year that a day lies in."""
    return date(day.year, 1 if day.month <= 6 else 7, 1)


def may_answer(last: date | None, today: date) -> bool:
    """Tell whether one may answer again: once in a calendar month."""
    return last is None or (last.year, last.month) < (today.year, today.month)


def counted(tally: Tally, answer: Mapping[str, int], before: Mapping[str, int] | None) -> Tally:
    """Count an answer; `before` is the same person's earlier one in the half-year, which it takes the place of.

    What is shown changes only when five more people have answered than last time.
    """
    counts = {question: list(tally.counts.get(question, [0] * len(SCALE))) for question in QUESTIONS}
    for question in QUESTIONS:
        counts[question][answer[question] - 1] += 1
        if before is not None:
            counts[question][before[question] - 1] -= 1
    people = tally.people + (before is None)
    if people - tally.shown_people >= LEAST:
        return Tally(people, counts, people, deepcopy(counts))
    return Tally(people, counts, tally.shown_people, tally.shown)


def median(counts: Sequence[int]) -> float | None:
    """Return the median of answers from 1 to 5, given how many there are of each; None when there are none."""
    answers = [value for value, number in zip(SCALE, counts, strict=True) for _ in range(number)]
    if not answers:
        return None
    middle = len(answers) // 2
    return float(answers[middle]) if len(answers) % 2 else (answers[middle - 1] + answers[middle]) / 2
