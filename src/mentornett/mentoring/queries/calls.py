"""How calls for mentors and nominations are read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from mentornett.competence.choices.courses import CourseKind
from mentornett.competence.queries.courses import completed_by
from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.models import Mentor, MentorCall, Nomination
from mentornett.mentoring.queries.capacity import capacities
from mentornett.mentoring.rules.calls import Asked, Met, met
from mentornett.tenants.queries import in_force

GUIDING = ("veiled", "rettlei", "guidance")  # in the name of an education


def call_with(secret: str, today: date) -> MentorCall | None:
    """Return the open call with this link. Only this one row is read across the wall."""
    with inside(EVERYONE):
        rows = MentorCall.objects.filter(secret=secret).exclude(closes_on__lt=today)
        return rows.select_related("municipality").first()


def is_over(call: MentorCall, today: date) -> bool:
    """Tell whether a call takes no more answers."""
    return call.closes_on is not None and call.closes_on < today


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody who was nominated, and how far they meet what the call asks for."""

    nomination: Nomination
    met: Met


def nominations_of(call: MentorCall, today: date) -> list[Line]:
    """Return those who were nominated, those who wait first."""
    asked = Asked(call.least_months, call.professions, call.guidance_wanted)
    rows = sorted(call.nominations.order_by("consent_at", "pk"), key=lambda row: row.state != "new")
    return [
        Line(
            row,
            met(
                asked, since=row.practised_since, profession=row.profession, guidance=row.guidance, today=today
            ),
        )
        for row in rows
    ]  # fmt: skip


def free_with_guidance(mentors: QuerySet[Mentor], today: date) -> list[Mentor]:
    """Return mentors with an education in guidance who can take a mentee (N40)."""
    rows = list(mentors.filter(in_force(today)))
    known = capacities(rows, today)
    guiding = _guiding(rows, today)
    return [row for row in rows if row.pk in guiding and known[row.pk].free]


def _guiding(rows: Iterable[Mentor], today: date) -> set[int]:
    mentors = list(rows)
    courses = completed_by({row.person_id for row in mentors}, today)
    by_course = {person for person, done in courses.items() if any(row.kind == CourseKind.GUIDANCE for row in done)}
    return {
        row.pk
        for row in mentors
        if row.person_id in by_course or any(word in row.education.casefold() for word in GUIDING)
    }
