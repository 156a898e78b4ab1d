"""A communication plan is opened by the team itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mentornett.core.models import AuditEntry
from mentornett.network.actions.living_plans import TIME_TO_WRITE, open_plan
from mentornett.network.actions.writing import NotNowError
from mentornett.network.models import Submission
from mentornett.network.queries.work import due_of
from mentornett.questionnaires.actions import lock_sheet
from tests.cast import NOW, TODAY, Cast

pytestmark = pytest.mark.usefixtures("everyone")


def opened(submission: Submission, cast: Cast) -> Submission:
    open_plan(submission=submission, by=cast.coordinator, now=NOW, today=TODAY)
    return Submission.objects.get(pk=submission.pk)


@pytest.mark.parametrize("state", ["sent", "assessed", "closed"])
def test_delivered_plan_opens_again_with_its_text_and_two_weeks(cast: Cast, state: str) -> None:
    Submission.objects.filter(pk=cast.sent_report.pk).update(state=state)
    lock_sheet(sheet=cast.sent_report.sheet)
    plan = opened(cast.sent_report, cast)
    assert (plan.state, plan.sheet.locked) == ("reopened", False)  # type: ignore[union-attr]
    assert plan.sheet.answers.exists()  # type: ignore[union-attr]
    assert due_of(plan) == TODAY + TIME_TO_WRITE
    assert AuditEntry.objects.filter(verb="plan.opened").count() == 1


def test_planned_plan_opens_before_its_day_and_keeps_its_deadline(cast: Cast) -> None:
    Submission.objects.filter(pk=cast.report.pk).update(state="planned", opened_on=None)
    due = due_of(cast.report)
    plan = opened(cast.report, cast)
    assert (plan.state, plan.opened_on, due_of(plan)) == ("open", TODAY, due)
    assert due > TODAY + timedelta(days=1)


def test_plan_that_is_open_stays_as_it_is(cast: Cast) -> None:
    with pytest.raises(NotNowError):
        opened(cast.report, cast)
