"""The poster: one page to hang up, with what was done, a few figures and what they cannot tell."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from mentornett.measurement.actions import posters as actions
from mentornett.measurement.forms.posters import PosterForm
from mentornett.measurement.queries import posters as queries
from mentornett.measurement.queries.report_pieces import newest_answers
from mentornett.measurement.queries.series_rows import rows_over_time
from mentornett.measurement.queries.vacancies import starts_of
from mentornett.reports.measure_chart import MeasureChart, measure_chart
from mentornett.reports.poster import (
    ANSWER,
    PosterShown,
    answer_in_short,
    first_words,
    in_short,
    poster_document,
    poster_shown,
    stand_on,
)
from mentornett.reports.released import first_known
from mentornett.web.files import document_file
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.meanwhile import still_as_seen
from mentornett.web.pictures import drawn_here
from mentornett.web.programme.vacancies import place_kept


def _charts(request: MemberRequest, place: Any, start: Any) -> dict[int, MeasureChart]:
    """Return the charts of the whole municipality, never of a unit."""
    measures = queries.measures_in(place)
    months = rows_over_time(measures, request.today)
    return {
        row.pk: measure_chart(row, months[row.pk], start=start, changes=()) for row in measures if row.pk in months
    }  # fmt: skip


def _start(place: Any) -> Any:
    return starts_of([place.pk]).get(place.pk)


def _shown(request: MemberRequest, place: Any) -> PosterShown:
    written, start = queries.poster_of(place), _start(place)
    charts = _charts(request, place, start)
    chosen = stand_on(written, charts)
    answer = first_known(newest_answers(place.pk)) if ANSWER in chosen else None
    return poster_shown(place, written, [charts[pk] for pk in chosen if pk in charts], start, answer)


@require_safe
def poster(request: MemberRequest, municipality_id: int) -> HttpResponse:
    """Show the poster as it will be printed."""
    place = place_kept(request, municipality_id)
    shown = _shown(request, place)
    figures = [
        {"chart": figure.chart, "picture": drawn_here(figure.svg), "told": in_short(figure.chart)}
        for figure in shown.figures
    ]
    context = {"place": place, "poster": shown, "figures": figures}
    if shown.answer:
        context |= {"answer_told": answer_in_short(shown.answer), "answer_picture": drawn_here(shown.answer.svg)}
    return render(request, "programme/poster.html", context)


@require_safe
def poster_file(request: MemberRequest, municipality_id: int, form: str) -> HttpResponse:
    """Give the poster as PDF or Word."""
    place = place_kept(request, municipality_id)
    return document_file(poster_document(_shown(request, place), today=request.today), form, now=request.now)


@FORM_PAGE
def poster_write(request: MemberRequest, municipality_id: int) -> HttpResponse:
    """Write the poster, and choose its charts."""
    place = place_kept(request, municipality_id)
    written, began = queries.poster_of(place), _start(place)
    charts = _charts(request, place, began)
    start: dict[str, Any] = {**first_words(place, began), "sentence": ""}
    if written:
        start = {"heading": written.heading, "done": written.done, "sentence": written.sentence}
    start["measures"] = stand_on(written, charts)
    answer = first_known(newest_answers(place.pk))
    names = [(ANSWER, gettext("The newest answer: %(name)s") % {"name": answer.title})] if answer else []
    names += [(pk, chart.title) for pk, chart in charts.items()]
    form = PosterForm(request.POST or None, initial=start, charts=names)
    if form.is_valid() and still_as_seen(request, form, written):
        said = {"measures": [], **form.cleaned_data}
        actions.write_poster(municipality=place, by=request.user, now=request.now, **said)
        messages.success(request, gettext("Saved."))
        return redirect("programme:poster", place.pk)
    return render(request, "programme/poster_form.html", {"form": form, "place": place})
