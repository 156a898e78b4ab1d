"""What a team is asked for: state, deadline, hours, and the one button."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from mentornett.competence.queries.courses import first_training
from mentornett.core.text import in_language
from mentornett.network import permissions
from mentornett.network.choices import SubmissionState
from mentornett.network.queries import open_pause
from mentornett.network.queries.work import assignments_of, due_of, opens_of
from mentornett.network.rules import DELIVERED_STATES, WRITABLE_STATES, is_late
from mentornett.web.http import MemberRequest

TONES = {
    "planned": "neutral", "open": "accent", "draft": "info", "reopened": "warning", "sent": "success",
    "assessed": "success", "closed": "neutral", "skipped": "neutral",
}  # fmt: skip


def own_team(request: MemberRequest, team_id: int) -> Any:
    """Return a team one takes part in, or answer 404."""
    return get_object_or_404(permissions.own_teams_of(request.viewer), pk=team_id)


@require_safe
def assignments(request: MemberRequest, team_id: int) -> HttpResponse:
    """List what a team is asked for: what is open first, then what comes, then what is done."""
    team = own_team(request, team_id)
    rests = team.state == "paused" or team.network.state == "closed"  # nothing is expected
    rows = [_row(submission, request.today, rests) for submission in assignments_of(team)]
    context = {
        "team": team,
        "network": team.network,
        "rests": rests,
        "training": first_training([team.municipality_id]),
        "pause": open_pause(team, request.today) if team.state == "paused" else None,
        "now": [row for row in rows if row["state"] in WRITABLE_STATES],
        "coming": [row for row in rows if row["state"] == "planned"],
        "done": [row for row in reversed(rows) if row["state"] in DELIVERED_STATES or row["state"] == "skipped"],
    }
    return render(request, "municipality/assignments.html", context)


def _row(submission: Any, today: Any, rests: bool) -> dict[str, Any]:
    due = due_of(submission)
    late = not rests and is_late(submission.state, due, today)
    return {
        "submission": submission, "title": in_language(submission.assignment.title), "state": submission.state,
        "tone": "warning" if late else TONES[submission.state],
        "label": gettext("Past the deadline") if late else SubmissionState(submission.state).label,
        "due": due, "opens": opens_of(submission), "late": late, "hours": submission.assignment.hours,
        "gathering": submission.assignment.gathering,
        "action": gettext("Continue") if submission.state in ("draft", "reopened") else gettext("Begin"),
    }  # fmt: skip
