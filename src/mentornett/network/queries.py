"""How networks, teams and their work are read."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, QuerySet

from mentornett.network.models import Gathering, GuideAssignment, Network, Submission, Team, TeamMember
from mentornett.tenants.queries import in_force


def members_today(today: date) -> QuerySet[TeamMember]:
    """Return the memberships in force, with person, role and unit."""
    rows = TeamMember.objects.filter(in_force(today)).select_related("person", "role", "unit")
    return rows.order_by("role__position", "person__name_sort")


def guides_today(today: date) -> QuerySet[GuideAssignment]:
    """Return the guide assignments in force, with the guide."""
    return GuideAssignment.objects.filter(in_force(today)).select_related("person")


def with_people(teams: QuerySet[Team], today: date) -> QuerySet[Team]:
    """Add today's members (`members_now`) and guides (`guides_now`) to teams, in two queries whatever their number."""
    return teams.select_related("municipality", "network", "sponsor").prefetch_related(
        Prefetch("members", queryset=members_today(today), to_attr="members_now"),
        Prefetch("guides", queryset=guides_today(today), to_attr="guides_now"),
    )


def course_of(network: Network) -> QuerySet[Gathering]:
    """Return a network's gatherings in order of time."""
    return Gathering.objects.filter(network=network).order_by("starts", "number")


def submissions_of(teams: QuerySet[Team]) -> QuerySet[Submission]:
    """Return the submissions of some teams with what is needed to show state and deadline."""
    rows = Submission.objects.filter(team__in=teams)
    return rows.select_related("team__municipality", "assignment__gathering", "assignment__network")
