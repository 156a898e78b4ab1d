"""A substitute sees the plan and the talks of their own days, and never what was written before."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mentornett.core.scoping import Scope, inside
from mentornett.mentoring.actions.notes import write_note
from mentornett.mentoring.actions.pairs import PairError, change_mentor, end_pair, resume_pair
from mentornett.mentoring.actions.second_mentors import add_second
from mentornett.mentoring.actions.talks import Answer, answer_talk
from mentornett.mentoring.choices import PairEnd, PairRole, TalkState
from mentornett.mentoring.models import Mentor, Note, Pair, Talk, TimeUsed
from mentornett.mentoring.permissions.talks import notes_of, talks_to_answer_for, tasks_to_sign
from mentornett.mentoring.queries.leaving import can_go_on
from mentornett.mentoring.queries.talks import other_in
from mentornett.tenants.models import Person
from mentornett.tenants.permissions import Viewer
from mentornett.tenants.queries import roles_today
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("everyone")
DAY = timedelta(days=1)


def _viewer(cast: Cast, person: Person) -> Viewer:
    return Viewer(person, tuple(roles_today(person.pk, cast.today)), cast.today)


def _add(cast: Cast, role: PairRole = PairRole.SUBSTITUTE, days: int = 9, mentor: Mentor | None = None) -> Pair:
    return add_second(
        pair=cast.pair, mentor=mentor or cast.other_mentor_row, role=role, starts=cast.today,
        ends=cast.today + days * DAY, by=cast.programme_leader, now=cast.now,
    )  # fmt: skip


def test_substitute_sees_only_the_talks_of_their_days(cast: Cast) -> None:
    viewer = _viewer(cast, cast.other_mentor)
    assert not talks_to_answer_for(viewer).exists()
    _add(cast)
    Talk.objects.filter(pk=cast.talk_3.pk).update(kind="mentor")
    assert list(talks_to_answer_for(viewer).values_list("number", flat=True)) == [2]  # open from 4 to 19 March
    assert tasks_to_sign(viewer).exists()


def test_substitute_reads_no_note_of_the_pair_and_the_mentor_none_of_theirs(cast: Cast) -> None:
    second = _add(cast)
    assert not notes_of(_viewer(cast, cast.other_mentor)).exists()
    write_note(pair=second, text="Bare for oss", shared=True, by=cast.other_mentor, now=cast.now)
    owners = set(Note.objects.filter(pair=second).values_list("owner", flat=True))
    assert owners == {cast.other_mentor.pk, cast.mentee.pk}
    with inside(Scope(person=cast.mentor.pk)):
        assert not Note.objects.filter(pair=second).exists()


def test_mentee_meets_the_substitute_in_the_period_and_the_mentor_after(cast: Cast) -> None:
    _add(cast)
    mentee = _viewer(cast, cast.mentee)
    Talk.objects.filter(pk=cast.talk_2.pk).update(agreed_at=cast.now + 2 * DAY)
    assert other_in(talks_to_answer_for(mentee).get(pk=cast.talk_2.pk), cast.mentee) == cast.other_mentor
    Talk.objects.filter(pk=cast.talk_2.pk).update(agreed_at=cast.now + 20 * DAY)
    assert other_in(talks_to_answer_for(mentee).get(pk=cast.talk_2.pk), cast.mentee) == cast.mentor


def test_time_is_counted_for_the_one_who_was_there(cast: Cast) -> None:
    _add(cast)
    answer_talk(talk=cast.talk_2, answer=Answer(TalkState.HELD), by=cast.other_mentor, now=cast.now)
    people = set(TimeUsed.objects.filter(talk=cast.talk_2).values_list("person", flat=True))
    assert people == {cast.other_mentor.pk, cast.mentee.pk}


def test_one_of_each_at_a_time_and_nobody_beside_themselves(cast: Cast) -> None:
    _add(cast)
    with pytest.raises(PairError, match="taken"):
        _add(cast, PairRole.CO_MENTOR)
    with pytest.raises(PairError, match="self"):
        _add(cast, mentor=cast.mentor_row)


def test_co_mentor_needs_a_place_and_a_substitute_does_not(cast: Cast) -> None:
    cast.other_mentor_row.places.create(places=0, starts=cast.today, municipality=cast.flesberg)
    with pytest.raises(PairError, match="full"):
        _add(cast, PairRole.CO_MENTOR)
    assert _add(cast).role == PairRole.SUBSTITUTE


@pytest.mark.parametrize("role", [PairRole.CO_MENTOR, PairRole.SUBSTITUTE])
def test_second_one_can_become_the_mentor(role: PairRole, cast: Cast) -> None:
    Mentor.objects.update(trained_on=cast.today)
    second = _add(cast, role)
    new = change_mentor(
        pair=cast.pair, mentor=cast.other_mentor_row, starts=cast.today + 3 * DAY, by=cast.programme_leader,
        now=cast.now,
    )  # fmt: skip
    second.refresh_from_db()
    assert (new.role, second.ends) == (PairRole.MAIN, cast.today + 2 * DAY)


def test_second_one_does_not_come_back_beside_another(cast: Cast) -> None:
    first = _add(cast, days=2)
    end_pair(pair=first, ends=cast.today, reason=PairEnd.OTHER, by=cast.programme_leader, now=cast.now)
    following = Mentor.objects.create(
        person=cast.hr, unit=cast.ward, profession="sykepleier", starts=cast.today, municipality=cast.flesberg
    )
    add_second(
        pair=cast.pair, mentor=following, role=PairRole.SUBSTITUTE, starts=cast.today + DAY,
        ends=cast.today + 5 * DAY, by=cast.programme_leader, now=cast.now,
    )  # fmt: skip
    first.refresh_from_db()
    assert not can_go_on(first, cast.today)
    with pytest.raises(PairError):
        resume_pair(pair=first, by=cast.programme_leader, now=cast.now)
