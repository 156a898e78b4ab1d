"""What is known about teams in a period."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentornett.network import queries
from mentornett.network.models import Gathering, Submission, Team, TeamPause
from mentornett.network.queries.overview import course_with_periods, due_date, known_about, reports_of, reports_waiting
from tests.cast import Cast
from tests.network.guidance_samples import add_teams, note_contact, place, set_score

pytestmark = pytest.mark.usefixtures("everyone")


def known(cast: Cast, period: int | None = None) -> queries.overview.Known:  # type: ignore[name-defined]
    return known_about(Team.objects.filter(pk=cast.team.pk), cast.today, period)[0]


def test_course_has_a_period_for_each_gathering_that_is_not_cancelled(cast: Cast) -> None:
    Gathering.objects.filter(pk=cast.gathering_2.pk).update(state="cancelled")
    course = course_with_periods(cast.network)
    assert [period.gathering for period in course.periods] == [cast.gathering_1.pk, cast.gathering_3.pk]


def test_course_counts_gatherings_held_since_a_team_joined(cast: Cast) -> None:
    course = course_with_periods(cast.network)
    assert course.held_since(date(2025, 9, 1)) == 2
    assert course.held_since(date(2025, 10, 1)) == 1


def test_known_holds_what_the_period_asks_for(cast: Cast) -> None:
    row = known(cast)
    assert [piece.submission.pk for piece in row.work] == [cast.report.pk]
    assert row.work[0].due == date(2026, 3, 30)
    assert row.guide is not None
    assert row.guide.person_id == cast.guide.pk


def test_known_in_an_earlier_period_holds_its_own_work(cast: Cast) -> None:
    assert cast.sent_report.pk in [piece.submission.pk for piece in known(cast, 2).work]


def test_known_keeps_what_earlier_periods_still_wait_for(cast: Cast) -> None:
    Submission.objects.filter(pk=cast.sent_report.pk).update(state="draft", sent_at=None)
    assert [piece.submission.pk for piece in known(cast).work] == [cast.sent_report.pk, cast.report.pk]


def test_known_extension_moves_the_deadline(cast: Cast) -> None:
    Submission.objects.filter(pk=cast.report.pk).update(extended_to=date(2026, 4, 5))
    assert known(cast).work[0].due == date(2026, 4, 5)


def test_due_date_of_a_cancelled_gathering_is_none(cast: Cast) -> None:
    Gathering.objects.filter(pk=cast.gathering_3.pk).update(state="cancelled")
    submission = Submission.objects.select_related("assignment__gathering").get(pk=cast.report.pk)
    assert due_date(submission) is None
    assert cast.report.pk not in [piece.submission.pk for piece in known(cast).work]


def test_known_takes_the_last_contact_and_scores_up_to_the_period(cast: Cast) -> None:
    note_contact(cast.team, cast.guide, date(2025, 10, 1))
    note_contact(cast.team, cast.guide, date(2026, 2, 1))
    set_score(cast.team, "guide", "1.5", date(2025, 11, 1))
    set_score(cast.team, "guide", "2.5", date(2026, 2, 1))
    assert known(cast).last_contact == date(2026, 2, 1)
    assert known(cast, 2).last_contact == date(2025, 10, 1)
    now, before = known(cast).guide_score, known(cast, 2).guide_score
    assert now is not None
    assert before is not None
    assert (now.value, before.value) == (2.5, 1.5)


def test_known_paused_team_is_paused(cast: Cast) -> None:
    TeamPause.objects.create(team=cast.team, starts=cast.today, reason="Omorganisering", **place(cast.team))
    assert known(cast).is_paused
    assert known(cast).facts().paused


def test_known_asks_as_many_questions_for_many_teams_as_for_one(cast: Cast) -> None:
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            known_about(Team.objects.filter(network=cast.network), cast.today)
        return len(asked)

    few = count()
    add_teams(cast, 5)
    assert count() == few


def test_reports_waiting_are_those_sent_and_not_answered_oldest_first(cast: Cast) -> None:
    Submission.objects.filter(pk=cast.report.pk).update(state="sent", sent_at=cast.now - timedelta(days=200))
    rows = reports_waiting(Team.objects.filter(pk=cast.team.pk))
    assert [row.pk for row in rows] == [cast.report.pk, cast.sent_report.pk]


def test_reports_of_a_team_leave_out_what_was_never_sent(cast: Cast) -> None:
    assert [row.pk for row in reports_of(cast.team)] == [cast.sent_report.pk]
