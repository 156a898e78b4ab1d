"""Which charts and released answers stand in the final report: in with one button, and out as easily (K06)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.measurement.actions import report_pieces as actions
from mentornett.measurement.choices import PieceKind
from mentornett.measurement.queries import report_pieces as queries
from mentornett.measurement.queries.series_rows import changes_around, rows_over_time
from mentornett.measurement.queries.vacancies import starts_of
from mentornett.network import permissions
from mentornett.reports.kept_chart import answer_as_stored, answers_in, as_stored, charts_in
from mentornett.reports.measure_chart import MeasureChart, measure_chart
from mentornett.reports.released import AnswerShown, shown
from mentornett.web.http import MemberRequest
from mentornett.web.municipality.report_fields import own_language
from mentornett.web.municipality.reports import about, submission_of
from mentornett.web.pictures import drawn_here

KIND = "final_report"


def _writable(request: MemberRequest, submission_id: int) -> Any:
    """Return a final report that one may write in, or answer 404 or 403."""
    submission = submission_of(request, submission_id)
    if submission.assignment.kind != KIND or submission.sheet is None:
        raise Http404
    if not permissions.may_write(request.viewer, submission):
        raise PermissionDenied
    return submission


def pieces_shown(submission: Any) -> dict[str, list[dict[str, Any]]]:
    """Return the figures in a report as its page shows them: charts, then released answers."""
    pieces = list(queries.pieces_in(submission))
    return {
        "pieces": [_shown(chart) for chart in charts_in(pieces)],
        "released": [_told(answer) for answer in answers_in(pieces)],
    }


def _told(answer: AnswerShown) -> dict[str, Any]:
    return {"answer": answer, "picture": drawn_here(answer.svg) if answer.svg else ""}


def _shown(chart: MeasureChart) -> dict[str, Any]:
    return {"chart": chart, "picture": drawn_here(chart.svg)}


def _charts(measures: list[Any], request: MemberRequest) -> dict[int, MeasureChart]:
    """Return the chart of each measure that has figures: those of the whole municipality, never of a unit."""
    place = measures[0].municipality_id if measures else None
    months, changes = rows_over_time(measures, request.today), changes_around(place) if measures else []
    start = starts_of([place]).get(place) if place else None
    return {
        row.pk: measure_chart(row, months[row.pk], start=start, changes=changes)
        for row in measures if row.pk in months
    }  # fmt: skip


@require_safe
def figures(request: MemberRequest, submission_id: int) -> HttpResponse:
    """Show what the municipality counts each month, each with a button: in the report, or out of it."""
    submission = _writable(request, submission_id)
    measures = list(queries.measures_for(submission))
    charts, inside = _charts(measures, request), queries.in_report(submission)
    rows = [
        {"measure": row, "piece": inside.get((PieceKind.MEASURE, row.pk)), **_shown(charts[row.pk])}
        for row in measures if row.pk in charts
    ]  # fmt: skip
    answers = [
        {"row": row, "piece": inside.get((PieceKind.ANSWER, row.pk)), **_told(shown(row))}
        for row in queries.newest_answers(submission.team.municipality_id)
    ]  # fmt: skip
    context = about(request, submission) | {"rows": rows, "answers": answers}
    return render(request, "municipality/report_figures.html", context)


@require_POST
def figure_in(request: MemberRequest, submission_id: int, measure_id: int) -> HttpResponse:
    """Put a chart in the report, with its figures as they are today."""
    submission = _writable(request, submission_id)
    measure = get_object_or_404(queries.measures_for(submission), pk=measure_id)
    with own_language(submission):
        chart = _charts([measure], request).get(measure.pk)
        content = as_stored(chart) if chart else None
    if content is None:
        raise Http404
    actions.put_in(
        submission=submission, kind=PieceKind.MEASURE, source=measure.pk, content=content, by=request.user,
        now=request.now,
    )  # fmt: skip
    messages.success(request, gettext("«%(name)s» is in the report.") % {"name": measure.name})
    return redirect("municipality:final_report_figures", submission_id)


@require_POST
def answer_in(request: MemberRequest, submission_id: int, answer_id: int) -> HttpResponse:
    """Put a released answer in the report, as it was said."""
    submission = _writable(request, submission_id)
    answer = get_object_or_404(queries.newest_answers(submission.team.municipality_id), pk=answer_id)
    actions.put_in(
        submission=submission, kind=PieceKind.ANSWER, source=answer.pk, content=answer_as_stored(answer),
        by=request.user, now=request.now,
    )  # fmt: skip
    messages.success(request, gettext("«%(name)s» is in the report.") % {"name": shown(answer).title})
    return redirect("municipality:final_report_figures", submission_id)


@require_POST
def figure_out(request: MemberRequest, submission_id: int, measure_id: int) -> HttpResponse:
    """Take a chart out of the report; it can be put in again."""
    return _out(request, submission_id, PieceKind.MEASURE, measure_id)


@require_POST
def answer_out(request: MemberRequest, submission_id: int, answer_id: int) -> HttpResponse:
    """Take a released answer out of the report; it can be put in again."""
    return _out(request, submission_id, PieceKind.ANSWER, answer_id)


def _out(request: MemberRequest, submission_id: int, kind: PieceKind, source: int) -> HttpResponse:
    submission = _writable(request, submission_id)
    actions.take_out(submission=submission, kind=kind, source=source, by=request.user, now=request.now)
    messages.success(request, gettext("It is taken out of the report. You can put it in again."))
    return redirect("municipality:final_report_figures", submission_id)
