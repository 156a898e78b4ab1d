"""Signing up, the waiting list across municipalities, answers and withdrawals."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from mentornett.competence.actions.courses import change_course, set_quotas
from mentornett.competence.actions.enrolments import answer, sign_up, withdraw
from mentornett.competence.models import Enrolment
from mentornett.competence.queries.courses import places_in
from mentornett.core.models import AuditEntry
from mentornett.core.scoping import EVERYONE, Scope, inside
from mentornett.tenants.models import Letter, Person
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def _join(cast: Cast, person: Person, place: str = "flesberg", **more: Any) -> Enrolment:
    values = {"by": person, "approved": True, "now": cast.now, **more}
    return sign_up(course=cast.course, person=person, municipality=cast.things[place], **values)


def _mentor(cast: Cast, key: str) -> Person:
    person, _ = Person.objects.get_or_create(email=f"{key}@eksempel.no", defaults={"name": key.title()})
    return person


def _state(enrolment: Enrolment) -> str:
    with inside(EVERYONE):
        return str(Enrolment.objects.get(pk=enrolment.pk).state)


def test_sign_up_gives_a_place_and_a_letter(cast: Cast, everyone: None) -> None:
    made = _join(cast, cast.other_mentor)
    assert made.state == "seat"
    letter = Letter.objects.get(to_person=cast.other_mentor)
    assert "Digitale samlinger" in letter.subject
    assert f"/kompetanse/kurs/{cast.course.pk}/" in letter.text
    assert AuditEntry.objects.filter(verb="enrolment.made").count() == 1


def test_sign_up_waits_in_line_when_the_municipality_has_used_its_places(cast: Cast, everyone: None) -> None:
    _join(cast, cast.other_mentor)
    assert _join(cast, _mentor(cast, "tredje")).state == "waiting"
    assert _join(cast, _mentor(cast, "nabo"), "roros").state == "seat"


def test_sign_up_twice_is_once(cast: Cast, everyone: None) -> None:
    assert _join(cast, cast.mentor).pk == cast.enrolment.pk
    assert not Letter.objects.filter(to_person=cast.mentor).exists()


def test_sign_up_that_needs_a_yes_takes_no_place(cast: Cast, everyone: None) -> None:
    made = _join(cast, cast.other_mentor, approved=False)
    assert made.state == "asked"
    assert places_in([cast.course])[cast.course.pk].taken[cast.flesberg.pk] == 1


@pytest.mark.parametrize(("yes", "state"), [(True, "seat"), (False, "declined")])
def test_answer_gives_a_place_or_not_and_tells(cast: Cast, everyone: None, yes: bool, state: str) -> None:
    made = _join(cast, cast.other_mentor, approved=False)
    answer(enrolment=made, yes=yes, by=cast.programme_leader, now=cast.now)
    assert _state(made) == state
    assert Letter.objects.filter(to_person=cast.other_mentor).count() == 1


def test_answer_puts_in_line_when_the_places_are_taken_by_then(cast: Cast, everyone: None) -> None:
    made = _join(cast, cast.other_mentor, approved=False)
    _join(cast, _mentor(cast, "tredje"))
    answer(enrolment=made, yes=True, by=cast.programme_leader, now=cast.now)
    assert _state(made) == "waiting"


def test_withdraw_lets_the_next_of_another_municipality_up_across_the_wall(cast: Cast) -> None:
    with inside(EVERYONE):
        cast.course.seats = 2
        cast.course.save()
        next_one = _join(cast, _mentor(cast, "nabo"), "roros")
        later = _join(cast, cast.other_mentor, now=cast.now + timedelta(minutes=1))
        assert (next_one.state, later.state) == ("waiting", "waiting")
    with inside(Scope(person=cast.mentor.pk, municipalities=frozenset({cast.flesberg.pk}))):
        withdraw(enrolment=Enrolment.objects.get(pk=cast.enrolment.pk), by=cast.mentor, now=cast.now)
    assert _state(next_one) == "seat"
    assert _state(later) == "waiting"
    with inside(EVERYONE):
        assert Letter.objects.filter(to_person=next_one.person, subject__contains="fått plass").count() == 1
        assert not Letter.objects.filter(to_person=cast.mentor).exists()


def test_withdraw_by_the_leader_tells_the_mentor(cast: Cast, everyone: None) -> None:
    withdraw(enrolment=cast.enrolment, by=cast.programme_leader, now=cast.now)
    assert Letter.objects.filter(to_person=cast.mentor).count() == 1


def test_withdrawn_can_sign_up_again_last_in_line(cast: Cast, everyone: None) -> None:
    withdraw(enrolment=cast.enrolment, by=cast.mentor, now=cast.now)
    again = _join(cast, cast.mentor)
    assert again.pk != cast.enrolment.pk
    assert again.state == "seat"


def test_more_places_for_a_municipality_move_the_line(cast: Cast, everyone: None) -> None:
    _join(cast, cast.other_mentor)
    waiting = _join(cast, _mentor(cast, "tredje"))
    set_quotas(course=cast.course, quotas={cast.flesberg: 3, cast.roros: 2}, by=cast.leader, now=cast.now)
    assert _state(waiting) == "seat"


def test_more_places_in_all_move_the_line(cast: Cast, everyone: None) -> None:
    cast.course.seats = 2
    cast.course.save()
    waiting = _join(cast, cast.other_mentor)
    assert waiting.state == "waiting"
    change_course(course=cast.course, by=cast.leader, now=cast.now, responsible=cast.guide, seats=3)
    assert _state(waiting) == "seat"
