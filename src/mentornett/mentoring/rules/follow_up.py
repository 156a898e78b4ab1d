"""What should be followed up in a mentor programme, and how urgent it is.

Nothing here says that a person is late: it is the plan, or the next step of a leader or a mentor. Days on which the
mentee is away do not count, and a pair that is on a pause is left in peace.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from mentornett.mentoring.choices import FollowUp, Party
from mentornett.mentoring.rules.plan import DAY, Away, joined

FIRST, SOON, LATER = 1, 2, 3  # the tiers of the list
BEGINS_SOON = 30  # days before the first day of work on which a missing mentor is told
ANSWER_DAYS = 7  # after the last day of a talk
SIGN_DAYS = 7  # after the commitment was ready
MONTH = 30
TIME_WINDOW = 90  # the promised time is looked at over the last three months
TIME_LEAST = 60  # and only when so many of those days count


@dataclass(frozen=True, slots=True)
class Limits:
    """After how many days a programme wants to be told."""

    first_talk_days: int = 14
    silent_days: int = 21
    lost_days: int = 90


class PairFacts(NamedTuple):
    """What is known about one pair from outside: dates and status alone."""

    starts: date  # the first day on which both are there
    held: date | None = None  # the last talk with the mentor
    due: date | None = None  # the newest last day of a talk with the mentor that is not noted as held
    unanswered: int = 0  # talks that nobody has answered for
    unanswered_since: date | None = None  # the last day of the first of them
    goes_on: bool = True  # the plan asks for a talk now; in a time «when wanted» it does not
    away: Sequence[Away] = ()  # an open one lasts until today
    ready: date | None = None  # since when the commitment can be signed
    unsigned: tuple[Party, ...] = ()
    wanted: date | None = None  # since when a talk about the pair is wanted


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to follow up. `day` and `number` belong to the words: a last day, a count, a limit."""

    kind: FollowUp
    tier: int
    since: date
    day: date | None = None
    number: int = 0
    most: int = 0
    parties: tuple[Party, ...] = ()


def days_that_count(since: date, today: date, away: Sequence[Away]) -> int:
    """Return how many days have passed since a day, without those on which the mentee was away."""
    lost = 0
    for one in joined(away, since + DAY) if away else ():
        lost += max((min(one.ends, today) - one.starts).days + 1, 0)
    return (today - since).days - lost


def of_pair(pair: PairFacts, limits: Limits, today: date) -> list[Finding]:
    """Return what to follow up in a pair: a wanted talk, at most one thing about the rhythm, and the commitment."""
    found = []
    if pair.wanted:
        found.append(Finding(FollowUp.TALK_WANTED, FIRST, pair.wanted))
    if any(one.starts <= today <= one.ends for one in pair.away):
        return found
    rhythm = _first_talk(pair, limits, today) if pair.held is None else _since_last(pair, pair.held, limits, today)
    found += [rhythm] if rhythm else _unanswered(pair, today)
    if pair.unsigned and pair.ready and days_that_count(pair.ready, today, pair.away) > SIGN_DAYS:
        found.append(Finding(FollowUp.UNSIGNED, LATER, pair.ready, parties=pair.unsigned))
    return found


def _first_talk(pair: PairFacts, limits: Limits, today: date) -> Finding | None:
    if days_that_count(pair.starts, today, pair.away) <= limits.first_talk_days:
        return None
    return Finding(FollowUp.FIRST_TALK, FIRST, pair.starts, number=limits.first_talk_days)


def _since_last(pair: PairFacts, held: date, limits: Limits, today: date) -> Finding | None:
    days = days_that_count(held, today, pair.away)
    if days > limits.lost_days and pair.goes_on:
        return Finding(FollowUp.LOST, FIRST, held, number=limits.lost_days)
    if days > limits.silent_days and pair.due and held < pair.due < today:
        return Finding(FollowUp.SILENT, SOON, held, day=pair.due)
    return None


def _unanswered(pair: PairFacts, today: date) -> list[Finding]:
    since = pair.unanswered_since
    if not pair.unanswered or since is None or (today - since).days <= ANSWER_DAYS:
        return []
    return [Finding(FollowUp.UNANSWERED, LATER, since, number=pair.unanswered)]


def of_hire(starts: date, today: date) -> Finding | None:
    """Return that somebody whom the programme follows has no mentor, from some time before the first day of work."""
    if (starts - today).days > BEGINS_SOON:
        return None
    return Finding(FollowUp.NO_MENTOR, FIRST if starts <= today else SOON, starts)


def of_mentor(*, load: int, places: int, trained: bool, since: date) -> list[Finding]:
    """Return what to follow up about a mentor who has mentees `since` a day."""
    found = []
    if load > places:
        found.append(Finding(FollowUp.OVER, SOON, since, number=load, most=places))
    if load and not trained:
        found.append(Finding(FollowUp.UNTRAINED, SOON, since))
    return found


def of_review(review_on: date | None, today: date) -> Finding | None:
    """Return that the day has come on which a programme is gone through."""
    return Finding(FollowUp.REVIEW, LATER, review_on) if review_on and review_on <= today else None


def of_time(*, signed_on: date, minutes_a_month: int, used: int, away: Sequence[Away], today: date) -> Finding | None:
    """Return that less than half of what the leader promised was used in the last three months."""
    since = max(signed_on, today - timedelta(days=TIME_WINDOW))
    days = days_that_count(since, today, away)
    promised = minutes_a_month * days // MONTH
    if days < TIME_LEAST or used * 2 >= promised:
        return None
    return Finding(FollowUp.TIME, SOON, since, number=used, most=promised)
