"""Earlier proposals: each is kept with what went in, and is made again when it is looked at."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from mentornett.core import audit
from mentornett.mentoring.permissions import programmes_run_by
from mentornett.mentoring.queries import match_runs as queries
from mentornett.web.http import MemberRequest


@require_safe
def match_runs(request: MemberRequest, programme_id: int) -> HttpResponse:
    """List the proposals of a programme."""
    programme = get_object_or_404(programmes_run_by(request.viewer), pk=programme_id)
    rows = queries.kept_runs(programme)
    return render(request, "programme/match_runs.html", {"programme": programme, "rows": rows})


@require_safe
def match_run(request: MemberRequest, programme_id: int, run_id: int) -> HttpResponse:
    """Show a proposal as it was, beside the same one made again now, and its proof."""
    programme = get_object_or_404(programmes_run_by(request.viewer), pk=programme_id)
    again = queries.run_again(get_object_or_404(queries.runs_of(programme), pk=run_id))
    audit.reading(
        reader=request.user, subjects=list(again.people.values()), page="match_run", now=request.now
    )  # fmt: skip
    context = {"programme": programme, "again": again, "run": again.run, "mentees": len(again.run.given["mentees"])}
    context |= {"mentors": len(again.run.given["mentors"]), "rows": _rows(again)}
    return render(request, "programme/match_run.html", context)


def _rows(again: Any) -> list[dict[str, Any]]:
    """Return each new hire with the mentor then, and with the one now when that is another."""

    def name(key: str | None) -> str:
        if key is None:
            return gettext("nobody")
        return again.people[key].name if key in again.people else gettext("somebody who is no longer there")

    then, now, locked = again.run.result["pairs"], again.now, again.run.given["locked"]
    rows = [
        {"mentee": name(one["key"]), "then": name(then.get(one["key"])), "locked": one["key"] in locked,
         "now": "" if then.get(one["key"]) == now.get(one["key"]) else name(now.get(one["key"]))}
        for one in again.run.given["mentees"]
    ]  # fmt: skip
    return sorted(rows, key=lambda row: row["mentee"])
