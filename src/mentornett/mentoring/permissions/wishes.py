"""Who may wish for whom. A wish is seen by nobody but the one who has it."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet

from mentornett.mentoring.models import Employment, Mentor, Wish
from mentornett.mentoring.permissions.people import pairs_of
from mentornett.mentoring.queries.matching import without_mentor
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Municipality
from mentornett.tenants.permissions import Viewer
from mentornett.tenants.queries import in_force

BEGINS_SOON = timedelta(days=30)


def wishes_of(viewer: Viewer) -> QuerySet[Wish]:
    """Return this person's own wishes; nobody else ever reads them."""
    return Wish.objects.filter(by=viewer.person).select_related("about").order_by("rather_not", "about__name_sort")


def places_to_wish_in(viewer: Viewer) -> QuerySet[Municipality]:
    """Return the municipalities in which this person is mentor or newly hired."""
    mine = viewer.municipalities_as(RoleKind.MENTOR, RoleKind.MENTEE)
    return Municipality.objects.filter(pk__in=mine).order_by("name_sort")


def people_to_wish_for(viewer: Viewer, municipality: Municipality) -> list[tuple[int, str]]:
    """Return whom this person can wish for: mentors for a new hire; own and coming mentees for a mentor."""
    found: dict[int, str] = {}
    if municipality.pk in viewer.municipalities_as(RoleKind.MENTEE):
        mentors = Mentor.objects.filter(in_force(viewer.today), municipality=municipality)
        for row in mentors.select_related("person", "unit"):
            found[row.person_id] = f"{row.person.name}, {row.unit.name}" if row.unit else row.person.name
    if municipality.pk in viewer.municipalities_as(RoleKind.MENTOR):
        soon = viewer.today + BEGINS_SOON
        hires = Employment.objects.filter(municipality=municipality)
        for hire in without_mentor(hires, viewer.today).filter(first_day__lte=soon):
            found[hire.person_id] = f"{hire.person.name}, {hire.unit.name}"
        for pair in pairs_of(viewer).filter(municipality=municipality, mentor__person=viewer.person):
            found[pair.mentee_id] = f"{pair.mentee.name}, {pair.employment.unit.name}"
    found.pop(viewer.person.pk, None)
    return sorted(found.items(), key=lambda item: item[1])
