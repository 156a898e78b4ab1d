"""Rosters: which roles are asked for, held and missing, and who has been in a team."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from mentornett.network.choices import Severity, TeamState
from mentornett.network.models import Network, Participation, RoleRule, Rule, Team, TeamMember, TeamPause
from mentornett.network.rules import roster as rules
from mentornett.tenants.queries import in_force, not_over

SIZE_KEYS = {
    "team_size_min": "minimum",
    "team_size_max": "maximum",
    "team_size_ideal_min": "ideal_minimum",
    "team_size_ideal_max": "ideal_maximum",
}


def role_needs(network_ids: Iterable[int]) -> dict[int, list[rules.RoleNeed]]:
    """Return each network's role catalogue as rules want it, in one query."""
    return {network_id: needs for network_id, (_phase, needs) in _catalogues(network_ids).items()}


def _catalogues(network_ids: Iterable[int]) -> dict[int, tuple[int | None, list[rules.RoleNeed]]]:
    """Return the position of each network's present phase, and its role catalogue; none for one without roles."""
    found: dict[int, tuple[int | None, list[rules.RoleNeed]]] = {}
    rows = RoleRule.objects.filter(network__in=set(network_ids)).order_by("position")
    columns = ("key", "label", "level", "severity", "decides", "from_phase__position")
    for network_id, phase, *need in rows.values_list("network_id", "network__phase__position", *columns):
        found.setdefault(network_id, (phase, []))[1].append(rules.RoleNeed(*need))
    return found


def vacancies_in(teams: Iterable[Team], today: date) -> dict[int, list[rules.Vacancy]]:
    """Return each team's empty roles today, by the team's id, in two queries whatever their number.

    A team that has ended or is paused lacks nobody.
    """
    every = list(teams)
    catalogues, held = _catalogues(team.network_id for team in every), _roles_held(every, today)
    found: dict[int, list[rules.Vacancy]] = {}
    for team in every:
        phase, needs = catalogues.get(team.network_id, (None, []))
        lacks = rules.vacancies(needs, held.get(team.pk, set()), phase) if team.state == "active" else []
        found[team.pk] = lacks
    return found


def _roles_held(teams: list[Team], today: date) -> dict[int, set[str]]:
    held: dict[int, set[str]] = {}
    rows = TeamMember.objects.filter(in_force(today), team__in=[team.pk for team in teams])
    for team_id, key in rows.values_list("team_id", "role__key"):
        held.setdefault(team_id, set()).add(key)
    return held


def size_limits(network: Network) -> rules.SizeLimits:
    """Return how large the network wants its teams; what it has not set is as the documents say (X05)."""
    rows = Rule.objects.filter(network=network, key__in=SIZE_KEYS)
    found: dict[str, Any] = {SIZE_KEYS[row.key]: row.value for row in rows if isinstance(row.value, int)}
    hardest = {row.severity for row in rows if row.key == "team_size_max"}
    return rules.SizeLimits(**found, severity=next(iter(hardest), "info"))


def roles_of(network: Network) -> QuerySet[RoleRule]:
    """Return the network's role catalogue in its own order."""
    return RoleRule.objects.filter(network=network).order_by("position", "pk")


def members_ever(team: Team) -> QuerySet[TeamMember]:
    """Return all memberships of a team, present and past, the newest first."""
    rows = TeamMember.objects.filter(team=team).select_related("person", "role", "unit")
    return rows.order_by("-starts", "role__position", "person__name_sort")


def continuity_of(team: Team, today: date) -> rules.Continuity:
    """Return how many of those who began with the team are there still."""
    rows = TeamMember.objects.filter(team=team).values_list("person_id", "starts", "ends")
    return rules.continuity([rules.Spell(*row) for row in rows], today)


def may_be_left(member: TeamMember, last: date) -> bool:
    """Tell whether a member's role may be left after a day: not one that stops when nobody else holds it (X07)."""
    role = member.role
    if role.severity != Severity.BLOCK or role.level not in rules.ASKED_FOR:
        return True
    others = TeamMember.objects.filter(in_force(last + timedelta(days=1)), team=member.team_id, role=role.pk)
    return others.exclude(pk=member.pk).exists()


def people_counts(teams: Iterable[Team], today: date) -> dict[int, int]:
    """Return how many people each team has today; somebody with two roles counts once."""
    found: dict[int, set[int]] = {}
    rows = TeamMember.objects.filter(in_force(today), team__in=list(teams)).values_list("team_id", "person_id")
    for team_id, person_id in rows:
        found.setdefault(team_id, set()).add(person_id)
    return {team_id: len(people) for team_id, people in found.items()}


def open_pause(team: Team, today: date) -> TeamPause | None:
    """Return the pause the team is in today."""
    rows = team.pauses.filter(starts__lte=today).filter(not_over(today))
    return rows.order_by("-starts").first()


def participation_of(team: Team) -> Participation | None:
    """Return the municipality's present membership of the team's network."""
    rows = Participation.objects.filter(network=team.network, municipality=team.municipality, left__isnull=True)
    return rows.order_by("-joined").first()


def teams_rested(today: date) -> list[Team]:
    """Return the paused teams whose pause has ended."""
    paused = Team.objects.filter(state=TeamState.PAUSED, pauses__isnull=False)
    resting = TeamPause.objects.filter(not_over(today)).values("team")
    return list(paused.exclude(pk__in=resting).distinct().order_by("pk"))
