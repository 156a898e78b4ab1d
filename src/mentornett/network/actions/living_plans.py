"""A communication plan is brought up to date by the team whenever it wants, not only while it is asked for (E13)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext

from mentornett.core import audit
from mentornett.network.actions.writing import NotNowError
from mentornett.network.choices import SubmissionState
from mentornett.network.models import Submission, SubmissionEvent
from mentornett.network.queries.work import due_of
from mentornett.network.rules import DELIVERED_STATES
from mentornett.questionnaires.actions import unlock_sheet
from mentornett.tenants.models import Person

TIME_TO_WRITE = timedelta(days=14)


@transaction.atomic
def open_plan(*, submission: Submission, by: Person, now: datetime, today: date) -> None:
    """Open a plan that is planned before its day, or one that is delivered again with all its text.

    A plan lives on after the guide has answered and closed it; what was sent stays among its versions. Nobody is
    reminded of a plan that was due long ago: it gets two weeks. Raises NotNowError when it is open already.
    """
    held = Submission.objects.select_for_update().get(pk=submission.pk)
    if held.state == SubmissionState.PLANNED:
        submission.state, submission.opened_on = SubmissionState.OPEN, today
    elif held.state in DELIVERED_STATES:
        submission.state = SubmissionState.REOPENED
        submission.reopened_reason = gettext("The team brings its plan up to date.")
        submission.reopened_sections = []
        if due_of(submission) < today + TIME_TO_WRITE:
            submission.extended_to, submission.extension_reason = today + TIME_TO_WRITE, submission.reopened_reason
    else:
        raise NotNowError(held.state)
    submission.save(
        update_fields=[
            "state", "opened_on", "reopened_reason", "reopened_sections", "extended_to", "extension_reason",
        ]
    )  # fmt: skip
    if submission.sheet:
        unlock_sheet(sheet=submission.sheet)
    event = SubmissionEvent(
        submission=submission, state=submission.state, by=by, at=now, organiser_id=submission.organiser_id,
        municipality_id=submission.municipality_id,
    )  # fmt: skip
    event.save()
    audit.record(verb="plan.opened", on=submission, by=by, now=now)
