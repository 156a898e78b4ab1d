"""Courses on «Now»: for the participant, the one who runs a course, and the project leader."""

from __future__ import annotations

from datetime import timedelta

from mentornett.competence.models import Attendance, CourseSession, Enrolment
from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.actions.calls import nominate, save_call
from tests.cast import Cast
from tests.conftest import LogIn


def _now(log_in: LogIn, person: str) -> str:
    return log_in(person).get("/na/").text


def test_session_soon_is_a_thing_to_do_and_a_later_one_comes(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        CourseSession.objects.filter(pk=cast.session_2.pk).update(on=cast.today + timedelta(days=3))
        CourseSession.objects.create(course=cast.course, title="Senere økt", on=cast.today + timedelta(days=20))
        CourseSession.objects.create(course=cast.course, title="Langt fram", on=cast.today + timedelta(days=90))
    page = _now(log_in, "mentor")
    assert "Kurs: Økt 2" in page
    assert "Senere økt" in page
    assert "Langt fram" not in page
    assert "Økt 2" not in _now(log_in, "other_mentor")


def test_attendance_is_asked_for_until_it_is_noted(cast: Cast, log_in: LogIn) -> None:
    words = "Noter hvem som var på økten"
    assert words not in _now(log_in, "guide")
    with inside(EVERYONE):
        Attendance.objects.all().delete()
    assert words in _now(log_in, "guide")
    assert words not in _now(log_in, "other_guide")
    assert words not in _now(log_in, "mentor")


def test_project_leader_is_asked_about_sign_ups_and_answers_to_calls(cast: Cast, log_in: LogIn) -> None:
    assert "Si ja eller nei" not in _now(log_in, "programme_leader")
    with inside(EVERYONE):
        Enrolment.objects.filter(pk=cast.enrolment.pk).update(state="asked")
        call = save_call(
            municipality=cast.flesberg, title="Vi søker", text="", least_months=None, professions=[],
            guidance_wanted=False, closes_on=None, by=cast.programme_leader, now=cast.now,
        )  # fmt: skip
        nominate(
            call=call, language="nb", now=cast.now, name="Ny", email="ny@flesberg.no", profession="sykepleier",
            practised_since=None, education="", guidance=False, why="", proposed_by="",
        )  # fmt: skip
    page = _now(log_in, "programme_leader")
    assert "Si ja eller nei" in page
    assert "Én vil være mentor" in page
    assert "Én vil være mentor" not in _now(log_in, "neighbour_programme_leader")
    assert "Én vil være mentor" not in _now(log_in, "hr")
