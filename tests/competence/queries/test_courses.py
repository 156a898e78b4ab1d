"""Counts that cross the wall, and what each person reads of courses."""

from __future__ import annotations

import pytest

from mentornett.competence.models import Enrolment
from mentornett.competence.permissions import courses as permissions
from mentornett.competence.queries.courses import completed_by, counts_by_municipality, left_for, places_in
from mentornett.competence.rules.courses import Places
from mentornett.core.scoping import EVERYONE, inside
from mentornett.tenants.queries import scope_of
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def _names(cast: Cast, person: str) -> set[str]:
    viewer = cast.viewer(person)
    with inside(scope_of(viewer.person.pk, viewer.roles)):
        return {row.person.name for row in permissions.enrolments_visible_to(viewer)}


def test_names_are_seen_by_those_who_run_the_course_and_by_the_own_leader_only(cast: Cast) -> None:
    both = {"Mona Mentor", "Marit Nabomentor nabohemmelighet"}
    assert _names(cast, "leader") == both
    assert _names(cast, "guide") == both
    assert _names(cast, "programme_leader") == {"Mona Mentor"}
    for nobody in ("other_guide", "hr", "mentor", "other_mentor", "ward_leader", "other_leader"):
        assert _names(cast, nobody) == set()


def test_responsible_who_no_longer_works_for_the_owner_runs_nothing(cast: Cast) -> None:
    with inside(EVERYONE):
        cast.guide.roles.update(ends=cast.today.replace(day=1))
        assert not permissions.may_run(cast.viewer("guide"), cast.course)


def test_places_are_counted_across_the_wall_as_numbers(cast: Cast) -> None:
    viewer = cast.viewer("mentor")
    with inside(scope_of(viewer.person.pk, viewer.roles)):
        places = places_in([cast.course])[cast.course.pk]
    assert dict(places.taken) == {cast.flesberg.pk: 1, cast.roros.pk: 1}


def test_counts_below_five_are_for_the_owner_and_the_own_municipality(cast: Cast) -> None:
    with inside(EVERYONE):
        Enrolment.objects.filter(pk=cast.neighbour_enrolment.pk).update(completed_on=cast.today)
        told = {row.municipality.name: row for row in counts_by_municipality(cast.course, owner=True)}
        others = counts_by_municipality(cast.course, owner=False, own=frozenset({cast.flesberg.pk}))
        read = {row.municipality.name: row for row in others}
    assert (told["Røros"].taken, told["Røros"].completed) == (1, 1)
    assert (read["Røros"].taken, read["Røros"].completed, read["Røros"].waiting) == (None, None, 0)
    assert read["Flesberg"].taken == 1


@pytest.mark.parametrize(
    ("mine", "left"), [([], 3), ([1], 0), ([1, 2], 3), ([9], 3)], ids=["none", "full", "two", "no quota"]
)
def test_left_for_is_the_most_that_one_of_the_own_municipalities_can_have(mine: list[int], left: int) -> None:
    assert left_for(Places(6, {1: 2, 2: 5}, {1: 2, 2: 1}), mine) == left


def test_left_for_has_no_limit_without_one() -> None:
    assert left_for(Places(None, {1: 2, 2: None}, {}), [1, 2]) is None


def test_completed_courses_are_read_from_their_day_on(cast: Cast) -> None:
    with inside(EVERYONE):
        Enrolment.objects.filter(pk=cast.enrolment.pk).update(completed_on=cast.today)
        person = cast.mentor.pk
        (done,) = completed_by([person], cast.today)[person]
        assert (done.course, done.kind, done.on) == (cast.course.name, "mentor_training", cast.today)
        assert completed_by([person], cast.today.replace(day=1)) == {}
