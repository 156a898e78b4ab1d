"""Talks: held, moved, not held; answered twice, late and by both; times proposed and agreed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mentornett.core.models import AuditEntry
from mentornett.mentoring.actions import talks as actions
from mentornett.mentoring.actions.hires import begin_leave
from mentornett.mentoring.actions.pairs import end_pair
from mentornett.mentoring.choices import PairEnd, TalkState
from mentornett.mentoring.models import Talk, TimeUsed
from mentornett.tenants.models import Letter
from tests.cast import NOW, TODAY, Cast

pytestmark = pytest.mark.usefixtures("everyone")

HELD = actions.Answer(TalkState.HELD)
AT = NOW + timedelta(days=3)


def fresh(cast: Cast) -> Talk:
    return Talk.objects.get(pk=cast.talk_2.pk)


def propose(cast: Cast, place: str = "Rom 2") -> Talk:
    return actions.propose_time(talk=cast.talk_2, at=AT, place=place, by=cast.mentor, now=NOW, tell=cast.mentee)


def test_held_talk_counts_as_time_of_both(cast: Cast) -> None:
    actions.answer_talk(talk=cast.talk_2, answer=HELD, by=cast.mentee, now=NOW)
    row = fresh(cast)
    assert (row.state, row.held_on, row.said_by) == ("held", TODAY, cast.mentee)
    assert {used.person for used in TimeUsed.objects.filter(talk=row, minutes=45)} == {cast.mentor, cast.mentee}


def test_the_same_answer_twice_and_by_both_is_one_answer(cast: Cast) -> None:
    for by in (cast.mentee, cast.mentee, cast.mentor):
        actions.answer_talk(talk=cast.talk_2, answer=HELD, by=by, now=NOW)
    assert fresh(cast).said_by == cast.mentee
    assert AuditEntry.objects.filter(verb="talk.noted").count() == 1
    assert TimeUsed.objects.count() == 2


def test_a_late_answer_holds_and_keeps_the_day_that_was_agreed(cast: Cast) -> None:
    Talk.objects.filter(pk=cast.talk_2.pk).update(agreed_at=NOW)
    actions.answer_talk(talk=cast.talk_2, answer=HELD, by=cast.mentor, now=NOW + timedelta(days=90))
    assert fresh(cast).held_on == TODAY


def test_answer_that_waited_for_a_connection_holds_for_the_day_on_which_it_was_tapped(cast: Cast) -> None:
    said = NOW - timedelta(days=2)
    actions.answer_talk(talk=cast.talk_2, answer=replace(HELD, said=said), by=cast.mentor, now=NOW)
    assert (fresh(cast).held_on, fresh(cast).said_at) == (TODAY - timedelta(days=2), said)


@pytest.mark.parametrize(("days", "counts_as"), [(400, 14), (-3, 0)])
def test_clock_of_a_phone_can_be_wrong(days: int, counts_as: int, cast: Cast) -> None:
    said = NOW - timedelta(days=days)
    actions.answer_talk(talk=cast.talk_2, answer=replace(HELD, said=said), by=cast.mentor, now=NOW)
    assert fresh(cast).held_on == TODAY - timedelta(days=counts_as)


def test_what_was_said_after_a_tap_holds_though_the_tap_comes_later(cast: Cast) -> None:
    answer = actions.Answer(TalkState.NOT_HELD)
    actions.answer_talk(talk=cast.talk_2, answer=answer, by=cast.mentee, now=NOW)
    late = replace(HELD, said=NOW - timedelta(hours=1))
    actions.answer_talk(talk=cast.talk_2, answer=late, by=cast.mentor, now=NOW + timedelta(hours=1))
    assert (fresh(cast).state, fresh(cast).said_by) == ("not_held", cast.mentee)


def test_answer_can_be_taken_back(cast: Cast) -> None:
    actions.answer_talk(talk=cast.talk_2, answer=HELD, by=cast.mentor, now=NOW)
    actions.answer_talk(talk=cast.talk_2, answer=actions.Answer(TalkState.PLANNED), by=cast.mentor, now=NOW)
    assert (fresh(cast).state, fresh(cast).held_on, TimeUsed.objects.count()) == ("planned", None, 0)


def test_reason_is_optional_and_stands_in_no_log(cast: Cast) -> None:
    answer = actions.Answer(TalkState.NOT_HELD, reason="Syk")
    actions.answer_talk(talk=cast.talk_2, answer=answer, by=cast.mentor, now=NOW)
    assert fresh(cast).reason == "Syk"
    assert "Syk" not in str(list(AuditEntry.objects.values_list("details", flat=True)))


def test_agreed_time_reaches_both_calendars_and_a_later_one_moves_the_same_event(cast: Cast) -> None:
    propose(cast)
    assert Letter.objects.get(kind="talk_proposed").to_person == cast.mentee
    actions.accept_time(talk=cast.talk_2, at=AT, by=cast.mentee, now=NOW)
    later = AT + timedelta(days=1)
    actions.propose_time(talk=cast.talk_2, at=later, place="Rom 5", by=cast.mentee, now=NOW, tell=cast.mentor)
    assert (fresh(cast).agreed_at, fresh(cast).place) == (AT, "Rom 2"), "what is agreed stands until the other says yes"
    actions.accept_time(talk=cast.talk_2, at=later, by=cast.mentor, now=NOW)
    assert (fresh(cast).agreed_at, fresh(cast).place) == (later, "Rom 5")
    calendars = [
        letter.calendar for letter in Letter.objects.filter(kind="talk_agreed", to_person=cast.mentor).order_by("pk")
    ]
    assert all(f"UID:talk-{cast.talk_2.pk}@mentornett" in text for text in calendars)
    assert ["SEQUENCE:1" in calendars[0], "SEQUENCE:2" in calendars[1]] == [True, True]


def agreed(cast: Cast) -> Talk:
    propose(cast)
    return actions.accept_time(talk=cast.talk_2, at=AT, by=cast.mentee, now=NOW)


def test_agreed_time_that_falls_away_is_taken_out_of_both_calendars(cast: Cast) -> None:
    agreed(cast)
    end_pair(pair=cast.pair, ends=TODAY, reason=PairEnd.MENTEE_LEFT, by=cast.programme_leader, now=NOW)
    letters = list(Letter.objects.filter(kind="talk_cancelled"))
    assert {letter.to_person for letter in letters} == {cast.mentor, cast.mentee}
    for letter in letters:
        for line in ("METHOD:CANCEL", f"UID:talk-{cast.talk_2.pk}@mentornett", "SEQUENCE:2", "STATUS:CANCELLED"):
            assert line in letter.calendar
    assert fresh(cast).agreed_at is None


def test_time_within_a_leave_is_called_off_and_one_outside_stands(cast: Cast) -> None:
    agreed(cast)
    leave = {"hire": cast.employment, "by": cast.hr, "now": NOW}
    begin_leave(starts=TODAY + timedelta(days=5), ends=TODAY + timedelta(days=9), **leave)
    assert not Letter.objects.filter(kind="talk_cancelled").exists()
    begin_leave(starts=TODAY + timedelta(days=2), ends=TODAY + timedelta(days=4), **leave)
    assert Letter.objects.filter(kind="talk_cancelled").count() == 2


def test_time_that_has_been_is_not_called_off(cast: Cast) -> None:
    agreed(cast)
    later = NOW + timedelta(days=30)
    end_pair(pair=cast.pair, ends=TODAY, reason=PairEnd.MENTEE_LEFT, by=cast.programme_leader, now=later)
    assert not Letter.objects.filter(kind="talk_cancelled").exists()


def test_own_proposal_and_one_that_was_changed_cannot_be_accepted(cast: Cast) -> None:
    with pytest.raises(actions.NothingProposedError):
        actions.accept_time(talk=cast.talk_2, at=AT, by=cast.mentee, now=NOW)
    propose(cast)
    for by, at in ((cast.mentor, AT), (cast.mentee, AT + timedelta(hours=1))):
        with pytest.raises(actions.NothingProposedError):
            actions.accept_time(talk=cast.talk_2, at=at, by=by, now=NOW)


def test_another_day_can_be_named(cast: Cast) -> None:
    answer = actions.Answer(TalkState.HELD, date(2026, 3, 9))
    actions.answer_talk(talk=cast.talk_2, answer=answer, by=cast.mentor, now=NOW)
    assert fresh(cast).held_on == date(2026, 3, 9)


@pytest.mark.parametrize(
    ("answer", "called_off"),
    [
        (actions.Answer(TalkState.NOT_HELD), True),
        (actions.Answer(TalkState.HELD), True),  # today, and not on the day that was agreed
        (actions.Answer(TalkState.HELD, on=AT.date()), False),
    ],
)
def test_answer_before_the_agreed_time_calls_it_off_in_both_calendars(
    cast: Cast, answer: actions.Answer, called_off: bool
) -> None:
    agreed(cast)
    actions.answer_talk(talk=cast.talk_2, answer=answer, by=cast.mentor, now=NOW)
    told = {
        letter.to_person for letter in Letter.objects.filter(kind="talk_cancelled", calendar__contains="SEQUENCE:2")
    }
    assert told == ({cast.mentor, cast.mentee} if called_off else set())
    assert (fresh(cast).agreed_at is None) == called_off


def test_answer_after_the_agreed_time_tells_nobody(cast: Cast) -> None:
    agreed(cast)
    answer = actions.Answer(TalkState.NOT_HELD)
    actions.answer_talk(talk=cast.talk_2, answer=answer, by=cast.mentor, now=AT + timedelta(hours=1))
    assert not Letter.objects.filter(kind="talk_cancelled").exists()


def test_proposal_whose_time_has_been_cannot_be_accepted(cast: Cast) -> None:
    propose(cast)
    with pytest.raises(actions.NothingProposedError):
        actions.accept_time(talk=cast.talk_2, at=AT, by=cast.mentee, now=AT + timedelta(minutes=1))
