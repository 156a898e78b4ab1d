"""Which mentors are trained: by a course that the programme counts, or by a day typed in the register."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from mentornett.competence.queries.courses import Completed, completed_by
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
    kinds: dict[int | None, set[str]] = {}
    places = {row.municipality_id for row in rows}
    for place, counted in Programme.objects.filter(municipality__in=places).values_list(
        "municipality", "training_kinds"
    ):
        kinds.setdefault(place, set()).update(counted)
    courses = completed_by({row.person_id for row in rows}, today)
    found = {
        row.pk: _first(row, courses.get(row.person_id, []), kinds.get(row.municipality_id, set()), today)
        for row in rows
    }
    return {pk: training for pk, training in found.items() if training}


def _first(mentor: Mentor, courses: Iterable[Completed], kinds: Collection[str], today: date) -> Training | None:
    ways = [Training(row.on, row.course) for row in courses if row.kind in kinds]
    if mentor.trained_on and mentor.trained_on <= today:
        ways.append(Training(mentor.trained_on))
    return min(ways, key=lambda way: way.on, default=None)
