"""Who sees, books and cancels times for guidance."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from mentornett.core.scoping import Scope, inside
from mentornett.network.models import GuidanceTime, GuideAssignment, Team
from mentornett.network.permissions.work import coordinates, own_teams_of
from mentornett.network.queries.guidance_times import is_past
from mentornett.tenants.permissions import Viewer
from mentornett.tenants.queries import in_force


def own_times(viewer: Viewer) -> QuerySet[GuidanceTime]:
    """Return the times that one offers oneself, in order of time."""
    rows = GuidanceTime.objects.filter(person=viewer.person, organiser__in=viewer.staffed)
    rows = rows.select_related("team__municipality", "network", "person", "booked_by")
    return rows.order_by("on", "starts")


def booked_times(viewer: Viewer) -> QuerySet[GuidanceTime]:
    """Return what the teams that one takes part in have booked, in order of time."""
    own = own_teams_of(viewer).order_by().values("pk")
    rows = GuidanceTime.objects.filter(team__in=own).select_related("team__municipality", "network", "person")
    return rows.order_by("on", "starts")


def free_times(viewer: Viewer, teams: list[Team], now: datetime) -> dict[int, list[GuidanceTime]]:
    """Return the times that the guide of each of one's own teams offers and nobody has booked, by the team's id.

    A free time belongs to no municipality yet, so it is read in the organiser's scope; nothing about others is in it.
    """
    own = {team.pk: team for team in teams}
    pairs = list(GuideAssignment.objects.filter(in_force(viewer.today), team__in=own).values_list("team", "person"))
    organisers = frozenset(team.organiser_id or 0 for team in teams)
    with inside(Scope(organisers=organisers)):
        rows = GuidanceTime.objects.filter(
            Q(team__isnull=True), person__in=[guide for _team, guide in pairs], on__gte=viewer.today,
            network__in=[team.network_id for team in teams],
        )  # fmt: skip
        free = [row for row in rows.select_related("person", "network").order_by("on", "starts")]
    return {
        pk: [row for row in free if row.person_id == guide and row.network_id == own[pk].network_id
             and not is_past(row, now)]
        for pk, guide in pairs
    }  # fmt: skip


def may_book(viewer: Viewer, team: Team) -> bool:
    """Tell whether one may book, move and cancel for a team: its coordinators may."""
    return coordinates(viewer, team)
