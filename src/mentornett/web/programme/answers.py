"""«Answers»: what has been let out for each half-year. The page reads what was stored and counts nothing (J10, J15)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from mentornett.core.time import date_words
from mentornett.measurement.choices import Question
from mentornett.measurement.permissions import releases as permissions
from mentornett.measurement.permissions.network_answers import networks_answered_in
from mentornett.measurement.rules.grading import Grade
from mentornett.measurement.rules.half_years import newest_due, next_due
from mentornett.reports.released import AnswerShown, sheet_of, shown
from mentornett.web.files import list_file
from mentornett.web.http import MemberRequest
from mentornett.web.pictures import drawn_here


def half_year_words(release: Any) -> str:
    """Return what a half-year is called: «Første halvår 2026»."""
    values = {"year": release.until.year}
    if release.until.month == 6:
        return gettext("First half of %(year)s") % values
    return gettext("Second half of %(year)s") % values


@require_safe
def answers(request: MemberRequest) -> HttpResponse:
    """Show the newest answers of one municipality, or when the first ones come."""
    places = list(permissions.places_answered_for(request.viewer))
    if not places:
        raise Http404
    wanted = request.GET.get("place", "")
    place = next((one for one in places if str(one.pk) == wanted), places[0])
    releases = list(permissions.releases_visible_to(request.viewer).filter(municipality=place))
    if releases:
        return _page(request, releases[0], releases, places)
    first = next_due(newest_due(request.today))
    networks = networks_answered_in(place)
    context = {"place": place, "places": places, "first": date_format(first, "F Y"), "networks": networks}
    return render(request, "programme/answers.html", context)


@require_safe
def release(request: MemberRequest, release_id: int) -> HttpResponse:
    """Show what was told of an earlier half-year, as it was told then."""
    found = get_object_or_404(permissions.releases_visible_to(request.viewer), pk=release_id)
    releases = permissions.releases_visible_to(request.viewer).filter(municipality=found.municipality)
    return _page(request, found, list(releases), list(permissions.places_answered_for(request.viewer)))


@require_safe
def answers_file(request: MemberRequest, release_id: int, form: str) -> HttpResponse:
    """Give the answers as Excel or CSV: what stands on the page, and nothing else."""
    found = get_object_or_404(permissions.releases_visible_to(request.viewer), pk=release_id)
    rows = [shown(row) for row in permissions.answers_visible_to(request.viewer, found)]
    title = f"{found.municipality} {half_year_words(found)}"
    return list_file(sheet_of(rows, title=gettext("Answers")), form, title=title)


def _page(request: MemberRequest, found: Any, releases: list[Any], places: list[Any]) -> HttpResponse:
    rows = permissions.answers_visible_to(request.viewer, found)
    units = [row for row in rows if row.question == Question.UNIT]
    every = permissions.sees_all_units(request.viewer, found)
    wanted = request.GET.get("unit", "")
    context = {
        "networks": networks_answered_in(found.municipality), "place": found.municipality, "places": places,
        "release": found, "name": half_year_words(found),
        "whole": [_ready(shown(row)) for row in rows if row.question != Question.UNIT and not _waits(row)],
        "waiting": [_ready(shown(row)) for row in rows if row.question != Question.UNIT and _waits(row)],
        "units": [_ready(shown(row)) for row in units if not every or row.about == wanted],
        "to_choose": [(row.about, row.label, row.grade != Grade.TOO_FEW) for row in units] if every else [],
        "wanted": wanted, "own_first": not every,
        "history": [{"release": one, "name": half_year_words(one)} for one in releases],
        "is_newest": found == releases[0], "made": date_words(localdate(found.made_at), date.min, weekday=False),
        "next": date_format(next_due(releases[0].until), "F Y"),
    }  # fmt: skip
    return render(request, "programme/answers.html", context)


def _waits(row: Any) -> bool:
    """Tell whether an answer that is not among the first ones has too few yet; the refused one never has enough."""
    first = {Question.RETENTION, Question.BEFORE_AFTER, Question.WITH_WITHOUT}
    return row.grade == Grade.TOO_FEW and row.question not in first


def _ready(answer: AnswerShown) -> dict[str, Any]:
    return {"answer": answer, "picture": drawn_here(answer.svg) if answer.svg else ""}
