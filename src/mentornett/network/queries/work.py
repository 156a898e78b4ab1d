"""How a team's assignments and submissions are read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import QuerySet

from mentornett.network.choices import AssignmentKind, GatheringState
from mentornett.network.models import Assignment, ProgressScore, Submission, SubmissionEvent, TaskFile, Team
from mentornett.network.rules import DELIVERED_STATES, deadline, offset_from
from mentornett.questionnaires.models import Answer


def due_of(submission: Submission) -> date:
    """Return the day a submission is due; it follows the gathering."""
    work = submission.assignment
    return deadline(
        starts=work.gathering.starts, ends=work.gathering.ends, due_offset=work.due_offset, fixed_due=work.fixed_due,
        extended_to=submission.extended_to,
    )  # fmt: skip


def opens_of(submission: Submission) -> date:
    """Return the day a submission opens; work with a fixed deadline opens as long before it as it always would."""
    work = submission.assignment
    if work.fixed_due:
        usual = offset_from(work.gathering.starts, work.gathering.ends, work.due_offset)
        opens = work.gathering.starts + timedelta(days=work.opens_offset)
        return work.fixed_due - (usual - opens)
    return work.gathering.starts + timedelta(days=work.opens_offset)


def assignments_of(team: Team) -> list[Submission]:
    """Return everything a team is asked for, by deadline."""
    rows = Submission.objects.filter(team=team, assignment__withdrawn=False)
    rows = rows.exclude(assignment__gathering__state=GatheringState.CANCELLED, assignment__fixed_due__isnull=True)
    if not team.network.progress_plan_on:
        rows = rows.exclude(assignment__kind=AssignmentKind.PROGRESS_PLAN, state__in=["planned", "open"])
    rows = rows.select_related("assignment__gathering", "assignment__network", "team", "sent_by")
    return sorted(rows, key=lambda row: (due_of(row), row.pk))


def work_on(assignment: Assignment) -> list[Submission]:
    """Return each team's work on an assignment, in Norwegian order of municipality."""
    rows = Submission.objects.filter(assignment=assignment, team__state__in=["active", "paused"])
    rows = rows.select_related("team__municipality", "assignment__gathering")
    return list(rows.order_by("team__municipality__name_sort", "team__name"))


class EarlierAnswer(NamedTuple):
    """What a delivered report answered to a question, and on which sheet."""

    sheet_id: int
    key: str
    type: str
    value: Any


def earlier_answers(submission: Submission) -> list[EarlierAnswer]:
    """Return what the team answered in delivered reports of the same kind, the newest report first."""
    rows = Answer.objects.filter(
        sheet__submission__team=submission.team_id, sheet__submission__assignment__kind=submission.assignment.kind,
        sheet__submission__state__in=DELIVERED_STATES,
    ).exclude(sheet=submission.sheet_id)  # fmt: skip
    rows = rows.order_by("-sheet__submission__sent_at", "-sheet__submission__pk")
    return [EarlierAnswer(*row) for row in rows.values_list("sheet", "question__key", "question__type", "value")]


def delivered_sheets(team_id: int, kinds: Iterable[str]) -> QuerySet[Submission]:
    """Return what a team has delivered of some kinds, the newest first, with assignment and sheet."""
    rows = Submission.objects.filter(team=team_id, assignment__kind__in=list(kinds), state__in=DELIVERED_STATES)
    rows = rows.filter(sheet__isnull=False).select_related("assignment__gathering", "sheet")
    return rows.order_by("-sent_at", "-pk")


def events_of(submission: Submission) -> QuerySet[SubmissionEvent]:
    """Return what has happened to a submission, newest first."""
    return SubmissionEvent.objects.filter(submission=submission).select_related("by").order_by("-at", "-pk")


def files_of(submission: Submission) -> QuerySet[TaskFile]:
    """Return what is attached to a task without a form, without the files' contents."""
    rows = TaskFile.objects.filter(submission=submission, removed_at=None)
    return rows.select_related("added_by").defer("content").order_by("added_at", "pk")


def scores_of(submission: Submission) -> QuerySet[ProgressScore]:
    """Return the scores that were set with a submission: the team's own, then the guide's; none before it is sent."""
    if not submission.times_sent:
        return ProgressScore.objects.none()
    return ProgressScore.objects.filter(submission=submission).select_related("by").order_by("-by_kind")


def to_open(network_id: int, today: date) -> list[Submission]:
    """Return the submissions of active teams that should be open by today and are only planned."""
    rows = Submission.objects.filter(
        assignment__network=network_id, assignment__withdrawn=False, state="planned", team__state="active"
    ).exclude(assignment__gathering__state=GatheringState.CANCELLED, assignment__fixed_due__isnull=True)
    rows = rows.select_related("assignment__gathering", "assignment__network", "team__organiser", "team__municipality")
    return [
        row
        for row in rows
        if opens_of(row) <= today
        and (row.assignment.network.progress_plan_on or row.assignment.kind != AssignmentKind.PROGRESS_PLAN)
    ]
