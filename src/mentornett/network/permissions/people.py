"""Who sees and changes members, questions from the top leader, and a municipality's own data."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from mentornett.core.scoping import Scope, inside
from mentornett.network.choices import TeamState
from mentornett.network.models import Participation, SponsorQuestion, Team, TeamMember
from mentornett.network.permissions.work import COORDINATING_ROLES, networks_visible_to, takes_part, teams_visible_to
from mentornett.tenants.models import Municipality, Unit
from mentornett.tenants.permissions import Viewer
from mentornett.tenants.queries import in_force


@dataclass(frozen=True)
class Participant:
    """A municipality's time in a network, and how many teams it has there."""

    participation: Participation
    teams: int


def members_visible_to(viewer: Viewer) -> QuerySet[TeamMember]:
    """Return memberships, present and past, of the teams one sees."""
    rows = TeamMember.objects.filter(team__in=teams_visible_to(viewer).order_by())
    return rows.select_related("person", "role", "unit", "team__municipality", "team__network__phase", "team__sponsor")


def own_memberships(viewer: Viewer) -> QuerySet[TeamMember]:
    """Return one's own memberships that are in force today."""
    rows = TeamMember.objects.filter(in_force(viewer.today), person=viewer.person)
    return rows.select_related("role", "team__municipality", "team__network", "team__organiser")


def questions_visible_to(viewer: Viewer) -> QuerySet[SponsorQuestion]:
    """Return what top leaders asked the teams one takes part in or follows as staff."""
    own = own_memberships(viewer).values("team")
    rows = SponsorQuestion.objects.filter(Q(team__in=own) | Q(organiser__in=viewer.staffed))
    return rows.select_related("team__municipality", "team__network", "asked_by", "answered_by")


def may_answer(viewer: Viewer, question: SponsorQuestion) -> bool:
    """Tell whether one may answer the top leader: members of the team may."""
    return takes_part(viewer, question.team)


def municipalities_of(viewer: Viewer) -> QuerySet[Municipality]:
    """Return the municipalities in which one has a role today."""
    return Municipality.objects.filter(pk__in=viewer.municipalities).order_by("name_sort")


def may_change_municipality(viewer: Viewer, municipality: Municipality | None) -> bool:
    """Tell whether one may change units and profile: coordinators and deputies of its teams may."""
    rows = TeamMember.objects.filter(in_force(viewer.today), person=viewer.person, municipality=municipality)
    return rows.filter(role__key__in=COORDINATING_ROLES).exists()


def units_visible_to(viewer: Viewer) -> QuerySet[Unit]:
    """Return the units of one's own municipalities."""
    rows = Unit.objects.filter(municipality__in=viewer.municipalities)
    return rows.select_related("municipality", "sponsor").order_by("name")


def participants_visible_to(viewer: Viewer, network_id: int) -> list[Participant]:
    """Return who takes part in a network that one sees; its members know of each other (A10, A13).

    Only names, dates and the profile that each municipality shows are read across the wall.
    """
    network = networks_visible_to(viewer).filter(pk=network_id).first()
    if network is None:
        return []
    with inside(Scope(organisers=frozenset({network.organiser_id}))):
        rows = list(
            Participation.objects.filter(network=network)
            .select_related("municipality", "network")
            .order_by("municipality__name_sort", "joined")
        )
        here = Team.objects.filter(network=network).exclude(state=TeamState.WITHDRAWN)
        places: list[int | None] = list(here.values_list("municipality", flat=True))
    return [Participant(row, places.count(row.municipality_id)) for row in rows]
