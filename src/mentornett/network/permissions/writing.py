"""Who writes reports and plans, and who opens the files in them."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from mentornett.network.models import GuideAssignment, Submission, TaskFile, TeamGoal, TeamMember
from mentornett.network.permissions.work import grants_of, own_teams_of, submissions_visible_to
from mentornett.network.rules import DELIVERED_STATES
from mentornett.questionnaires.choices import AnswerAudience
from mentornett.questionnaires.models import Attachment
from mentornett.tenants.permissions import Viewer
from mentornett.tenants.queries import in_force


def own_submissions(viewer: Viewer) -> QuerySet[Submission]:
    """Return the work of the teams one takes part in today, with what a form needs."""
    teams = TeamMember.objects.filter(in_force(viewer.today), person=viewer.person).values("team")
    return Submission.objects.filter(team__in=teams, assignment__withdrawn=False).select_related(
        "team__municipality", "team__network", "assignment__gathering", "sheet__version"
    )


def own_submission(viewer: Viewer, submission_id: int) -> Submission | None:
    """Return one of them; its network, which is the team's, is read once."""
    row = own_submissions(viewer).filter(pk=submission_id).first()
    if row:
        row.assignment.network = row.team.network
    return row


def own_goals(viewer: Viewer) -> QuerySet[TeamGoal]:
    """Return the goals of the teams one takes part in today."""
    return TeamGoal.objects.filter(team__in=own_teams_of(viewer).order_by().values("pk")).select_related("team")


def attachments_visible_to(viewer: Viewer) -> QuerySet[Attachment]:
    """Return files of one's own teams; for staff, and readers with leave, those of delivered work they may read."""
    own = Q(sheet__submission__team__in=own_teams_of(viewer).order_by().values("pk"))
    guided = GuideAssignment.objects.filter(in_force(viewer.today), person=viewer.person).values("team")
    readable = ~Q(question__answer_audience=AnswerAudience.TEAM_AND_GUIDE) | Q(sheet__submission__team__in=guided)
    staff = Q(organiser__in=viewer.staffed, sheet__submission__state__in=DELIVERED_STATES) & readable
    granted = Q(
        ~Q(question__answer_audience=AnswerAudience.TEAM_AND_GUIDE),
        sheet__submission__assignment__in=grants_of(viewer).values("assignment"),
        sheet__submission__state__in=DELIVERED_STATES,
    )
    return Attachment.objects.filter(own | staff | granted).select_related("question", "sheet__submission")


def own_task_files(viewer: Viewer) -> QuerySet[TaskFile]:
    """Return the files, removed ones too, that one's own teams have attached to tasks without a form."""
    rows = TaskFile.objects.filter(submission__team__in=own_teams_of(viewer).order_by().values("pk"))
    return rows.select_related("submission__team")


def task_files_visible_to(viewer: Viewer) -> QuerySet[TaskFile]:
    """Return files of one's own teams' tasks; for staff, and readers with leave, those of tasks that are done."""
    own = Q(submission__team__in=own_teams_of(viewer).order_by().values("pk"))
    done = Q(submission__in=submissions_visible_to(viewer).values("pk"), submission__state__in=DELIVERED_STATES)
    return TaskFile.objects.filter(own | done, removed_at=None)
