"""Which mentors are trained: by a course that the programme counts, or by a day typed in the register."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from mentornett.competence.queries.courses import Completed, completed_by, completions
from mentornett.mentoring.models import Mentor, Programme


@dataclass(frozen=True, slots=True)
class Training:
    """The day on which a mentor had completed the training, and the course; none when the day was typed in."""

    on: date
    course: str = ""


def training_of(mentors: Iterable[Mentor], today: date) -> dict[int, Training]:
    """Return the training of those who are trained on a day, by the id of the mentor.

    A course counts where one of the municipality's programmes says that its kind does.
    """
    rows = list(mentors)
    if not rows:
        return {}
    kinds = _kinds_counted()
    courses = completed_by({row.person_id for row in rows}, today)
    found = {
        row.pk: _first(row, courses.get(row.person_id, []), kinds.get(row.municipality_id, set()), today)
        for row in rows
    }
    return {pk: training for pk, training in found.items() if training}


def _kinds_counted() -> dict[int | None, set[str]]:
    """Return which kinds of courses count in each municipality inside the scope."""
    kinds: dict[int | None, set[str]] = {}
    for place, counted in Programme.objects.values_list("municipality", "training_kinds"):
        kinds.setdefault(place, set()).update(counted)
    return kinds


def is_trained(today: date, prefix: str = "") -> Q:
    """Return the condition that `training_of` has something to say about a mentor; `prefix` leads to the mentor."""
    condition = Q(**{f"{prefix}trained_on__lte": today})
    places: dict[frozenset[str], list[int | None]] = {}
    for place, kinds in _kinds_counted().items():
        places.setdefault(frozenset(kinds), []).append(place)
    for some, where in places.items():
        done = completions(today).filter(course__kind__in=some, person=OuterRef(f"{prefix}person"))
        condition |= Q(Exists(done), **{f"{prefix}municipality__in": where})
    return condition


def _first(mentor: Mentor, courses: Iterable[Completed], kinds: Collection[str], today: date) -> Training | None:
    ways = [Training(row.on, row.course) for row in courses if row.kind in kinds]
    if mentor.trained_on and mentor.trained_on <= today:
        ways.append(Training(mentor.trained_on))
    return min(ways, key=lambda way: way.on, default=None)
