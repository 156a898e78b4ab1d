"""Who may see and change people and roles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from mentornett.tenants.choices import LEADING_ROLES, MUNICIPALITY_ROLES, READING_ROLES, STAFF_ROLES, RoleKind
from mentornett.tenants.models import Organiser, Person, Role, Unit
from mentornett.tenants.queries import in_force


def organisers_led(roles: Iterable[Role]) -> set[int]:
    """Return the organisers in which these roles let one run networks (network leader, operative group)."""
    return {role.organiser_id for role in roles if role.organiser_id and role.kind in LEADING_ROLES}


def organisers_staffed(roles: Iterable[Role]) -> set[int]:
    """Return the organisers whose teams these roles let one follow (leaders and guides)."""
    return {role.organiser_id for role in roles if role.organiser_id and role.kind in STAFF_ROLES}


def municipalities_of(roles: Iterable[Role]) -> set[int]:
    """Return the municipalities in whose teams these roles take part; a mentor or mentee does not by being that."""
    return {role.municipality_id for role in roles if role.municipality_id and role.kind in MUNICIPALITY_ROLES}


def may_invite_to_organiser(roles: Iterable[Role], organiser_id: int) -> bool:
    """Tell whether one may invite colleagues to an organiser: network leaders may."""
    return any(role.organiser_id == organiser_id and role.kind == RoleKind.NETWORK_LEADER for role in roles)


def people_visible_to(person: Person, today: date) -> QuerySet[Person]:
    """Return oneself and those who have a role today inside one's own scope."""
    inside_scope = Role.objects.filter(in_force(today)).values("person_id")
    return (Person.objects.filter(pk__in=inside_scope) | Person.objects.filter(pk=person.pk)).order_by("name_sort")


def units_visible_to() -> QuerySet[Unit]:
    """Return the units inside one's scope."""
    return Unit.objects.select_related("parent", "municipality").order_by("municipality_id", "parent_id", "name")


@dataclass(frozen=True)
class Viewer:
    """Somebody looking at a page today: the person, their roles, and what those open."""

    person: Person
    roles: tuple[Role, ...]
    today: date

    @cached_property
    def led(self) -> frozenset[int]:
        """Organisers whose networks this person runs."""
        return frozenset(organisers_led(self.roles))

    @cached_property
    def staffed(self) -> frozenset[int]:
        """Organisers whose teams this person follows, as leader or guide."""
        return frozenset(organisers_staffed(self.roles))

    @cached_property
    def municipalities(self) -> frozenset[int]:
        """Municipalities in whose teams this person takes part."""
        return frozenset(municipalities_of(self.roles))

    def municipalities_as(self, *kinds: RoleKind) -> frozenset[int]:
        """Municipalities in which this person has one of these roles."""
        return frozenset(r.municipality_id for r in self.roles if r.municipality_id and r.kind in kinds)

    @cached_property
    def units_led(self) -> frozenset[int]:
        """Units whose leader this person is; those below them are not among them."""
        return frozenset(r.unit_id for r in self.roles if r.unit_id and r.kind == RoleKind.UNIT_LEADER)

    @cached_property
    def reading(self) -> frozenset[int]:
        """Organisers for which this person reads what they are given: reference group and experts."""
        return frozenset(r.organiser_id for r in self.roles if r.organiser_id and r.kind in READING_ROLES)


def organisers_with_people_led_by(viewer: Viewer) -> list[Organiser]:
    """Return the organisers to which one may invite colleagues: those of network leaders."""
    led = {role.organiser_id for role in viewer.roles if may_invite_to_organiser([role], role.organiser_id or 0)}
    return list(Organiser.objects.filter(pk__in=[pk for pk in led if pk]).order_by("name"))


def roles_ahead_of(viewer: Viewer) -> QuerySet[Role]:
    """Return one's own roles that begin on a later day, the first first."""
    rows = Role.objects.filter(person=viewer.person, starts__gt=viewer.today)
    return rows.select_related("organiser", "municipality").order_by("starts", "pk")


def staff_roles_visible_to(viewer: Viewer) -> QuerySet[Role]:
    """Return the roles in force today at the organisers whose staff one belongs to."""
    rows = Role.objects.filter(in_force(viewer.today), organiser__in=viewer.staffed)
    return rows.select_related("person", "organiser").order_by("organiser_id", "kind", "person__name_sort")
