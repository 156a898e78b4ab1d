"""The days of a person's plan that do not count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from mentornett.mentoring.choices import PairRole
from mentornett.mentoring.models import Employment, Leave, MentorLeave, Pair
from mentornett.mentoring.rules.plan import Away, outside, uncovered


def first_day(employment: Employment) -> date:
    """Return the day from which the plan counts."""
    return employment.followed_from or employment.starts


def days_away(employment: Employment, today: date) -> list[Away]:
    """Return the days that do not count: leave, the mentor's leave without a substitute, and the time without a mentor.

    What is open lasts until today.
    """
    person, place = employment.person_id, employment.municipality_id
    leaves = Leave.objects.filter(employment__person=person, employment__municipality=place)
    away = [Away(row.starts, row.ends or max(today, row.starts)) for row in leaves]
    pairs = list(Pair.objects.filter(mentee=person, municipality=place))
    main = [pair for pair in pairs if pair.role == PairRole.MAIN]
    others = [(pair.starts, pair.ends) for pair in pairs if pair.role != PairRole.MAIN]
    away += outside(_mentors_away(main, today), others)
    return away + uncovered(first_day(employment), [(pair.starts, pair.ends) for pair in main], today)


def _mentors_away(pairs: Iterable[Pair], today: date) -> list[Away]:
    """Return the days within each pair on which its mentor is away."""
    by_mentor: dict[int, list[MentorLeave]] = defaultdict(list)
    for leave in MentorLeave.objects.filter(mentor__pairs__in=[pair.pk for pair in pairs]).distinct():
        by_mentor[leave.mentor_id].append(leave)
    found = []
    for pair in pairs:
        for leave in by_mentor[pair.mentor_id]:
            last = min(leave.ends or max(today, leave.starts), pair.ends or date.max)
            if max(leave.starts, pair.starts) <= last:
                found.append(Away(max(leave.starts, pair.starts), last))
    return found
