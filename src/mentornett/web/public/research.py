"""The link by which a researcher fetches the file of a study. Each fetching is noted."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from mentornett.core import time
from mentornett.documents.files import File
from mentornett.measurement.actions.research import StudyMovedOnError, note_fetched
from mentornett.measurement.queries.research import ShownStudy, standing_of, study_with
from mentornett.tenants.actions import token_hash
from mentornett.web.http import download


@login_not_required
@require_safe
def research(request: HttpRequest, token: str) -> HttpResponse:
    """Show what can be fetched, and on which terms."""
    row = study_with(token_hash(token), time.now(), time.today())
    if row is None:
        return _gone(request)
    shown = ShownStudy(row, standing_of(row, time.today()), [])
    return render(request, "public/research.html", {"study": row, "shown": shown, "token": token})


@login_not_required
@require_POST
def research_file(request: HttpRequest, token: str) -> HttpResponse:
    """Give the file."""
    row = study_with(token_hash(token), time.now(), time.today())
    if row is None:
        return _gone(request)
    try:
        content = note_fetched(study=row, now=time.now())
    except StudyMovedOnError:
        return _gone(request)
    return download(File(f"forskning-{row.pk}.zip", "application/zip", content))


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "public/research_gone.html", status=404)
