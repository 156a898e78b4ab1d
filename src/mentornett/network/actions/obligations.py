"""What each team answers for: one submission per team and assignment, made when either of them comes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from mentornett.core import audit
from mentornett.network.choices import GatheringState, TeamState
from mentornett.network.models import Assignment, Network, Submission, Team
from mentornett.network.queries.gatherings import due_of
from mentornett.network.rules.course import counts_for
from mentornett.questionnaires.models import AnswerSheet
from mentornett.tenants.models import Person


@transaction.atomic
def ensure_submissions(*, network: Network, now: datetime, by: Person | None = None, team: Team | None = None) -> int:
    """Make the submissions, with their answer sheets, that teams lack; return how many were made.

    A team answers only for what is due on or after the day it joined, and until it ended (A03). Assignments that are
    withdrawn, or wait because their gathering is cancelled, ask nothing. Running it again makes nothing new.
    """
    teams = Team.objects.filter(network=network, state__in=[TeamState.ACTIVE, TeamState.PAUSED])
    pairs = list(_missing(network, teams.filter(pk=team.pk) if team else teams))
    asked = [pair for pair in pairs if pair[1].questionnaire_version]
    made = AnswerSheet.objects.bulk_create(_sheet(team, work, now) for team, work in asked)
    sheets = {(team.pk, work.pk): sheet for (team, work), sheet in zip(asked, made, strict=True)}
    Submission.objects.bulk_create(
        Submission(
            team=team, assignment=work, sheet=sheets.get((team.pk, work.pk)), organiser_id=team.organiser_id,
            municipality_id=team.municipality_id,
        )
        for team, work in pairs
    )  # fmt: skip
    if pairs:
        audit.record(verb="submissions.made", on=team or network, by=by, now=now, details={"made": len(pairs)})
    return len(pairs)


def _sheet(team: Team, work: Assignment, now: datetime) -> AnswerSheet:
    return AnswerSheet(
        version=work.questionnaire_version, created_at=now, organiser_id=team.organiser_id,
        municipality_id=team.municipality_id,
    )  # fmt: skip


def _missing(network: Network, teams: Iterable[Team]) -> Iterable[tuple[Team, Assignment]]:
    there = set(Submission.objects.filter(assignment__network=network).values_list("team_id", "assignment_id"))
    rows = Assignment.objects.filter(network=network, withdrawn=False)
    rows = rows.select_related("gathering", "questionnaire_version")
    live = [row for row in rows if row.fixed_due or row.gathering.state != GatheringState.CANCELLED]
    for team in teams:
        for row in live:
            if (team.pk, row.pk) not in there and counts_for(due_of(row), team.joined, team.ended):
                yield team, row
