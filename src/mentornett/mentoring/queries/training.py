"""Which mentors are trained: by a course that the programme counts, or by a day typed in the register."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
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
    return kinds_by_place(Programme.objects.values_list("municipality", "training_kinds"))


def kinds_by_place(programmes: Iterable[tuple[int | None, Collection[str]]]) -> dict[int | None, set[str]]:
    """Return which kinds of courses count in each municipality, from the `training_kinds` of its programmes."""
    kinds: dict[int | None, set[str]] = {}
    for place, counted in programmes:
        kinds.setdefault(place, set()).update(counted)
    return kinds


def is_trained(today: date, prefix: str = "", kinds: Mapping[int | None, Collection[str]] | None = None) -> Q:
    """Return the condition that `training_of` has something to say about a mentor; `prefix` leads to the mentor.

    `kinds` are those of `kinds_by_place`, where the programmes inside the scope have been read already.
    """
    condition = Q(**{f"{prefix}trained_on__lte": today})
    places: dict[frozenset[str], list[int | None]] = {}
    for place, counted in (_kinds_counted() if kinds is None else kinds).items():
        places.setdefault(frozenset(counted), []).append(place)
    for some, where in places.items():
        done = completions(today).filter(course__kind__in=some, person=OuterRef(f"{prefix}person"))
        condition |= Q(Exists(done), **{f"{prefix}municipality__in": where})
    return condition


def _first(mentor: Mentor, courses: Iterable[Completed], kinds: Collection[str], today: date) -> Training | None:
    ways = [Training(row.on, row.course) for row in courses if row.kind in kinds]
    if mentor.trained_on and mentor.trained_on <= today:
        ways.append(Training(mentor.trained_on))
    return min(ways, key=lambda way: way.on, default=None)
