"""The wall: what is read and written only inside a scope."""

import pytest

from mentornett.core.scoping import EVERYONE, OutsideScopeError, Scope, current_scope, inside
from mentornett.network.models import Submission, Team
from tests.cast import Cast

READS = [
    lambda: list(Team.objects.all()),
    lambda: Team.objects.exists(),
    lambda: Team.objects.exclude(pk=1).exists(),
    lambda: Team.objects.count(),
    lambda: Team.objects.first(),
    lambda: Team.objects.filter(pk=1).explain(),
    lambda: Team.objects.filter(pk=1).update(name="x"),
    lambda: Team.objects.filter(pk=1).delete(),
    lambda: list(Team.objects.values_list("name")),
    lambda: list(Team.objects.raw("SELECT * FROM network_team")),
    lambda: Team.objects.aggregate(),
    lambda: Team.objects.in_bulk([1]),
    lambda: list(Team.objects.select_related("network").iterator()),
]


@pytest.mark.parametrize("read", READS)
@pytest.mark.django_db
def test_walled_table_outside_any_scope_raises(read: object) -> None:
    with pytest.raises(OutsideScopeError):
        read()  # type: ignore[operator]


def test_scope_of_municipality_shows_only_its_rows(cast: Cast) -> None:
    with inside(Scope(municipalities=frozenset({cast.flesberg.pk}))):
        assert list(Team.objects.all()) == [cast.team]
        assert Team.objects.filter(pk=cast.neighbour_team.pk).first() is None


def test_scope_of_organiser_shows_all_its_teams(cast: Cast) -> None:
    with inside(Scope(organisers=frozenset({cast.nord.pk}))):
        assert set(Team.objects.all()) == {cast.team, cast.neighbour_team}


def test_empty_scope_shows_nothing(cast: Cast) -> None:
    with inside(Scope(person=cast.coordinator.pk)):
        assert not Team.objects.exists()


def test_reverse_manager_is_filtered(cast: Cast) -> None:
    with inside(Scope(municipalities=frozenset({cast.flesberg.pk}))):
        assert set(cast.network.teams.all()) == {cast.team}


def test_row_of_another_municipality_cannot_be_created(cast: Cast) -> None:
    with inside(Scope(municipalities=frozenset({cast.flesberg.pk}))), pytest.raises(OutsideScopeError):
        Team.objects.create(network=cast.network, name="Nytt", joined=cast.today, municipality=cast.roros)


def test_bulk_create_of_another_municipality_is_refused(cast: Cast) -> None:
    row = Team(network=cast.network, name="Nytt", joined=cast.today, municipality=cast.roros)
    with inside(Scope(municipalities=frozenset({cast.flesberg.pk}))), pytest.raises(OutsideScopeError):
        Team.objects.bulk_create([row])


def test_row_cannot_point_across_the_wall(cast: Cast) -> None:
    with inside(EVERYONE), pytest.raises(OutsideScopeError):
        Submission.objects.create(
            team=cast.neighbour_team, assignment=cast.assignment_3, organiser=cast.nord, municipality=cast.flesberg
        )


def test_inside_restores_the_outer_scope(db: None) -> None:
    with inside(EVERYONE):
        with inside(Scope(person=1)):
            assert current_scope() == Scope(person=1)
        assert current_scope() == EVERYONE
    assert current_scope() is None
