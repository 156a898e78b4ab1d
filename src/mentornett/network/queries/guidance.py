"""Guides and their load, reviews, leave to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from mentornett.core.text import in_language
from mentornett.network.models import (
    Assignment,
    GuideAssignment,
    Network,
    ReadingGrant,
    ReviewNote,
    Submission,
    Team,
)
from mentornett.tenants.choices import READING_ROLES, STAFF_ROLES
from mentornett.tenants.models import Person, Role
from mentornett.tenants.queries import in_force


@dataclass(frozen=True)
class Load:
    """A guide and the teams that he or she guides today."""

    person: Person
    teams: Sequence[Team]
    waiting: int  # reports sent and not answered


def people_with(network: Network, kinds: frozenset[str], today: date) -> list[Person]:
    """Return those who have one of these roles at the network's organiser today, by name."""
    rows = Role.objects.filter(in_force(today), organiser=network.organiser_id, kind__in=kinds)
    people = {row.person_id: row.person for row in rows.select_related("person")}
    return sorted(people.values(), key=lambda person: person.name_sort)


def possible_guides(network: Network, today: date) -> list[Person]:
    """Return those who may guide a team: the organiser's leaders and guides."""
    return people_with(network, frozenset(STAFF_ROLES), today)


def possible_readers(network: Network, today: date) -> list[Person]:
    """Return those who may be given something to read: reference group and experts."""
    return people_with(network, frozenset(READING_ROLES), today)


def loads_of(network: Network, teams: QuerySet[Team], today: date) -> list[Load]:
    """Return each possible guide with teams and unanswered reports, in a fixed number of queries."""
    rows = GuideAssignment.objects.filter(in_force(today), team__in=teams.order_by())
    by_person: dict[int, list[Team]] = {}
    for row in rows.select_related("team__municipality").order_by("team__municipality__name_sort", "team__name"):
        by_person.setdefault(row.person_id, []).append(row.team)
    waiting = list(Submission.objects.filter(team__in=teams.order_by(), state="sent").values_list("team_id", flat=True))
    return [
        Load(person, own := by_person.get(person.pk, []), sum(waiting.count(team.pk) for team in own))
        for person in possible_guides(network, today)
    ]


def guides_ever(team: Team) -> QuerySet[GuideAssignment]:
    """Return all who have guided a team, the newest first, with what they handed over."""
    return GuideAssignment.objects.filter(team=team).select_related("person").order_by("-starts", "-pk")


def current_guides(team: Team) -> QuerySet[GuideAssignment]:
    """Return who guides a team until further notice: one or none."""
    return GuideAssignment.objects.filter(team=team, ends__isnull=True).select_related("person")


def reviews_of(team: Team) -> QuerySet[ReviewNote]:
    """Return what the operative group has thought of a team, the newest first."""
    rows = ReviewNote.objects.filter(team=team).select_related("gathering__network", "by")
    return rows.order_by("-gathering__starts")


def grants_in(network: Network) -> QuerySet[ReadingGrant]:
    """Return all leave to read in a network, the newest first."""
    rows = ReadingGrant.objects.filter(network=network).select_related("person", "assignment__gathering")
    return rows.order_by("-ends", "person__name_sort", "pk")


def readable_assignments(network: Network) -> list[tuple[int, str]]:
    """Return the assignments with a form, which can be given to readers, as id and title in order of time."""
    rows = Assignment.objects.filter(network=network, withdrawn=False, questionnaire_version__isnull=False)
    return [(row.pk, in_language(row.title)) for row in rows.order_by("gathering__starts", "due_offset", "pk")]


def assignment_in(network: Network, assignment_id: int) -> Assignment:
    """Return one of a network's assignments. Raises Assignment.DoesNotExist."""
    return Assignment.objects.select_related("network", "gathering").get(network=network, pk=assignment_id)
