"""Facts about guidance that several tests build on."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from mentornett.network.models import (
    Comment,
    ContactLog,
    GuideAssignment,
    ProgressScore,
    ReadingGrant,
    Submission,
    Team,
)
from mentornett.tenants.models import Municipality, Person
from tests.cast import Cast


def place(row: Any) -> dict[str, Any]:
    """Return the wall values of a row, for a row that belongs beside it."""
    return {"organiser_id": row.organiser_id, "municipality_id": row.municipality_id}


def set_score(team: Team, by: str, value: str, on: date, submission: Submission | None = None) -> ProgressScore:
    """Store a level."""
    return ProgressScore.objects.create(
        team=team, by_kind=by, value=Decimal(value), on=on, reason="Fordi det er slik.", submission=submission,
        **place(team),
    )  # fmt: skip


def note_contact(team: Team, by: Person, on: date) -> ContactLog:
    """Store a contact."""
    return ContactLog.objects.create(team=team, on=on, form="phone", by=by, topics="Framdrift", **place(team))


def write_comment(submission: Submission, by: Person, cast: Cast, text: str = "Bra.", **more: Any) -> Comment:
    """Store a comment."""
    return Comment.objects.create(submission=submission, text=text, by=by, at=cast.now, **more, **place(submission))


def guide_team(team: Team, person: Person, starts: date) -> GuideAssignment:
    """Let somebody guide a team."""
    return GuideAssignment.objects.create(team=team, person=person, starts=starts, **place(team))


def give_leave(cast: Cast, days: int = 7, **more: Any) -> ReadingGrant:
    """Let the expert read the second assignment for some days; fewer than none is a leave that has ended."""
    return ReadingGrant.objects.create(
        network=cast.network, assignment=cast.assignment_2, person=cast.expert, organiser=cast.nord,
        starts=cast.today - timedelta(days=30), ends=cast.today + timedelta(days=days), **more,
    )  # fmt: skip


def add_teams(cast: Cast, number: int, first: int = 0) -> list[Team]:
    """Add more teams to the network, each in a municipality of its own, with a report that is sent."""
    teams = []
    for at in range(first, first + number):
        municipality = Municipality.objects.create(
            number=f"9{at:03}", name=f"Prøvekommune {at}", county_number="99", county="Prøvefylke",
            valid_from=date(2024, 1, 1),
        )  # fmt: skip
        sides = {"organiser": cast.nord, "municipality": municipality}
        team = Team.objects.create(network=cast.network, name=f"Prøveteam {at}", joined=cast.network.starts, **sides)
        Submission.objects.create(
            team=team, assignment=cast.assignment_3, state="sent", sent_at=cast.now, sent_by=cast.neighbour, **sides
        )
        guide_team(team, cast.guide, cast.network.starts)
        note_contact(team, cast.guide, cast.today)
        set_score(team, "self", "2.0", cast.today)
        teams.append(team)
    return teams
