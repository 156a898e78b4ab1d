"""A call for mentors: answered from outside, accepted into the register, declined with a letter."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from mentornett.core.models import AuditEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.actions.calls import (
    accept_nomination,
    decline_nomination,
    forget_old_answers,
    nominate,
    save_call,
)
from mentornett.mentoring.models import Mentor, MentorCall, Nomination
from mentornett.mentoring.queries.calls import call_with, free_with_guidance, nominations_of
from mentornett.tenants.models import Letter, Role
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def _call(cast: Cast, **more: Any) -> MentorCall:
    fields = {
        "title": "Vi søker mentorer", "text": "", "least_months": 12, "professions": [], "guidance_wanted": True,
        "closes_on": None,
    }  # fmt: skip
    with inside(EVERYONE):
        return save_call(municipality=cast.flesberg, by=cast.programme_leader, now=cast.now, **{**fields, **more})


def _answer(cast: Cast, call: MentorCall, **more: Any) -> Nomination:
    fields = {
        "name": "Ny Mentor", "email": "Ny.Mentor@flesberg.no", "profession": "sykepleier", "practised_since": None,
        "education": "", "guidance": True, "why": "", "proposed_by": "",
    }  # fmt: skip
    return nominate(call=call, language="nb", now=cast.now, **{**fields, **more})


def test_answer_from_outside_lies_in_the_municipality_of_the_call(cast: Cast) -> None:
    made = _answer(cast, _call(cast))
    with inside(EVERYONE):
        row = Nomination.objects.get(pk=made.pk)
        assert (row.municipality, row.email, row.state) == (cast.flesberg, "ny.mentor@flesberg.no", "new")
        assert AuditEntry.objects.get(verb="nomination.sent").person is None


def test_same_address_again_changes_the_answer_that_waits(cast: Cast) -> None:
    call = _call(cast)
    _answer(cast, call)
    _answer(cast, call, why="Jeg liker å lære bort")
    with inside(EVERYONE):
        assert Nomination.objects.get().why == "Jeg liker å lære bort"


@pytest.mark.parametrize(("days", "left"), [(182, 1), (183, 0)])
def test_answers_are_deleted_half_a_year_after_they_were_answered(days: int, left: int, cast: Cast) -> None:
    made = _answer(cast, _call(cast))
    with inside(EVERYONE):
        decline_nomination(nomination=made, by=cast.programme_leader, now=cast.now)
        assert forget_old_answers(cast.now + timedelta(days=days)) == 1 - left
        assert Nomination.objects.count() == left
        assert AuditEntry.objects.filter(verb="nomination.removed", person=None).count() == 1 - left


def test_answer_that_nobody_answered_goes_when_its_call_has_been_closed_for_half_a_year(cast: Cast) -> None:
    _answer(cast, _call(cast, closes_on=cast.today))
    _answer(cast, _call(cast), email="uten.frist@flesberg.no")
    with inside(EVERYONE):
        assert forget_old_answers(cast.now + timedelta(days=182)) == 0
        assert forget_old_answers(cast.now + timedelta(days=183)) == 1
        assert Nomination.objects.get().email == "uten.frist@flesberg.no"


def test_answer_that_was_answered_stays(cast: Cast) -> None:
    call = _call(cast)
    made = _answer(cast, call)
    with inside(EVERYONE):
        decline_nomination(nomination=made, by=cast.programme_leader, now=cast.now)
    assert _answer(cast, call, name="Et annet navn").name == "Ny Mentor"


def test_yes_enters_in_the_register_and_invites(cast: Cast, everyone: None) -> None:
    made = _answer(cast, _call(cast))
    mentor = accept_nomination(nomination=made, by=cast.programme_leader, now=cast.now)
    assert mentor is not None
    assert mentor.education == "Utdanning i veiledning"
    assert Role.objects.filter(person=mentor.person, kind="mentor", municipality=cast.flesberg).exists()
    letter = Letter.objects.get(to_email="ny.mentor@flesberg.no")
    assert "mentorregisteret" in letter.subject
    assert "/invitasjon/" in letter.text


def test_yes_to_somebody_in_the_register_changes_nothing_there(cast: Cast, everyone: None) -> None:
    made = _answer(cast, _call(cast), email=cast.mentor.email)
    assert accept_nomination(nomination=made, by=cast.programme_leader, now=cast.now) is None
    assert Mentor.objects.filter(person=cast.mentor).count() == 1
    assert Nomination.objects.get(pk=made.pk).state == "accepted"


def test_no_is_a_friendly_letter_and_makes_no_account(cast: Cast, everyone: None) -> None:
    made = _answer(cast, _call(cast))
    decline_nomination(nomination=made, by=cast.programme_leader, now=cast.now)
    letter = Letter.objects.get(to_email=made.email)
    assert letter.to_person is None
    assert "Takk" in letter.subject


def test_link_works_until_the_last_day(cast: Cast) -> None:
    call = _call(cast, closes_on=cast.today)
    assert call_with(call.secret, cast.today) == call
    assert call_with(call.secret, cast.today + timedelta(days=1)) is None
    assert call_with("finnes-ikke", cast.today) is None


def test_those_who_wait_stand_first_with_what_they_meet(cast: Cast, everyone: None) -> None:
    call = _call(cast)
    first = _answer(cast, call, practised_since=cast.today.replace(year=2020))
    _answer(cast, call, email="to@flesberg.no", practised_since=cast.today)
    decline_nomination(nomination=first, by=cast.programme_leader, now=cast.now)
    lines = nominations_of(call, cast.today)
    assert [line.met.months for line in lines] == [False, True]


def test_free_mentors_with_education_in_guidance_are_suggested(cast: Cast, everyone: None) -> None:
    rows = Mentor.objects.filter(municipality=cast.flesberg)
    assert free_with_guidance(rows, cast.today) == []
    rows.update(education="Videreutdanning i veiledning")
    assert cast.mentor_row in free_with_guidance(rows, cast.today)  # has one mentee of two
    rows.update(education="ABC")
    assert free_with_guidance(rows, cast.today) == []
