"""Rosters as they are read: vacancies of many teams in few queries."""

from datetime import timedelta
from typing import Any

import pytest

from mentornett.network import queries
from mentornett.network.models import Team, TeamMember
from tests.cast import Cast


@pytest.fixture(autouse=True)
def _everywhere(everyone: None) -> None:
    """Look at everything."""


def test_vacancies_follow_who_holds_a_role_on_the_day(cast: Cast) -> None:
    TeamMember.objects.filter(team=cast.team, person=cast.team_leader).update(ends=cast.today)
    assert queries.vacancies_in([cast.team], cast.today)[cast.team.pk] == []
    after = queries.vacancies_in([cast.team], cast.today + timedelta(days=1))[cast.team.pk]
    assert [vacancy.key for vacancy in after] == ["leader"]
    assert after[0].decides


@pytest.mark.parametrize("state", ["paused", "completed", "withdrawn"])
def test_team_that_rests_or_has_ended_lacks_nobody(state: str, cast: Cast) -> None:
    TeamMember.objects.all().delete()
    cast.team.state = state
    assert queries.vacancies_in([cast.team], cast.today)[cast.team.pk] == []


def test_vacancies_of_many_teams_take_two_queries(cast: Cast, django_assert_num_queries: Any) -> None:
    for name in ("A", "B", "C"):
        Team.objects.create(
            network=cast.network, name=name, joined=cast.today, organiser=cast.nord, municipality=cast.flesberg
        )
    teams = list(Team.objects.all())
    with django_assert_num_queries(2):
        found = queries.vacancies_in(teams, cast.today)
    assert set(found) == {team.pk for team in teams}


def test_size_limits_are_the_network_s_own_and_else_the_documents(cast: Cast) -> None:
    cast.network.rules.all().delete()
    assert queries.size_limits(cast.network).maximum == 11
    cast.network.rules.create(key="team_size_max", value=9, severity="warn")
    limits = queries.size_limits(cast.network)
    assert (limits.minimum, limits.maximum, limits.severity) == (3, 9, "warn")


def test_person_with_two_roles_counts_once(cast: Cast) -> None:
    TeamMember.objects.create(
        team=cast.team, person=cast.union, role=cast.role_hr, starts=cast.team.joined, organiser=cast.nord,
        municipality=cast.flesberg,
    )  # fmt: skip
    assert queries.people_counts([cast.team], cast.today) == {cast.team.pk: 4}


def test_standing_text_fills_its_blanks_and_leaves_the_rest_alone() -> None:
    text = queries.standing_text(None, "digest.page", name="{team}", team="Team {x}", municipality="Røros")
    assert "Røros" in text.title
    assert "{municipality}" not in text.title
    with pytest.raises(KeyError):
        queries.standing_text(None, "digest.page", name="Kari")
