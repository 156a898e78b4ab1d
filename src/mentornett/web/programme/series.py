"""Figures by month: what is counted, the months of a year, and the corrections (J02, J12)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.documents.sheets import Sheet
from mentornett.measurement.actions import series as actions
from mentornett.measurement.choices import CountedAs, MeasureKey
from mentornett.measurement.forms.series import MeasureForm, MonthsForm
from mentornett.measurement.permissions import facts as permissions
from mentornett.measurement.permissions.network_answers import may_answer_for
from mentornett.measurement.queries import series as queries
from mentornett.measurement.queries.shared_series import shared_with
from mentornett.measurement.queries.vacancies import starts_of
from mentornett.measurement.rules.series import months_of
from mentornett.web.files import list_file
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.keeping import changeable_row, removed_page
from mentornett.web.meanwhile import still_as_seen
from mentornett.web.programme.charts import chart_of_page
from mentornett.web.programme.vacancies import place_kept, places_read

CARDS = 3  # columns from which a table stays a table on the phone


def _words() -> dict[str, dict[str, Any]]:
    """Return what each kind is usually called, ready to fill in."""
    return {
        MeasureKey.AGENCY: {"unit_word": gettext("shifts"), "by_unit": True, "less_is_better": "yes"},
        MeasureKey.SICK_LEAVE: {"unit_word": "%", "by_unit": False, "less_is_better": "yes"},
        MeasureKey.OVERTIME: {"unit_word": gettext("hours"), "by_unit": True, "less_is_better": "yes"},
        MeasureKey.OWN: {"unit_word": "", "by_unit": False, "less_is_better": ""},
    }


@require_safe
def series(request: MemberRequest) -> HttpResponse:
    """List what is counted each month, and up to when."""
    places = places_read(request)
    kept = list(permissions.places_kept_by(request.viewer))
    rows = queries.with_months(permissions.measures_visible_to(request.viewer), request.today)
    starts = starts_of(place.pk for place in places)
    context = {
        "rows": [_listed(row, starts.get(row.measure.municipality_id or 0)) for row in rows],
        "kept": kept, "several": len(places) > 1, "keys": MeasureKey.choices,
    }  # fmt: skip
    return render(request, "programme/series.html", context)


def _listed(row: queries.Written, start: date | None) -> dict[str, Any]:
    """Return a measure for the list; months from before the start are a baseline too."""
    before = row.first if start and row.first and row.first < start.replace(day=1) else None
    return {
        "measure": row.measure, "last": row.last, "before": before, "baseline": queries.number(row.measure.baseline),
    }  # fmt: skip


def _seen(request: MemberRequest, measure_id: int) -> Any:
    return get_object_or_404(permissions.measures_visible_to(request.viewer), pk=measure_id)


def _own(request: MemberRequest, measure_id: int) -> Any:
    """Return a measure that one keeps, a removed one too; 403 when one only reads it."""
    seen = permissions.measures_visible_to(request.viewer)
    return changeable_row(permissions.measures_changeable_by(request.viewer), seen, measure_id)


def _year(request: MemberRequest, years: list[int]) -> int:
    wanted = request.GET.get("year", "")
    return int(wanted) if wanted.isascii() and wanted.isdigit() and int(wanted) in years else years[0]


@require_safe
def measure(request: MemberRequest, measure_id: int) -> HttpResponse:
    """Show the months of a year, and what was corrected in them."""
    row = _seen(request, measure_id)
    years = queries.years_of(row, request.today)
    year, columns = _year(request, years), queries.columns_of(row)
    lately = queries.recent_of(row, columns, request.today)
    context = {
        "recent": lately, "mean": queries.number(lately.mean), "sentence": queries.before_and_now(row, lately),
        "measure": row, "years": years, "year": year, "columns": columns, "narrow": len(columns) < CARDS,
        "rows": _shown(row, queries.rows_of(row, columns, year, request.today), columns, request.today),
        "corrections": [
            {"was": queries.figure(row, one.was), "now": queries.figure(row, one.now) if one.now else "", "of": one}
            for one in queries.corrections_of(row, year)
        ],
        "may_keep": permissions.may_keep(request.viewer, row.municipality_id),
        "may_share": may_answer_for(request.viewer, row.municipality_id), "shared": shared_with(row),
        "baseline": queries.number(row.baseline), "goal": queries.number(row.goal),
    }  # fmt: skip
    return render(request, "programme/measure.html", context | chart_of_page(request, row, columns))


def _shown(measure: Any, rows: list[Any], columns: list[Any], today: date) -> list[dict[str, Any]]:
    titles = [column.unit.name if column.unit else "" for column in columns]
    return [
        {
            "month": row.month,
            "goes_on": row.month == today.replace(day=1),
            "cells": [
                {"title": title, "value": value, "number": queries.figure(measure, value) if value else ""}
                for title, value in zip(titles, row.values, strict=True)
            ],
        }
        for row in rows
    ]


@require_safe
def measure_file(request: MemberRequest, measure_id: int, form: str) -> HttpResponse:
    """Give every month there is as Excel or CSV; it can be imported again as it is."""
    row = _seen(request, measure_id)
    columns, rows = queries.columns_of(row), []
    for year in reversed(queries.years_of(row, request.today)):
        for line in reversed(queries.rows_of(row, columns, year, request.today)):
            rows += [
                (f"{line.month:%Y-%m}", column.unit.name if column.unit else "", value.value, value.cases, value.people)
                for column, value in zip(columns, line.values, strict=True)
                if value
            ]
    counted = row.counted_as != CountedAs.NUMBER
    parts = (gettext("How many"), gettext("Of how many")) if counted else (gettext("Absent"), gettext("People"))
    titles = (gettext("Month"), gettext("Unit"), gettext("Number"), *parts)
    numbers = [(month, unit, float(value), cases, people) for month, unit, value, cases, people in rows]
    return list_file(Sheet(row.name[:30], titles, numbers), form, title=row.name)


@FORM_PAGE
def measure_new(request: MemberRequest, municipality_id: int) -> HttpResponse:
    """Say what is to be counted; ?key= fills in what is usual."""
    place = place_kept(request, municipality_id)
    wanted = request.GET.get("key", "")
    key = MeasureKey(wanted) if wanted in MeasureKey.values else MeasureKey.OWN
    start = _words()[key] | {"key": key, "name": "" if key == MeasureKey.OWN else key.label}
    form = MeasureForm(request.POST or None, initial=start)
    if form.is_valid():
        made = actions.save_measure(municipality=place, by=request.user, now=request.now, **form.cleaned_data)
        messages.success(request, gettext("Now write the figures, month by month, or import a list."))
        return redirect("programme:measure", made.pk)
    return render(
        request, "programme/measure_form.html", {"form": form, "title": gettext("Count something each month")}
    )


@FORM_PAGE
def measure_change(request: MemberRequest, measure_id: int) -> HttpResponse:
    """Change definition, goal and starting point."""
    row = _own(request, measure_id)
    form = MeasureForm(request.POST or None, measure=row)
    if form.is_valid() and still_as_seen(request, form, row):
        actions.save_measure(
            municipality=row.municipality, measure=row, by=request.user, now=request.now, **form.cleaned_data
        )
        messages.success(request, gettext("Saved."))
        return redirect("programme:measure", row.pk)
    context = {"form": form, "title": gettext("Change what is counted"), "measure": row}
    return render(request, "programme/measure_form.html", context)


@FORM_PAGE
def months(request: MemberRequest, measure_id: int) -> HttpResponse:
    """Write the figures of a year for one unit, or for the whole municipality."""
    row = _own(request, measure_id)
    if row.removed_at:
        raise Http404
    years, columns = queries.years_of(row, request.today), queries.columns_of(row)
    year, wanted = _year(request, years), request.GET.get("unit", "")
    column = next((one for one in columns if str(one.key) == wanted), columns[0] if columns else None)
    if column is None:
        return redirect("programme:measure", row.pk)
    begun = months_of(year, request.today)
    entries = queries.entries_of(row, column.unit, begun)
    form = MonthsForm(request.POST or None, measure=row, months=begun, entries=entries)
    if form.is_valid() and still_as_seen(request, form, row):
        typed = {(column.unit, month): entry for month, entry in form.entries.items()}
        actions.set_months(measure=row, entries=typed, by=request.user, now=request.now)
        messages.success(request, gettext("The figures are saved."))
        return redirect(f"{reverse('programme:measure', args=[row.pk])}?year={year}")
    context = {
        "form": form, "measure": row, "years": years, "year": year, "columns": columns, "column": column,
        "query": f"?year={year}&unit={column.key}",
    }  # fmt: skip
    return render(request, "programme/months.html", context)


@require_POST
def measure_remove(request: MemberRequest, measure_id: int) -> HttpResponse:
    """Take a measure away; the page then offers to put it back."""
    row = _own(request, measure_id)
    actions.remove_measure(measure=row, by=request.user, now=request.now)
    undo_url = reverse("programme:measure_restore", args=[row.pk])
    return removed_page(request, row.name, undo_url=undo_url, above_url=reverse("programme:series"))


@require_POST
def measure_restore(request: MemberRequest, measure_id: int) -> HttpResponse:
    """Put a removed measure back with its figures."""
    row = _own(request, measure_id)
    actions.restore_measure(measure=row, by=request.user, now=request.now)
    messages.success(request, gettext("It is back."))
    return redirect("programme:measure", row.pk)
