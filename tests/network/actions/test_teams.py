"""Teams are taken in, paused, ended; their municipality with them."""

from datetime import date, timedelta

import pytest

from mentornett.core.models import AuditEntry
from mentornett.network import actions
from mentornett.network.jobs import end_due_pauses
from mentornett.network.models import Participation, Submission, Team
from tests.cast import Cast

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _everywhere(everyone: None) -> None:
    """Look at everything."""


def _create(cast: Cast, joined: date, name: str = "Ny") -> Team:
    return actions.create_team(
        network=cast.network, municipality=cast.moss, name=name, joined=joined, by=cast.leader, now=cast.now
    )


def test_first_team_makes_its_municipality_a_participant(cast: Cast) -> None:
    team = _create(cast, cast.network.starts)
    row = Participation.objects.get(network=cast.network, municipality=cast.moss)
    assert (row.joined, row.left, team.organiser) == (cast.network.starts, None, cast.nord)
    assert AuditEntry.objects.filter(verb="team.created", object_id=str(team.pk)).count() == 1


def test_second_team_of_a_municipality_is_the_same_participant(cast: Cast) -> None:
    _create(cast, cast.network.starts)
    _create(cast, cast.today, name="Ny 2")
    assert Participation.objects.filter(network=cast.network, municipality=cast.moss).count() == 1


def test_late_joiner_owes_only_what_falls_due_after_it_came(cast: Cast) -> None:
    team = _create(cast, date(2026, 1, 15))
    assert list(Submission.objects.filter(team=team).values_list("assignment", flat=True)) == [cast.assignment_3.pk]


def test_pause_and_resume_change_the_state_and_keep_the_reason(cast: Cast) -> None:
    actions.pause_team(
        team=cast.team, reason="Sykdom i ledelsen", starts=cast.today - 5 * DAY, by=cast.coordinator, now=cast.now
    )
    assert cast.team.state == "paused"
    actions.resume_team(team=cast.team, on=cast.today, by=cast.coordinator, now=cast.now)
    pause = cast.team.pauses.get()
    assert (cast.team.state, pause.ends, pause.reason) == ("active", cast.today - DAY, "Sykdom i ledelsen")


def test_pause_that_is_regretted_the_same_day_leaves_nothing(cast: Cast) -> None:
    actions.pause_team(team=cast.team, reason="Feil", starts=cast.today, by=cast.coordinator, now=cast.now)
    actions.resume_team(team=cast.team, on=cast.today, by=cast.coordinator, now=cast.now)
    assert not cast.team.pauses.exists()


def test_pause_with_a_last_day_ends_by_itself_and_only_once(cast: Cast) -> None:
    actions.pause_team(
        team=cast.team, reason="Jul", starts=cast.today - 9 * DAY, ends=cast.today - DAY, by=cast.leader, now=cast.now
    )
    assert end_due_pauses(cast.today, cast.now) == 1
    cast.team.refresh_from_db()
    assert cast.team.state == "active"
    assert end_due_pauses(cast.today, cast.now) == 0


def test_pause_without_a_last_day_goes_on(cast: Cast) -> None:
    actions.pause_team(team=cast.team, reason="Jul", starts=cast.today - 9 * DAY, by=cast.leader, now=cast.now)
    assert end_due_pauses(cast.today, cast.now) == 0


def test_municipality_leaves_with_its_last_team(cast: Cast) -> None:
    first, second = _create(cast, cast.network.starts), _create(cast, cast.network.starts, name="Ny 2")
    actions.withdraw_team(team=first, reason="Sammenslåing", on=cast.today, by=cast.leader, now=cast.now)
    row = Participation.objects.get(network=cast.network, municipality=cast.moss)
    assert row.left is None
    actions.withdraw_team(team=second, reason="Sammenslåing", on=cast.today, by=cast.leader, now=cast.now)
    row.refresh_from_db()
    assert (row.left, row.left_reason, second.state) == (cast.today, "Sammenslåing", "withdrawn")


def test_completed_team_completes_its_municipality(cast: Cast) -> None:
    actions.complete_team(team=cast.team, on=cast.today, by=cast.leader, now=cast.now)
    assert (cast.team.state, cast.team.ended) == ("completed", cast.today)
    assert Participation.objects.get(network=cast.network, municipality=cast.flesberg).completed


def test_change_of_team_saves_only_what_was_meant(cast: Cast) -> None:
    Team.objects.filter(pk=cast.team.pk).update(service_area="Skrevet av en annen")
    actions.change_team(team=cast.team, by=cast.coordinator, now=cast.now, name="  Nytt\x00 navn ")
    cast.team.refresh_from_db()
    assert (cast.team.name, cast.team.service_area) == ("Nytt navn", "Skrevet av en annen")
