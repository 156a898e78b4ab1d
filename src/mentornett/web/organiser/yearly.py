"""The yearly report of an organiser."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mentornett.measurement.queries.spread import yearly_spread
from mentornett.network.permissions import networks_staffed_by
from mentornett.network.queries.yearly import Figure, Year, year_of, yearly_figures, years_with_networks
from mentornett.reports.yearly_report import effects_in, yearly_report, yearly_sheet
from mentornett.tenants.queries import organisers
from mentornett.web.files import table_file
from mentornett.web.http import MemberRequest


def _year(request: MemberRequest, organiser_id: int, number: int) -> tuple[Any, Any, Year]:
    """Return an organiser that one works for, its networks, and the year."""
    if organiser_id not in request.viewer.staffed or not 1990 <= number <= request.today.year:
        raise Http404
    networks = networks_staffed_by(request.viewer).filter(organiser=organiser_id)
    return organisers().get(pk=organiser_id), networks, year_of(networks, number)


def _figures(year: Year) -> list[Figure]:
    return [*yearly_figures(year), *yearly_spread(year.networks)]


@require_safe
def yearly(request: MemberRequest, organiser_id: int) -> HttpResponse:
    """Show the figures of a year; ?year= chooses it."""
    wanted = request.GET.get("year", "")
    number = int(wanted) if wanted.isdecimal() and len(wanted) == 4 else request.today.year
    organiser, networks, year = _year(request, organiser_id, number)
    context = {
        "organiser": organiser, "year": year, "figures": _figures(year),
        "years": years_with_networks(networks, request.today), "so_far": request.today <= year.last,
        "effects": effects_in(networks, year),
    }  # fmt: skip
    return render(request, "organiser/yearly.html", context)


@require_safe
def yearly_file(request: MemberRequest, organiser_id: int, year: int, form: str) -> HttpResponse:
    """Download the year as Excel, CSV, Word or PDF."""
    organiser, networks, chosen = _year(request, organiser_id, year)
    figures = _figures(chosen)
    document = yearly_report(organiser, chosen, figures, effects_in(networks, chosen), today=request.today)
    return table_file(yearly_sheet(chosen, figures), document, form, now=request.now)
