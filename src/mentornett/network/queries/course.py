"""Networks, teams, and who is in them today."""

from __future__ import annotations

from datetime import date
from functools import cache

from django.db.models import Prefetch, QuerySet

from mentornett.core.text import in_language
from mentornett.network.models import Gathering, GuideAssignment, Network, Submission, Team, TeamMember
from mentornett.network.template.reader import read_template
from mentornett.network.template.shapes import LabelTemplate
from mentornett.tenants.queries import in_force


def members_today(today: date) -> QuerySet[TeamMember]:
    """Return the memberships in force, with person, role and unit."""
    rows = TeamMember.objects.filter(in_force(today)).select_related("person", "role", "unit")
    return rows.order_by("role__position", "person__name_sort")


def roles_held(today: date) -> QuerySet[TeamMember]:
    """Return the memberships in force with no more than the role and since when."""
    rows = TeamMember.objects.filter(in_force(today)).select_related("role").order_by("role__position")
    return rows.only("team", "starts", "role__key", "role__decides")


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


@cache
def built_in_labels() -> dict[str, LabelTemplate]:
    """Return the words that a network may replace with its own, by key."""
    return {label.key: label for label in read_template().labels}


def label_of(network: Network | None, key: str, *, many: bool = False) -> str:
    """Return the network's own word for a thing, else the built-in one, in the reader's language.

    Raises KeyError for a key that is not in the template.
    """
    built_in = built_in_labels()[key]
    own = (network.labels if network else {}).get(key) or {}
    return in_language(own.get("many" if many else "one") or (built_in.plural if many else built_in.singular))
