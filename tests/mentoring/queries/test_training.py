"""Who is a trained mentor: by a day typed in, or by a course whose kind the programme counts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mentornett.competence.models import Course, Enrolment
from mentornett.mentoring.models import Mentor, Programme
from mentornett.mentoring.queries.hires import mentor_rows
from mentornett.mentoring.queries.matching import given_for, waiting
from mentornett.mentoring.queries.training import Training, training_of
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everyone")]


def _complete(cast: Cast, on: date, kind: str = "mentor_training") -> None:
    Course.objects.filter(pk=cast.course.pk).update(kind=kind)
    Enrolment.objects.create(
        course=cast.course, person=cast.other_mentor, state="seat", asked_at=cast.now, completed_on=on,
        organiser=cast.nord, municipality=cast.flesberg,
    )  # fmt: skip


def _training(cast: Cast) -> Training | None:
    return training_of([cast.other_mentor_row], cast.today).get(cast.other_mentor_row.pk)


def test_day_typed_in_counts_from_that_day(cast: Cast) -> None:
    assert training_of([cast.mentor_row], cast.today)[cast.mentor_row.pk] == Training(date(2025, 10, 15))
    assert training_of([cast.mentor_row], date(2025, 10, 14)) == {}


def test_completed_course_counts_with_its_name(cast: Cast) -> None:
    assert _training(cast) is None
    _complete(cast, cast.today)
    assert _training(cast) == Training(cast.today, "Digitale samlinger for mentorer")


def test_course_of_a_kind_that_no_programme_counts_does_not(cast: Cast) -> None:
    _complete(cast, cast.today, kind="other")
    assert _training(cast) is None
    Programme.objects.filter(pk=cast.programme.pk).update(training_kinds=["other"])
    assert _training(cast) is not None


def test_earliest_way_is_told(cast: Cast) -> None:
    _complete(cast, cast.today)
    cast.other_mentor_row.trained_on = cast.today - timedelta(days=1)
    assert _training(cast) == Training(cast.today - timedelta(days=1))


def test_nobody_asks_nothing(cast: Cast) -> None:
    assert training_of([], cast.today) == {}


def test_matching_and_register_take_the_course_into_account(cast: Cast) -> None:
    def told() -> tuple[bool, int]:
        given = given_for(cast.programme, waiting(cast.programme, cast.today), cast.today)
        mentors = {one.key: one.trained for one in given.mentors}
        rows = Mentor.objects.filter(municipality=cast.flesberg).select_related("person", "unit")
        untrained = mentor_rows(rows, state="untrained", today=cast.today)
        return mentors[str(cast.other_mentor.pk)], len(untrained)

    assert told() == (False, 1)
    _complete(cast, cast.today)
    assert told() == (True, 0)
