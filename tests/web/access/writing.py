"""Who writes, sends and plans: only people of the team, and only its coordinators send."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from mentornett.core.text import in_all
from mentornett.network.actions import goals
from mentornett.network.models import Assignment, Goal, Submission, TaskFile
from mentornett.questionnaires.actions import attach_file
from tests.cast import NOW, Cast
from tests.web.access.table import COORDINATORS, NORD_STAFF, TEAM, Row

MEMBERS = "team_leader union"


def report(*more: str) -> Callable[[Cast], list[Any]]:
    """Return the address of the team's open report."""
    return lambda cast: [cast.report.pk, *more]


def team(cast: Cast) -> list[Any]:
    """Return the address of the team."""
    return [cast.team.pk]


def in_state(state: str) -> Callable[[Cast], None]:
    """Return what gives the report a state."""

    def prepare(cast: Cast) -> None:
        reason = "Kurs" if state == "skipped" else ""
        Submission.objects.filter(pk=cast.report.pk).update(state=state, sent_at=NOW, skip_reason=reason)

    return prepare


def with_file(cast: Cast) -> None:
    """Attach a file to the report that was sent."""
    cast.things["file"] = attach_file(
        sheet=cast.sent_report.sheet, question=cast.questionnaire.questions.get(key="status.achieved"), name="plan.pdf",
        content=b"%PDF-1.7", by=cast.coordinator, now=NOW,
    )  # fmt: skip


def with_goal(cast: Cast) -> None:
    """Give the team a goal, and the network another."""
    cast.things["goal"] = goals.add_goal(team=cast.team, text="Alle får mentor", by=cast.coordinator, now=NOW)
    cast.things["network_goal"] = Goal.objects.create(network=cast.network, level="effect", text=in_all("Flere blir"))


def with_task(cast: Cast) -> None:
    """Make the open report a task without a form, with a file; and the sent one too."""
    files = [("file", cast.report), ("sent_file", cast.sent_report)]
    for name, submission in files:
        submission.sheet = None
        submission.save(update_fields=["sheet"])
        cast.things[name] = TaskFile.objects.create(
            submission=submission, name="plan.pdf", content_type="application/pdf", size=8, sha256="0" * 64,
            content=b"%PDF-1.7", added_by=cast.coordinator, added_at=NOW, organiser=cast.nord,
            municipality=cast.flesberg,
        )  # fmt: skip


def task_file(cast: Cast) -> list[Any]:
    """Return the address of the file of the open task."""
    return [cast.file.pk]


def with_removed_file(cast: Cast) -> None:
    """Remove the file of the open task."""
    with_task(cast)
    TaskFile.objects.filter(pk=cast.file.pk).update(removed_at=NOW)


def with_plan(cast: Cast) -> None:
    """Make what the team sent a communication plan."""
    Assignment.objects.filter(pk=cast.assignment_2.pk).update(kind="communication_plan")


def with_project_plan(cast: Cast) -> None:
    """Make what the team sent a project plan."""
    Assignment.objects.filter(pk=cast.assignment_2.pk).update(kind="project_plan")


ANSWER = {"q-status.hard": "Vi mangler tid", "revision": "1"}
ROWS = {
    "municipality:assignments": Row(ok=TEAM, args=team),
    "municipality:report": Row(ok=TEAM, args=report()),
    "municipality:report_save": Row(
        ok=TEAM, method="post", args=report(),
        data=lambda cast: {"q-status.pairs": "4", "revision-status.pairs": "0"},
    ),
    "municipality:report_answer": Row(
        ok=TEAM, method="post", status=200, visitors=401, args=report("status.hard"), data=lambda cast: ANSWER
    ),
    "municipality:report_presence": Row(
        ok=TEAM, method="post", status=200, visitors=401, args=report(), audited=False,
        data=lambda cast: {"question": "status.hard"},
    ),
    "municipality:report_summary": Row(ok=TEAM, args=report()),
    "municipality:report_send": Row(ok=COORDINATORS, forbidden=MEMBERS, method="post", args=report(), audited=False),
    "municipality:report_skip": Row(
        ok=COORDINATORS, forbidden=MEMBERS, method="post", args=report(), data=lambda cast: {"reason": "Kurs"}
    ),
    "municipality:report_take_up": Row(
        ok=COORDINATORS, forbidden=MEMBERS, method="post", args=report(), before=in_state("skipped")
    ),
    "municipality:report_take_back": Row(
        ok=COORDINATORS, forbidden=MEMBERS, method="post", args=report(), before=in_state("sent")
    ),
    "municipality:report_history": Row(ok=TEAM, args=report()),
    "municipality:attachment": Row(ok=f"{TEAM} {NORD_STAFF}", args=lambda cast: [cast.file.pk], before=with_file),
    "municipality:task_send": Row(
        ok=COORDINATORS, forbidden=MEMBERS, method="post", args=report(), before=with_task,
        data=lambda cast: {"note": "Vi holdt kurs"},
    ),
    "municipality:task_file_add": Row(
        ok=TEAM, method="post", status=200, args=report(), before=with_task,
        data=lambda cast: {"file": SimpleUploadedFile("kurs.pdf", b"%PDF-1.7 kurs")},
    ),
    "municipality:task_file": Row(ok=f"{TEAM} {NORD_STAFF}", args=lambda cast: [cast.sent_file.pk], before=with_task),
    "municipality:task_file_remove": Row(ok=TEAM, method="post", status=200, args=task_file, before=with_task),
    "municipality:task_file_restore": Row(
        ok=TEAM, method="post", status=200, args=task_file, before=with_removed_file
    ),
    "municipality:progress_plan": Row(ok=TEAM, args=team),
    "municipality:progress_plan_save": Row(
        ok=TEAM, method="post", args=team, data=lambda cast: {"q-plan-r1-task": "Holde kurs"}
    ),
    "municipality:project_plan": Row(ok=TEAM, args=team, before=with_goal),
    "municipality:plan_approve": Row(
        ok="team_leader", forbidden="coordinator deputy union", method="post", args=team, before=with_project_plan
    ),
    "municipality:goal_add": Row(
        ok=TEAM, method="post", args=team, data=lambda cast: {"text": "Flere blir", "level": "sub"}
    ),
    "municipality:goal": Row(ok=TEAM, args=lambda cast: [cast.goal.pk], before=with_goal),
    "municipality:goal_change": Row(
        ok=TEAM, method="post", args=lambda cast: [cast.goal.pk], before=with_goal,
        data=lambda cast: {"text": "Alle får mentor innen to uker", "percent": "20"},
    ),
    "municipality:goal_drop": Row(ok=TEAM, method="post", args=lambda cast: [cast.goal.pk], before=with_goal),
    "municipality:communication_plan": Row(ok=TEAM, args=team),
    "municipality:communication_plan_change": Row(
        ok=COORDINATORS, forbidden=MEMBERS, method="post", args=team, before=with_plan
    ),
}  # fmt: skip
