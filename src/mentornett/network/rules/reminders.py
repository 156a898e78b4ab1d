"""When teams are reminded of work that they have not delivered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from mentornett.network.choices import ReminderKind


@dataclass(frozen=True)
class Rhythm:
    """How often: `before` the deadline, then `every` so many days after it, at most `most` times."""

    before: int = 3
    every: int = 3
    most: int = 5


@dataclass(frozen=True)
class Step:
    """One reminder: which, its number among those after the deadline (else 1), and the day it belongs to."""

    kind: str
    number: int
    on: date


def steps(opened: date, due: date, rhythm: Rhythm = Rhythm()) -> list[Step]:
    """Return all reminders about one piece of work in order of time, on days that differ."""
    planned = [
        Step(ReminderKind.OPENED, 1, opened),
        Step(ReminderKind.SOON, 1, due - timedelta(days=rhythm.before)),
        Step(ReminderKind.DUE, 1, due),
    ]
    overdue = range(1, rhythm.most + 1)
    planned += [Step(ReminderKind.OVERDUE, n, due + timedelta(days=n * rhythm.every)) for n in overdue]
    return planned[:1] + [step for step in planned[1:] if step.on > opened]


def step_on(opened: date, due: date, today: date, rhythm: Rhythm = Rhythm()) -> Step | None:
    """Return the reminder that should have been sent by today at the latest.

    A job that missed some days catches up with the newest one only, and not with one older than the rhythm: work that
    is reopened long after its deadline is not followed by a reminder that has lost its meaning.
    """
    past = [step for step in steps(opened, due, rhythm) if step.on <= today]
    newest = past[-1] if past else None
    return newest if newest and (today - newest.on).days < max(rhythm.every, 1) else None
