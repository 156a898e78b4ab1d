"""Deadlines follow gatherings, and what is asked of whom."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mentornett.network.models import Assignment, Gathering, Submission
from mentornett.network.queries.work import assignments_of, due_of, earlier_answers, opens_of, to_open
from tests.cast import TODAY, Cast

pytestmark = pytest.mark.usefixtures("everyone")


def fresh(submission: Submission) -> Submission:
    return Submission.objects.select_related("assignment__gathering", "assignment__network", "sheet").get(
        pk=submission.pk
    )


def test_opening_and_deadline_are_offsets_from_the_gathering(cast: Cast) -> None:
    assert (opens_of(fresh(cast.report)), due_of(fresh(cast.report))) == (date(2026, 3, 9), date(2026, 3, 30))
    cast.gathering_3.starts += timedelta(days=7)
    cast.gathering_3.ends += timedelta(days=7)
    cast.gathering_3.save()
    assert (opens_of(fresh(cast.report)), due_of(fresh(cast.report))) == (date(2026, 3, 16), date(2026, 4, 6))


def test_fixed_deadline_stands_and_opens_as_long_before_as_ever(cast: Cast) -> None:
    Assignment.objects.filter(pk=cast.report.assignment_id).update(fixed_due=date(2026, 5, 31))
    assert due_of(fresh(cast.report)) == date(2026, 5, 31)
    assert opens_of(fresh(cast.report)) == date(2026, 5, 10)


def test_more_time_goes_before_everything(cast: Cast) -> None:
    Submission.objects.filter(pk=cast.report.pk).update(extended_to=date(2026, 6, 1))
    assert due_of(fresh(cast.report)) == date(2026, 6, 1)


def test_earlier_answers_are_those_of_delivered_reports_of_the_same_kind(cast: Cast) -> None:
    assert {row.sheet_id for row in earlier_answers(fresh(cast.report))} == {cast.sent_report.sheet_id}
    Assignment.objects.filter(pk=cast.sent_report.assignment_id).update(kind="project_plan")
    assert not earlier_answers(fresh(cast.report))


def test_network_without_progress_plans_asks_for_none(cast: Cast) -> None:
    Assignment.objects.filter(pk=cast.report.assignment_id).update(kind="progress_plan")
    assert cast.report in assignments_of(cast.team)
    cast.network.progress_plan_on = False
    cast.network.save()
    cast.team.network.refresh_from_db()
    assert cast.report not in assignments_of(cast.team)
    Submission.objects.filter(pk=cast.report.pk).update(state="planned")
    assert cast.report not in to_open(cast.network.pk, TODAY)


def test_only_planned_work_of_active_teams_whose_day_has_come_is_opened(cast: Cast) -> None:
    Submission.objects.filter(assignment__key="status-3").update(state="planned")
    assert cast.report in to_open(cast.network.pk, TODAY)
    assert to_open(cast.network.pk, date(2026, 3, 8)) == []
    cast.gathering_3.state = "cancelled"
    cast.gathering_3.save()
    assert to_open(cast.network.pk, TODAY) == []


def test_extension_no_longer_counts_when_everybodys_deadline_moves_past_it(cast: Cast) -> None:
    Submission.objects.filter(pk=cast.report.pk).update(extended_to=date(2026, 4, 2))
    Gathering.objects.filter(pk=cast.gathering_3.pk).update(starts=date(2026, 4, 16), ends=date(2026, 4, 16))
    assert due_of(fresh(cast.report)) == date(2026, 4, 6)
