"""Every team gets what it answers for, and nothing from before it joined."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentornett.core.models import AuditEntry
from mentornett.network.actions.networks import create_network
from mentornett.network.actions.obligations import ensure_submissions
from mentornett.network.models import Network, Submission, Team
from mentornett.questionnaires.models import AnswerSheet
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("everyone")


def _network(cast: Cast) -> Network:
    return create_network(organiser=cast.nord, name="Nytt", starts=date(2026, 9, 3), by=cast.leader, now=cast.now)


def _team(cast: Cast, network: Network, joined: date, name: str = "Team") -> Team:
    team = Team(network=network, organiser=cast.nord, municipality=cast.roros, name=name, joined=joined)
    team.save()
    return team


def test_ensure_submissions_for_all_work_from_the_start(cast: Cast) -> None:
    network = _network(cast)
    team = _team(cast, network, network.starts.replace(year=2025))
    made = ensure_submissions(network=network, now=cast.now, by=cast.leader)
    assert made == network.assignments.count() == team.submissions.count()
    row = team.submissions.get(assignment__key="status_g3")
    assert row.state == "planned"
    assert row.sheet is not None
    assert row.sheet.version == row.assignment.questionnaire_version
    assert (row.municipality, row.sheet.municipality) == (cast.roros, cast.roros)


def test_task_without_form_has_no_sheet(cast: Cast) -> None:
    network = _network(cast)
    team = _team(cast, network, network.starts)
    ensure_submissions(network=network, now=cast.now)
    assert team.submissions.get(assignment__key="slogan").sheet is None


def test_late_joiner_answers_only_from_the_day_it_joined(cast: Cast) -> None:
    network = _network(cast)
    third = network.gatherings.get(number=3)
    team = _team(cast, network, third.starts)
    ensure_submissions(network=network, now=cast.now)
    keys = set(team.submissions.values_list("assignment__key", flat=True))
    assert {"film_start", "status_g2", "status_g3"}.isdisjoint(keys)
    assert {"progress_g3", "status_g4", "final_report"} <= keys


def test_ensure_submissions_again_makes_nothing(cast: Cast) -> None:
    network = _network(cast)
    _team(cast, network, network.starts)
    ensure_submissions(network=network, now=cast.now)
    entries = AuditEntry.objects.count()
    assert ensure_submissions(network=network, now=cast.now) == 0
    assert AuditEntry.objects.count() == entries


def test_withdrawn_work_and_cancelled_gathering_ask_nothing(cast: Cast) -> None:
    network = _network(cast)
    network.gatherings.filter(number=6).update(state="cancelled")
    network.assignments.filter(key="slogan").update(withdrawn=True)
    network.assignments.filter(key="spread_poster").update(fixed_due=date(2028, 1, 1))
    team = _team(cast, network, network.starts)
    ensure_submissions(network=network, now=cast.now)
    keys = set(team.submissions.values_list("assignment__key", flat=True))
    assert {"slogan", "status_g6"}.isdisjoint(keys)
    assert "spread_poster" in keys


def test_withdrawn_team_and_single_team(cast: Cast) -> None:
    network = _network(cast)
    gone = _team(cast, network, network.starts, "Borte")
    gone.state = "withdrawn"
    gone.save()
    one, two = _team(cast, network, network.starts, "En"), _team(cast, network, network.starts, "To")
    ensure_submissions(network=network, now=cast.now, team=one)
    assert (gone.submissions.count(), two.submissions.count()) == (0, 0)
    assert one.submissions.count() > 20


def test_ensure_submissions_asks_in_bulk(cast: Cast) -> None:
    counts = []
    for teams in (1, 3):
        network = _network(cast)
        for number in range(teams):
            _team(cast, network, network.starts, f"Team {number}")
        with CaptureQueriesContext(connection) as queries:
            ensure_submissions(network=network, now=cast.now)
        counts.append(len(queries))
    assert counts[1] - counts[0] <= 2  # SQLite inserts many rows in batches
    assert Submission.objects.filter(sheet__isnull=False).count() == AnswerSheet.objects.count()
