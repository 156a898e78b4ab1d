"""The milestone that the training of mentors began stands with the team's work; the organiser counts its own (G10)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mentornett.competence.models import Course, CourseSession, Enrolment
from mentornett.competence.queries.courses import first_training, trainings_began
from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.models import Assignment
from tests.cast import Cast
from tests.conftest import LogIn

BEGAN = "Opplæringen av mentorene deres begynte torsdag 5. mars, med «Digitale samlinger for mentorer»."


@pytest.mark.parametrize("page", ["/kommune/team/{}/", "/kommune/team/{}/oppgaver/"])
def test_team_reads_when_the_training_began_with_its_work(cast: Cast, log_in: LogIn, page: str) -> None:
    at = page.format(cast.team.pk)
    assert BEGAN in log_in("coordinator").get(at).content.decode()
    with inside(EVERYONE):
        CourseSession.objects.filter(pk=cast.session_1.pk).update(on=date(2026, 4, 2))
    assert "begynner torsdag 2. april" in log_in("coordinator").get(at).content.decode()
    with inside(EVERYONE):
        Enrolment.objects.filter(pk=cast.enrolment.pk).update(state="waiting")
    assert "Milepæl" not in log_in("coordinator").get(at).content.decode()


@pytest.mark.parametrize(("key", "shown"), [("competence_offer", True), ("competence_offer-2", True), ("task", False)])
def test_task_about_training_shows_it_and_no_other_does(cast: Cast, log_in: LogIn, key: str, shown: bool) -> None:
    with inside(EVERYONE):
        cast.report.sheet = None
        cast.report.save()
        Assignment.objects.filter(pk=cast.report.assignment_id).update(key=key, kind="task")
    page = log_in("coordinator").get(f"/kommune/rapport/{cast.report.pk}/").content.decode()
    assert (BEGAN in page) is shown


def test_organiser_counts_its_own_courses_alone(cast: Cast, log_in: LogIn) -> None:
    page = f"/arrangor/nettverk/{cast.network.pk}/oppgaver/"
    assert "I 2 av 2 team har mentorene plass på et kurs hos dere." in log_in("leader").get(page).content.decode()
    with inside(EVERYONE):
        Course.objects.filter(pk=cast.course.pk).update(organiser=None, municipality=cast.flesberg)
        Enrolment.objects.update(organiser=None)
    assert "Milepæl" not in log_in("leader").get(page).content.decode()


@pytest.mark.usefixtures("everyone")
class TestFirst:
    """Which session is the first."""

    def test_other_kinds_and_places_that_are_waited_for_do_not_count(self, cast: Cast) -> None:
        both = {cast.flesberg.pk, cast.roros.pk}
        assert {place: row.pk for place, row in trainings_began(both).items()} == dict.fromkeys(
            both, cast.session_1.pk
        )  # fmt: skip
        Enrolment.objects.filter(pk=cast.neighbour_enrolment.pk).update(state="asked")
        assert set(trainings_began(both)) == {cast.flesberg.pk}
        Course.objects.filter(pk=cast.course.pk).update(kind="seminar")
        assert trainings_began(both) == {}
        assert first_training(both) is None

    def test_earliest_of_several_courses_is_taken(self, cast: Cast) -> None:
        Course.objects.filter(pk=cast.own_course.pk).update(kind="mentor_training")
        earlier = CourseSession.objects.create(course=cast.own_course, title="Før", on=date(2025, 11, 3))
        Enrolment.objects.create(
            course=cast.own_course, person=cast.other_mentor, state="seat", asked_at=cast.now,
            municipality=cast.flesberg,
        )  # fmt: skip
        assert first_training([cast.flesberg.pk]) == earlier
        assert trainings_began([cast.flesberg.pk, cast.roros.pk])[cast.roros.pk].pk == cast.session_1.pk

    def test_many_ask_as_often_as_one(self, cast: Cast, django_assert_num_queries: Any) -> None:
        for places in ([cast.flesberg.pk], [cast.flesberg.pk, cast.roros.pk, cast.moss.pk]):
            with django_assert_num_queries(2):
                trainings_began(places)
