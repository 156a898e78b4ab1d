"""Groups of a network or a course, and their contracts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mentornett.competence.actions import groups as actions
from mentornett.competence.actions.enrolments import withdraw
from mentornett.competence.actions.meetings import ChangedMeanwhileError
from mentornett.competence.models import Agreement, Circle, Contract, Enrolment, Group, Membership
from mentornett.competence.permissions.circles import inside_own_circles, standing_in, standing_in_course
from mentornett.competence.queries.circles import members_of
from mentornett.competence.queries.groups import contract_of, contract_view, contracts_to_agree
from mentornett.core.models import AuditEntry
from mentornett.core.scoping import EVERYONE, Scope, inside
from mentornett.mentoring.queries.units import led_by_each_other
from mentornett.tenants.queries import scope_of
from tests.cast import Cast
from tests.circles_cast import divide_pool


@pytest.fixture
def crowd(cast: Cast) -> list[Membership]:
    """The pool with ten members, half of them from Røros."""
    people = [cast.people[name] for name in ("hr", "mentee", "new_hire", "union_rep", "ward_leader", "neighbour",
                                             "neighbour_mentor", "neighbour_mentee")]  # fmt: skip
    with inside(EVERYONE):
        for person in people:
            place = cast.roros if "nabo" in person.name.casefold() else cast.flesberg
            Membership.objects.create(
                circle=cast.pool, person=person, place=place, starts=cast.today, municipality=cast.flesberg
            )
        return list(members_of(cast.pool, cast.today))


def _sizes(cast: Cast) -> list[int]:
    return [row.memberships.count() for row in Group.objects.filter(circle=cast.pool).order_by("number")]


@pytest.mark.usefixtures("everyone", "crowd")
def test_members_are_divided_and_the_draw_can_be_made_again(cast: Cast) -> None:
    division = actions.Division(size=4, draw=7)
    actions.divide(circle=cast.pool, division=division, apart=[], by=cast.mentor, now=cast.now)
    first = dict(members_of(cast.pool, cast.today).values_list("person_id", "group__number"))
    assert sorted(_sizes(cast)) == [3, 3, 4]
    assert AuditEntry.objects.get(verb="circle_group.made").details == {
        "size": 4, "keep": False, "draw": 7, "groups": 3,
    }  # fmt: skip
    actions.divide(circle=cast.pool, division=division, apart=[], by=cast.mentor, now=cast.now)
    assert dict(members_of(cast.pool, cast.today).values_list("person_id", "group__number")) == first


@pytest.mark.usefixtures("everyone", "crowd")
def test_keeping_moves_nobody_and_places_the_newcomer(cast: Cast) -> None:
    actions.divide(circle=cast.pool, division=actions.Division(4), apart=[], by=cast.mentor, now=cast.now)
    before = dict(members_of(cast.pool, cast.today).values_list("person_id", "group"))
    Membership.objects.create(
        circle=cast.pool, person=cast.coordinator, place=cast.flesberg, starts=cast.today, municipality=cast.flesberg
    )
    keep = actions.Division(4, keep=True)
    actions.divide(circle=cast.pool, division=keep, apart=[], by=cast.mentor, now=cast.now)
    after = dict(members_of(cast.pool, cast.today).values_list("person_id", "group"))
    assert {key: after[key] for key in before} == before
    assert after[cast.coordinator.pk] in before.values()


@pytest.mark.usefixtures("everyone", "crowd")
def test_nobody_is_with_the_own_leader(cast: Cast) -> None:
    people = set(members_of(cast.pool, cast.today).values_list("person_id", flat=True))
    apart = led_by_each_other(people, {cast.flesberg.pk}, cast.today)
    assert (cast.mentee.pk, cast.ward_leader.pk) in apart
    left = actions.divide(circle=cast.pool, division=actions.Division(5), apart=apart, by=cast.mentor, now=cast.now)
    assert left == []
    where = dict(members_of(cast.pool, cast.today).values_list("person_id", "group"))
    assert all(where[one] != where[other] for one, other in apart)


@pytest.mark.usefixtures("everyone")
def test_pair_that_cannot_be_parted_is_named(cast: Cast) -> None:
    apart = [(cast.mentor.pk, cast.other_mentor.pk), (cast.mentor.pk, 0)]
    left = actions.divide(circle=cast.pool, division=actions.Division(4), apart=apart, by=cast.mentor, now=cast.now)
    assert [{one, other} for one, other in left] == [{cast.mentor, cast.other_mentor}]


@pytest.mark.usefixtures("everyone")
def test_group_gets_a_name_a_room_and_guests(cast: Cast) -> None:
    divide_pool(cast)
    actions.change_group(
        group=cast.group, name="Bjørka ", link="https://teams.example/b", guests=["Ola"], by=cast.mentor, now=cast.now
    )
    row = Group.objects.get(pk=cast.group.pk)
    assert (row.name, row.link, row.guests) == ("Bjørka", "https://teams.example/b", ["Ola"])


@pytest.mark.usefixtures("everyone")
def test_new_version_of_the_contract_asks_everybody_anew(cast: Cast) -> None:
    divide_pool(cast)
    members = list(members_of(cast.pool, cast.today))
    own = next(row for row in members if row.person == cast.other_mentor)
    view = contract_view(cast.pool, own, members)
    assert view is not None
    assert (view.mine, view.waiting, view.lines[0]) == (False, (cast.other_mentor,), "Vi lytter")
    actions.agree(contract=view.contract, by=cast.other_mentor, now=cast.now)
    actions.agree(contract=view.contract, by=cast.other_mentor, now=cast.now)
    assert Agreement.objects.filter(contract=view.contract).count() == 2
    actions.write_contract(circle=cast.pool, group=cast.group, text="Ny", since=1, by=cast.other_mentor, now=cast.now)
    mine = [row for row in members if row.person == cast.mentor]
    assert [row.version for row in contracts_to_agree(mine, cast.mentor)] == [2]
    assert contracts_to_agree([own], cast.other_mentor) == []


@pytest.mark.usefixtures("everyone")
def test_contract_of_two_writers_loses_nothing(cast: Cast) -> None:
    actions.write_contract(circle=cast.pool, group=None, text="Min", since=0, by=cast.mentor, now=cast.now)
    with pytest.raises(ChangedMeanwhileError):
        actions.write_contract(circle=cast.pool, group=None, text="Din", since=0, by=cast.other_mentor, now=cast.now)
    latest = contract_of(cast.pool, None)
    assert latest is not None
    assert latest.text == "Min"


def test_contract_is_read_from_inside_the_circle_alone(cast: Cast) -> None:
    with inside(EVERYONE):
        divide_pool(cast)
    with inside(Scope(person=cast.programme_leader.pk, municipalities=frozenset({cast.flesberg.pk}))):
        assert Group.objects.count() == 1
        assert not Contract.objects.exists()
        assert not Agreement.objects.exists()
    with inside(Scope(circles=frozenset({cast.pool.pk}))):
        assert (Contract.objects.count(), Agreement.objects.count()) == (1, 1)


def _scope(cast: Cast, name: str) -> Scope:
    return scope_of(cast.people[name].pk, cast.viewer(name).roles)


def test_participants_of_a_course_meet_across_municipalities(cast: Cast) -> None:
    with inside(_scope(cast, "guide")):
        circle = actions.circle_of_course(course=cast.course, by=cast.guide, now=cast.now)
        left = actions.divide(circle=circle, division=actions.Division(4), apart=[], by=cast.guide, now=cast.now)
        standing = standing_in(cast.viewer("guide"), circle.pk)
        assert standing is not None
        assert (standing.may_run, standing.membership, left) == (True, None, [])
    viewer = cast.viewer("neighbour_mentor")
    with inside(_scope(cast, "neighbour_mentor")), inside_own_circles(viewer):
        standing = standing_in_course(viewer, cast.course.pk)
        assert standing is not None
        assert not standing.may_run
        names = {row.person.name for row in members_of(standing.circle, cast.today)}
        assert names == {cast.mentor.name, cast.neighbour_mentor.name}
    with inside(_scope(cast, "programme_leader")):  # the municipality's participants are not the municipality's circle
        assert standing_in_course(cast.viewer("programme_leader"), cast.course.pk) is None


def test_who_withdraws_from_a_course_leaves_its_groups_at_once(cast: Cast) -> None:
    with inside(_scope(cast, "leader")):
        circle = actions.circle_of_course(course=cast.course, by=cast.leader, now=cast.now - timedelta(days=3))
    with inside(_scope(cast, "neighbour_mentor")):
        withdraw(enrolment=cast.neighbour_enrolment, by=cast.neighbour_mentor, now=cast.now)
        with inside_own_circles(cast.viewer("neighbour_mentor")):
            assert standing_in(cast.viewer("neighbour_mentor"), circle.pk) is None
    with inside(EVERYONE):
        assert [row.person for row in members_of(circle, cast.today)] == [cast.mentor]


@pytest.mark.usefixtures("everyone")
def test_participant_who_withdrew_is_taken_out_and_a_new_one_in(cast: Cast) -> None:
    circle = actions.circle_of_course(course=cast.course, by=cast.leader, now=cast.now)
    Enrolment.objects.filter(pk=cast.enrolment.pk).update(state="withdrawn")
    Enrolment.objects.create(
        course=cast.course, person=cast.other_mentor, state="seat", asked_at=cast.now, organiser=cast.nord,
        municipality=cast.flesberg,
    )  # fmt: skip
    assert actions.circle_of_course(course=cast.course, by=cast.leader, now=cast.now) == circle
    assert Circle.objects.filter(course=cast.course).count() == 1
    assert {row.person for row in members_of(circle, cast.today)} == {cast.other_mentor, cast.neighbour_mentor}
