"""The waiting list of a course: whoever is next moves up when there is room, and is told."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mentornett.competence.actions.course_letters import tell_place
from mentornett.competence.choices.courses import SeatState
from mentornett.competence.models import Course, Enrolment
from mentornett.competence.queries.courses import owners_scope, places_in
from mentornett.competence.rules.courses import InLine, next_in_line
from mentornett.core.scoping import inside


@transaction.atomic
def move_up(*, course: Course, now: datetime) -> int:
    """Give the places there are to those who wait, in order; how many moved up.

    It is part of the deed that made room, which writes the audit row. The whole list is looked at, in the scope of
    those who own the course: the next one may be of another municipality than the one who withdrew.
    """
    with inside(owners_scope(course)):
        waiting = list(
            Enrolment.objects.filter(course=course, state=SeatState.WAITING)
            .select_related("person", "course")
            .order_by("asked_at", "pk")
        )
        if not waiting:
            return 0
        line = [InLine(row.pk, row.municipality_id or 0) for row in waiting]
        places = places_in([Course.objects.prefetch_related("quotas").get(pk=course.pk)])[course.pk]
        moved = set(next_in_line(line, places))
        for row in waiting:
            if row.pk in moved:
                row.state, row.decided_at = SeatState.SEAT, now
                row.save(update_fields=["state", "decided_at"])
                tell_place(row, now=now, from_line=True)
    return len(moved)
