"""Whether somebody learns beside the work: at courses, or in a network that meets."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q

from mentornett.competence.models import Enrolment, Membership
from mentornett.tenants.queries import in_force


def learns(municipality_id: int | None, since: date, today: date, person: str = "person") -> Q:
    """Return the condition that somebody was at a course since a day, or is in a network of the municipality now.

    `person` leads to whom it is about. Networks of others are left out: not everybody who counts sees them.
    """
    days = (since, today)
    courses = Enrolment.objects.filter(person=OuterRef(person), municipality=municipality_id)
    courses = courses.filter(Q(completed_on__range=days) | Q(attendances__session__on__range=days))
    circles = Membership.objects.filter(in_force(today), person=OuterRef(person), municipality=municipality_id)
    return Q(Exists(courses)) | Q(Exists(circles.filter(circle__closed_on__isnull=True)))
