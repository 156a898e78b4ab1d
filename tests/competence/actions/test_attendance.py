"""Who was there, tasks done, and completing a course with a certificate."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from mentornett.competence.actions.attendance import complete, note_everyone, note_one, say_done, undo_everyone
from mentornett.competence.actions.courses import HasAttendanceError, make_series, remove_session
from mentornett.competence.models import Attendance, Certificate, Enrolment, ModuleDone
from mentornett.competence.queries.certificates import digest_of
from mentornett.competence.queries.courses import participants
from mentornett.core.models import AuditEntry
from mentornett.tenants.models import Letter
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everyone")]


def _there(cast: Cast) -> set[int]:
    return set(Attendance.objects.filter(session=cast.session_1).values_list("enrolment_id", flat=True))


def _ready(cast: Cast) -> list[Enrolment]:
    return [row.enrolment for row in participants(Enrolment.objects.order_by("pk"), cast.course) if row.ready]


def test_noting_one_twice_is_once_and_writes_one_row_in_the_log(cast: Cast) -> None:
    for _ in range(2):
        note_one(session=cast.session_1, enrolment=cast.neighbour_enrolment, there=True, by=cast.guide, now=cast.now)
    assert _there(cast) == {cast.enrolment.pk, cast.neighbour_enrolment.pk}
    assert AuditEntry.objects.filter(verb="attendance.noted").count() == 1


def test_noting_one_can_be_taken_back(cast: Cast) -> None:
    note_one(session=cast.session_1, enrolment=cast.enrolment, there=False, by=cast.guide, now=cast.now)
    assert _there(cast) == set()


def test_everyone_notes_those_who_are_not_noted_and_undo_takes_back_only_them(cast: Cast) -> None:
    assert note_everyone(session=cast.session_1, by=cast.guide, now=cast.now) == 1
    assert len(_there(cast)) == 2
    assert undo_everyone(session=cast.session_1, by=cast.guide, now=cast.now + timedelta(minutes=1)) == 1
    assert _there(cast) == {cast.enrolment.pk}


def test_everyone_leaves_out_those_on_the_waiting_list(cast: Cast) -> None:
    Enrolment.objects.filter(pk=cast.neighbour_enrolment.pk).update(state="waiting")
    assert note_everyone(session=cast.session_2, by=cast.guide, now=cast.now) == 1


def test_undo_with_nothing_noted_takes_back_nothing(cast: Cast) -> None:
    assert undo_everyone(session=cast.session_2, by=cast.guide, now=cast.now) == 0


def test_tasks_are_said_done_once_and_taken_back(cast: Cast) -> None:
    for _ in range(2):
        say_done(enrolment=cast.enrolment, module=cast.course_module, done=True, by=cast.mentor, now=cast.now)
    assert ModuleDone.objects.count() == 1
    say_done(enrolment=cast.enrolment, module=cast.course_module, done=False, by=cast.mentor, now=cast.now)
    assert not ModuleDone.objects.exists()


def test_participant_is_ready_with_enough_sessions_and_all_tasks(cast: Cast) -> None:
    assert _ready(cast) == []
    say_done(enrolment=cast.enrolment, module=cast.course_module, done=True, by=cast.mentor, now=cast.now)
    assert _ready(cast) == [cast.enrolment]


def test_follow_up_seminars_do_not_count(cast: Cast) -> None:
    cast.course.least_sessions = None
    cast.course.save()
    make_series(
        course=cast.course, title="Oppfølging", first=cast.today, months=6, times=4, by=cast.leader, now=cast.now
    )
    standing = participants(Enrolment.objects.all(), cast.course)[0].standing
    assert (standing.sessions, standing.needed) == (2, 2)


def test_complete_gives_a_certificate_with_what_it_says_and_a_letter(cast: Cast) -> None:
    cast.course.credits = 15
    cast.course.save()
    row = Enrolment.objects.select_related("course__organiser").get(pk=cast.enrolment.pk)
    (made,) = complete(course=cast.course, enrolments=[row], by=cast.leader, now=cast.now)
    cast.course.name = "Et annet navn"
    cast.course.save()
    kept = Certificate.objects.get(pk=made.pk)
    assert kept.facts["course"] == "Digitale samlinger for mentorer"
    assert kept.facts["sessions"] == [{"on": "2026-03-05", "title": "Økt 1"}]
    assert kept.digest == digest_of(kept.number, kept.facts)
    assert kept.number.startswith("2026-")
    assert kept.number in Letter.objects.get(to_person=cast.mentor).text
    assert row.completed_on == cast.today
    assert _ready(cast) == []


def test_changed_certificate_no_longer_fits_its_fingerprint(cast: Cast) -> None:
    row = Enrolment.objects.get(pk=cast.enrolment.pk)
    (made,) = complete(course=cast.course, enrolments=[row], by=cast.leader, now=cast.now)
    assert digest_of(made.number, {**made.facts, "credits": "60"}) != made.digest


def test_only_somebody_with_a_place_can_have_completed(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Enrolment.objects.filter(pk=cast.enrolment.pk).update(completed_on=cast.today, state="withdrawn")


def test_session_that_somebody_was_at_stays(cast: Cast) -> None:
    with pytest.raises(HasAttendanceError):
        remove_session(session=cast.session_1, by=cast.leader, now=cast.now)
    remove_session(session=cast.session_2, by=cast.leader, now=cast.now)
    assert not cast.course.sessions.filter(pk=cast.session_2.pk).exists()
