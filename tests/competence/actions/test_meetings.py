"""Meetings of a mentor network: planned, moved, cancelled, counted, remembered."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from mentornett.competence.actions import meetings as actions
from mentornett.competence.models import Meeting, Present, Takeaway
from mentornett.core.models import AuditEntry
from mentornett.core.scoping import Scope, inside
from mentornett.tenants.models import Letter
from tests.cast import Cast
from tests.circles_cast import OSLO

pytestmark = pytest.mark.usefixtures("everyone")


def test_series_is_planned_in_norwegian_time_and_told_in_one_letter_each(cast: Cast) -> None:
    plan = actions.SeriesPlan(
        days=[date(2026, 3, 24), date(2026, 5, 26)], starts=time(14), minutes=90, topics=["Å lytte"], place="Salen"
    )
    first, second = actions.plan_series(circle=cast.pool, plan=plan, by=cast.mentor, now=cast.now)
    assert first.starts_at == datetime(2026, 3, 24, 14, tzinfo=OSLO)
    assert second.starts_at.astimezone(OSLO).hour == 14  # summer time has begun
    assert (first.topic, second.topic, second.place) == ("Å lytte", "", "Salen")
    letters = Letter.objects.filter(kind="circle_series")
    assert {letter.to_person for letter in letters} == {cast.mentor, cast.other_mentor}
    assert all(letter.calendar.count("BEGIN:VEVENT") == 2 for letter in letters)


def test_move_keeps_the_event_and_says_why(cast: Cast) -> None:
    to = cast.pool_next.starts_at + timedelta(days=1)
    actions.move_meeting(meeting=cast.pool_next, to=to, reason="Kurs ", by=cast.mentor, now=cast.now)
    row = Meeting.objects.get(pk=cast.pool_next.pk)
    assert (row.starts_at, row.reason, row.sequence) == (to, "Kurs", 1)
    letter = Letter.objects.filter(kind="circle_moved").first()
    assert letter is not None
    assert f"UID:{row.uid}@mentornett" in letter.calendar
    assert "SEQUENCE:1" in letter.calendar
    assert "METHOD:REQUEST" in letter.calendar
    assert "Kurs" in letter.text
    assert set(AuditEntry.objects.get(verb="circle_meeting.moved").details) == {"from", "to"}


def test_cancelled_meeting_can_be_planned_anew(cast: Cast) -> None:
    actions.cancel_meeting(meeting=cast.pool_next, reason="", by=cast.mentor, now=cast.now)
    letter = Letter.objects.filter(kind="circle_cancelled").first()
    assert letter is not None
    assert "METHOD:CANCEL" in letter.calendar
    assert "STATUS:CANCELLED" in letter.calendar
    to = cast.now + timedelta(days=30)
    actions.move_meeting(meeting=cast.pool_next, to=to, reason="", by=cast.mentor, now=cast.now)
    row = Meeting.objects.get(pk=cast.pool_next.pk)
    assert (row.state, row.sequence) == ("planned", 2)


def test_new_topic_changes_the_same_event_without_a_letter(cast: Cast) -> None:
    facts = actions.MeetingFacts(topic="Å si nei", prepare="Les side 3", place="Nord", minutes=60)
    actions.change_meeting(meeting=cast.pool_next, facts=facts, by=cast.mentor, now=cast.now)
    row = Meeting.objects.get(pk=cast.pool_next.pk)
    assert (row.topic, row.prepare, row.place, row.minutes, row.sequence) == ("Å si nei", "Les side 3", "Nord", 60, 1)
    assert not Letter.objects.exists()


def test_attendance_is_counted_and_can_be_corrected(cast: Cast) -> None:
    for present in ([cast.mentor, cast.other_mentor], [cast.mentor]):
        actions.note_present(meeting=cast.pool_next, present=present, by=cast.mentor, now=cast.now)
    row = Meeting.objects.get(pk=cast.pool_next.pk)
    assert (row.state, row.present, row.members) == ("held", 1, 2)
    assert [each.person for each in Present.objects.filter(meeting=row)] == [cast.mentor]


def test_nobody_came_counts_as_held_with_nobody(cast: Cast) -> None:
    actions.note_present(meeting=cast.pool_next, present=[], by=cast.mentor, now=cast.now)
    assert Meeting.objects.get(pk=cast.pool_next.pk).present == 0


def test_takeaway_of_two_at_once_loses_nothing(cast: Cast) -> None:
    seen = cast.takeaway.at.isoformat()
    actions.write_takeaway(meeting=cast.pool_held, text="Min", since=seen, by=cast.mentor, now=cast.now)
    with pytest.raises(actions.ChangedMeanwhileError):
        actions.write_takeaway(meeting=cast.pool_held, text="Din", since=seen, by=cast.other_mentor, now=cast.now)
    row = Takeaway.objects.get(meeting=cast.pool_held)
    assert (row.text, row.by) == ("Min", cast.mentor)


def test_first_takeaway_is_written_by_whoever_comes_first(cast: Cast) -> None:
    actions.write_takeaway(meeting=cast.pool_next, text="Først", since="", by=cast.other_mentor, now=cast.now)
    with pytest.raises(actions.ChangedMeanwhileError):
        actions.write_takeaway(meeting=cast.pool_next, text="Sist", since="", by=cast.mentor, now=cast.now)


def test_takeaway_and_attendance_stand_outside_every_other_scope(cast: Cast) -> None:
    home = Scope(person=cast.mentor.pk, municipalities=frozenset({cast.flesberg.pk}))
    with inside(home):
        assert not Takeaway.objects.exists()
        assert not Present.objects.exists()
    with inside(Scope(circles=frozenset({cast.pool.pk}))):
        assert (Takeaway.objects.count(), Present.objects.count()) == (1, 2)
