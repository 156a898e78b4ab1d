"""Figures as charts over time: one measure on its page, all side by side, and advertised posts (J02, L05, N16)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from mentornett.core import audit
from mentornett.measurement.permissions import facts as permissions
from mentornett.measurement.queries import series_rows as queries
from mentornett.measurement.queries.leavers import days_between_leavers
from mentornett.measurement.queries.series import columns_of
from mentornett.measurement.queries.vacancies import posts_of, starts_of
from mentornett.measurement.rules.vacancies import Post, applicants_by_quarter, days_to_hire
from mentornett.mentoring.permissions import employments_led_by
from mentornett.reports.measure_chart import (
    MeasureChart,
    applicants_look,
    days_to_hire_look,
    leavers_look,
    measure_chart,
    row_chart,
    small_charts,
)
from mentornett.reports.place_panels import legend, places_document, places_sheet
from mentornett.reports.unit_panels import units_side_by_side
from mentornett.web.files import table_file
from mentornett.web.http import MemberRequest
from mentornett.web.pictures import drawn_here
from mentornett.web.programme.vacancies import places_read


def chart_of_page(request: MemberRequest, measure: Any, columns: Sequence[Any]) -> dict[str, Any]:
    """Return the chart of a measure with what stands beside it; ?unit= chooses one unit of those it is counted for."""
    wanted = request.GET.get("unit", "")
    unit = next((one.unit for one in columns if one.unit and str(one.key) == wanted), None)
    return {"chosen": unit, **_one(measure, unit, request)}


def _one(measure: Any, unit: Any, request: MemberRequest) -> dict[str, Any]:
    start = starts_of([measure.municipality_id]).get(measure.municipality_id)
    if unit:
        months, start = queries.row_of_unit(measure, unit, request.today), queries.start_of_unit(unit) or start
    else:
        months = queries.rows_over_time([measure], request.today).get(measure.pk)
    if months is None:
        return {"chart": None}
    changes = queries.changes_around(measure.municipality_id, unit)
    drawn = measure_chart(measure, months, start=start, changes=changes, unit=unit.name if unit else "")
    return {"chart": drawn, "picture": drawn_here(drawn.svg)}


@require_safe
def side_by_side(request: MemberRequest) -> HttpResponse:
    """Show everything that is counted each month, small: before, during and after, with the caveat on each."""
    places = places_read(request)
    measures = list(permissions.measures_visible_to(request.viewer))
    months, starts = queries.rows_over_time(measures, request.today), starts_of(place.pk for place in places)
    groups = [
        {"place": place, "charts": _small([row for row in measures if row.municipality_id == place.pk], months, starts)}
        for place in places
    ]
    context = {"groups": groups, "several": len(places) > 1}
    return render(request, "programme/side_by_side.html", context)


def _units(request: MemberRequest, measure_id: int) -> tuple[Any, Any, list[str]]:
    """Return a measure that is counted by unit, its units side by side, and the names of those without figures."""
    measure = get_object_or_404(permissions.measures_visible_to(request.viewer), pk=measure_id, by_unit=True)
    units = [one.unit for one in columns_of(measure) if one.unit]
    rows = queries.rows_of_units(measure, units, request.today)
    place = measure.municipality_id or 0
    start = starts_of([place]).get(place)
    shown = units_side_by_side(measure, rows, queries.starts_of_units(rows), fallback=start)
    return measure, shown, [unit.name for unit in units if unit not in rows]


@require_safe
def units(request: MemberRequest, measure_id: int) -> HttpResponse:
    """Show one figure of all units as small charts with common axes, in a fixed order."""
    measure, shown, without = _units(request, measure_id)
    context = {
        "measure": measure, "shown": shown, "without": without, "legend": legend(),
        "panels": [{"place": place, "picture": drawn_here(place.svg)} for place in shown.places],
    }  # fmt: skip
    return render(request, "programme/units.html", context)


@require_safe
def units_file(request: MemberRequest, measure_id: int, form: str) -> HttpResponse:
    """Give the same as Word, PDF, Excel or CSV."""
    measure, shown, _without = _units(request, measure_id)
    title, subtitle = shown.theme.title, measure.municipality.name
    document = places_document([shown], title=title, subtitle=subtitle, today=request.today)
    return table_file(places_sheet(shown), document, form, now=request.now)


def _small(measures: Sequence[Any], months: Any, starts: Any) -> list[dict[str, Any]]:
    charts: list[MeasureChart] = [
        measure_chart(row, months[row.pk], start=starts.get(row.municipality_id), changes=())
        for row in measures if row.pk in months
    ]  # fmt: skip
    drawn = [row for row in measures if row.pk in months]
    return [
        {"measure": row, "chart": chart, "picture": drawn_here(picture)}
        for row, chart, picture in zip(drawn, charts, small_charts(charts), strict=True)
    ]


@require_safe
def vacancies_over_time(request: MemberRequest) -> HttpResponse:
    """Show applicants per post by quarter, and the days from advertisement to hire."""
    places = places_read(request)
    posts, starts = posts_of(permissions.vacancies_visible_to(request.viewer)), starts_of(row.pk for row in places)
    changes = queries.changes_by_place(place.pk for place in places)
    groups = [
        {
            "place": place,
            "charts": _of_posts(posts.get(place.pk, []), starts.get(place.pk), changes.get(place.pk, [])),
        }
        for place in places
    ]  # fmt: skip
    return render(request, "programme/vacancies_over_time.html", {"groups": groups, "several": len(places) > 1})


def _of_posts(posts: Sequence[Post], start: date | None, changes: Sequence[Any]) -> list[dict[str, Any]]:
    drawn = [
        row_chart(look, row, start=start, changes=changes)
        for look, row in ((applicants_look(), applicants_by_quarter(posts)), (days_to_hire_look(), days_to_hire(posts)))
        if row.points
    ]
    return [{"chart": chart, "picture": drawn_here(chart.svg)} for chart in drawn]


@require_safe
def between_leavers(request: MemberRequest) -> HttpResponse:
    """Show a unit leader the days between those who left each own unit: who knows the dates already (a T chart)."""
    if not request.viewer.units_led:
        raise Http404
    found = days_between_leavers(employments_led_by(request.viewer), request.today)
    audit.reading(reader=request.user, subjects=found.persons, page="between_leavers", now=request.now)
    rows = [
        {"unit": unit, "chart": chart, "picture": drawn_here(chart.svg)}
        for unit, row in found.rows
        for chart in [row_chart(leavers_look(unit.name), row, start=queries.start_of_unit(unit))]
    ]
    return render(request, "programme/between_leavers.html", {"rows": rows})
