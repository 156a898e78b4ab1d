"""Who sees whose hires, pairs and talks; the neighbour's are nowhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mentornett.core.scoping import inside
from mentornett.mentoring import permissions
from mentornett.mentoring.permissions.talks import talks_to_answer_for
from mentornett.mentoring.queries.units import nearest_leader
from mentornett.tenants.queries import scope_of
from tests.cast import Cast

SEEN: dict[Callable[[Any], Any], dict[str, str]] = {
    permissions.employments_visible_to: {
        "programme_leader": "employment new_employment", "hr": "employment new_employment",
        "ward_leader": "employment new_employment", "other_ward_leader": "", "mentor": "", "mentee": "",
        "union_rep": "", "coordinator": "", "leader": "", "neighbour_programme_leader": "neighbour_employment",
    },
    permissions.mentors_visible_to: {
        "programme_leader": "mentor_row other_mentor_row", "hr": "mentor_row other_mentor_row",
        "ward_leader": "mentor_row", "other_ward_leader": "other_mentor_row", "mentor": "", "union_rep": "",
        "neighbour_programme_leader": "neighbour_mentor_row",
    },
    permissions.pairs_visible_to: {
        "programme_leader": "pair", "hr": "", "ward_leader": "pair", "other_ward_leader": "", "mentor": "pair",
        "mentee": "pair", "other_mentor": "", "new_hire": "", "union_rep": "", "coordinator": "",
        "neighbour_mentor": "neighbour_pair",
    },
    talks_to_answer_for: {
        "programme_leader": "", "hr": "", "ward_leader": "talk_3", "other_ward_leader": "",
        "mentor": "talk_1 talk_2", "mentee": "talk_1 talk_2 talk_3", "other_mentor": "", "union_rep": "",
    },
    permissions.programmes_run_by: {"programme_leader": "programme", "hr": "", "ward_leader": "", "mentor": ""},
    permissions.programmes_visible_to: {
        "programme_leader": "programme", "hr": "programme", "mentee": "programme", "union_rep": "programme",
        "coordinator": "", "leader": "", "neighbour_mentee": "neighbour_programme",
    },
}  # fmt: skip
CASES = [(function, person, seen) for function, people in SEEN.items() for person, seen in people.items()]


@pytest.mark.parametrize(("function", "person", "seen"), CASES)
def test_each_sees_what_is_theirs(function: Callable[[Any], Any], person: str, seen: str, cast: Cast) -> None:
    viewer = cast.viewer(person)
    with inside(scope_of(viewer.person.pk, viewer.roles)):
        assert set(function(viewer)) == {cast.things[name] for name in seen.split()}


def test_nearest_leader_is_never_the_person_themselves(cast: Cast, everyone: None) -> None:
    assert nearest_leader(cast.employment, cast.today, apart_from=()) == cast.ward_leader
    assert nearest_leader(cast.employment, cast.today, apart_from=(cast.ward_leader.pk,)) is None
    assert permissions.units_led_by(cast.viewer("ward_leader")) == {cast.ward.pk}


def test_role_as_mentor_opens_no_team(cast: Cast) -> None:
    assert cast.viewer("mentor").municipalities == frozenset()
