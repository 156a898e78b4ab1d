"""Teams: taken in, described, paused, ended."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from mentornett.core import audit
from mentornett.core.text import clean
from mentornett.network.actions.obligations import ensure_submissions
from mentornett.network.choices import TeamState
from mentornett.network.models import Network, Participation, Team, TeamPause
from mentornett.network.queries import participation_of
from mentornett.tenants.models import Municipality, Person


@transaction.atomic
def create_team(
    *,
    network: Network,
    municipality: Municipality,
    name: str,
    joined: date,
    by: Person,
    now: datetime,
    service_area: str = "",
) -> Team:
    """Take a team into a network; its municipality becomes a participant with the first one (A10, A11).

    A team that joins late owes only what falls due from `joined` on (A03).
    """
    team = Team(
        network=network, organiser=network.organiser, municipality=municipality, name=clean(name).strip(),
        service_area=clean(service_area).strip(), joined=joined,
    )  # fmt: skip
    team.save()
    if participation_of(team) is None:
        Participation(
            network=network, organiser=network.organiser, municipality=municipality, joined=joined
        ).save()  # fmt: skip
    ensure_submissions(network=network, team=team, by=by, now=now)
    audit.record(verb="team.created", on=team, by=by, now=now, details={"network": network.pk, "joined": str(joined)})
    return team


@transaction.atomic
def change_team(*, team: Team, by: Person, now: datetime, **fields: str) -> None:
    """Change how a team is described: name, service_area, expectations, contact_preference …"""
    for name, value in fields.items():
        setattr(team, name, clean(value).strip())
    team.save(update_fields=list(fields))
    audit.record(verb="team.changed", on=team, by=by, now=now, details={"fields": sorted(fields)})


@transaction.atomic
def pause_team(*, team: Team, reason: str, starts: date, by: Person, now: datetime, ends: date | None = None) -> None:
    """Ask nothing of a team for a while. A pause is not a failure (L10)."""
    TeamPause(
        team=team, organiser_id=team.organiser_id, municipality_id=team.municipality_id, starts=starts, ends=ends,
        reason=clean(reason).strip(),
    ).save()  # fmt: skip
    _set_state(team, TeamState.PAUSED)
    audit.record(verb="team.paused", on=team, by=by, now=now, details={"starts": str(starts), "ends": str(ends or "")})


@transaction.atomic
def resume_team(*, team: Team, on: date, by: Person | None, now: datetime) -> None:
    """Let a paused team go on from a day; its pause ends the day before, or is dropped when it had not begun."""
    for pause in team.pauses.filter(ends__isnull=True) | team.pauses.filter(ends__gte=on):
        if pause.starts >= on:
            pause.delete()
        else:
            pause.ends = date.fromordinal(on.toordinal() - 1)
            pause.save(update_fields=["ends"])
    _set_state(team, TeamState.ACTIVE)
    audit.record(verb="team.resumed", on=team, by=by, now=now, details={"on": str(on)})


@transaction.atomic
def withdraw_team(*, team: Team, reason: str, on: date, by: Person, now: datetime) -> None:
    """Note that a team leaves the network before its end; the municipality leaves with its last team."""
    _end(team, TeamState.WITHDRAWN, on)
    if not _others_of(team).exists() and (participation := participation_of(team)):
        participation.left, participation.left_reason = max(on, participation.joined), clean(reason).strip()
        participation.save(update_fields=["left", "left_reason"])
    audit.record(verb="team.withdrawn", on=team, by=by, now=now, details={"on": str(on)})


@transaction.atomic
def complete_team(*, team: Team, on: date, by: Person, now: datetime) -> None:
    """Note that a team has followed the network to its end."""
    _end(team, TeamState.COMPLETED, on)
    if participation := participation_of(team):
        participation.completed = True
        participation.save(update_fields=["completed"])
    audit.record(verb="team.completed", on=team, by=by, now=now, details={"on": str(on)})


def _end(team: Team, state: TeamState, on: date) -> None:
    team.state, team.ended = state, max(on, team.joined)
    team.save(update_fields=["state", "ended"])


def _set_state(team: Team, state: TeamState) -> None:
    team.state = state
    team.save(update_fields=["state"])


def _others_of(team: Team) -> QuerySet[Team]:
    rows = Team.objects.filter(network=team.network, municipality=team.municipality, ended__isnull=True)
    return rows.exclude(pk=team.pk)
