"""Who has which role around a mentor programme, and which of them its project leader gives."""

from __future__ import annotations

from django.db.models import QuerySet

from mentornett.mentoring.permissions.people import REGISTRARS
from mentornett.tenants.choices import GIVEN_BY_PROJECT_LEADER, PROGRAMME_ROLES, RoleKind
from mentornett.tenants.models import Role, Unit
from mentornett.tenants.permissions import Viewer
from mentornett.tenants.queries import in_force, not_over

PAIRED = frozenset({RoleKind.MENTOR, RoleKind.MENTEE})  # they come and go with the registers


def local_roles_visible_to(viewer: Viewer) -> QuerySet[Role]:
    """Return the roles of today where one leads the programme, without mentors and mentees."""
    rows = Role.objects.filter(in_force(viewer.today), kind__in=PROGRAMME_ROLES - PAIRED)
    mine = rows.filter(municipality__in=viewer.municipalities_as(RoleKind.PROGRAMME_LEADER))
    return mine.select_related("person", "unit").order_by("kind", "person__name_sort", "pk")


def may_end_role(viewer: Viewer, role: Role) -> bool:
    """Tell whether one may end a role: those that a project leader gives, but never one's own."""
    return role.kind in GIVEN_BY_PROJECT_LEADER and role.person_id != viewer.person.pk


def units_staffed_by(viewer: Viewer) -> QuerySet[Unit]:
    """Return the units for which this person appoints leaders: project leader and human resources."""
    rows = Unit.objects.filter(municipality__in=viewer.municipalities_as(*REGISTRARS))
    return rows.select_related("municipality", "parent")


def unit_leaders_appointed_by(viewer: Viewer) -> QuerySet[Role]:
    """Return those who lead such a unit, now or from a day to come."""
    rows = Role.objects.filter(not_over(viewer.today), kind=RoleKind.UNIT_LEADER)
    mine = rows.filter(municipality__in=viewer.municipalities_as(*REGISTRARS))
    return mine.select_related("person", "unit__municipality").order_by("starts", "pk")


def may_appoint_oneself(viewer: Viewer, municipality_id: int | None) -> bool:
    """Tell whether one may make oneself the leader of a unit: who leads the programme sees the pairs already."""
    return municipality_id in viewer.municipalities_as(RoleKind.PROGRAMME_LEADER)


def places_without_measure_lead(viewer: Viewer) -> frozenset[int]:
    """Return the municipalities whose programme one leads and where nobody is measurement lead."""
    mine = viewer.municipalities_as(RoleKind.PROGRAMME_LEADER)
    if not mine:
        return frozenset()
    found = Role.objects.filter(in_force(viewer.today), kind=RoleKind.MEASURE_LEAD, municipality__in=mine)
    return mine - set(found.values_list("municipality", flat=True))
