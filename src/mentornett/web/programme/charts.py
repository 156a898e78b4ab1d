"""Figures by month as charts: one measure on its page, and all of a municipality's side by side (J02, L05)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mentornett.measurement.permissions import facts as permissions
from mentornett.measurement.queries import series_rows as queries
from mentornett.measurement.queries.vacancies import starts_of
from mentornett.reports.measure_chart import MeasureChart, measure_chart, small_charts
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
