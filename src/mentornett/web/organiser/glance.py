"""The network at a glance: one screen that says how every team is doing."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.core.time import date_range_words
from mentornett.measurement.queries.before_now import baselines_of
from mentornett.network import permissions, queries
from mentornett.network.queries import glance as grids
from mentornett.network.queries.gatherings import gathering_name
from mentornett.network.queries.overview import Course, course_with_periods
from mentornett.network.rules.periods import Period
from mentornett.reports.glance import counted_words, glance_document, glance_sheet, summary_sentences
from mentornett.web.files import table_file
from mentornett.web.http import MemberRequest

COLUMNS_COOKIE = "glance_columns"
ONE_YEAR = 365 * 24 * 3600
WISH_NAMES = ("guide", "county", "state", "words", "sort")
PLAIN = frozenset({"self_score", "guide_score", "guide"})  # numbers and names: no colour, no icon
PLAIN_STATES = frozenset({"nothing", "not_asked"})


def _network(request: MemberRequest, network_id: int) -> Any:
    return get_object_or_404(permissions.networks_staffed_by(request.viewer), pk=network_id)


def _wishes(request: MemberRequest) -> grids.Wishes:
    chosen = tuple(key for key in request.COOKIES.get(COLUMNS_COOKIE, "").split("-") if key in grids.COLUMNS)
    return grids.Wishes(**{name: request.GET.get(name, "")[:80] for name in WISH_NAMES}, columns=chosen)


def _period_number(request: MemberRequest) -> int | None:
    wanted = request.GET.get("period", "")
    return int(wanted) if wanted.isdecimal() and len(wanted) < 4 else None


def _grid(request: MemberRequest, network: Any) -> grids.Grid:
    teams = permissions.teams_staffed_in(network, request.viewer)
    return grids.grid_of(
        network,
        teams,
        _wishes(request),
        today=request.today,
        period_number=_period_number(request),
        baselines=baselines_of(teams),
        guided=set(permissions.teams_guided_by(request.viewer).values_list("pk", flat=True)),
    )


@require_safe
def glance(request: MemberRequest, network_id: int) -> HttpResponse:
    """Show the course, a line that sums up, and the matrix of teams by what the period asks for."""
    network = _network(request, network_id)
    course = course_with_periods(network)
    period = course.period(_period_number(request), request.today)
    grid = _grid(request, network)
    context = {
        "network": network, "grid": grid, "matrix": _matrix(grid, request), "wishes": _wishes(request),
        "states": grids.STATES, "period": period, "period_label": period_words(course, period, request.today),
        "query": request.GET.urlencode(), "columns": _column_boxes(grid),
        "sentences": summary_sentences(grid.counts, grid.columns.get("status_report", "")),
        "counted": counted_words(grid.counts), "may_run": permissions.may_run(request.viewer, network),
    }  # fmt: skip
    if request.htmx:
        return render(request, "organiser/glance_matrix.html", context)
    context["timeline"] = timeline_of(course, period, request.today)
    return render(request, "organiser/glance.html", context)


def _column_boxes(grid: grids.Grid) -> list[dict[str, Any]]:
    return [{"key": key, "label": label, "shown": key in grid.shown} for key, label in grid.columns.items()]


def period_words(course: Course, period: Period | None, today: date) -> str:
    """Return what a period is called: which gathering it leads up to."""
    ending = next((row for row in course.gatherings if period and row.pk == period.gathering), None)
    return gettext("The time up to %(gathering)s") % {"gathering": gathering_name(ending)} if ending else ""


def timeline_of(course: Course, chosen: Period | None, today: date) -> list[dict[str, Any]]:
    """Return gatherings and periods as the timeline draws them; each opens the period that it belongs to."""
    items: list[dict[str, Any]] = []
    for period, gathering in zip(course.periods, course.gatherings, strict=True):
        url = f"?period={period.number}"
        if gathering.starts > period.starts and (items or (gathering.starts - period.starts).days > 7):
            items.append(_period_item(period, gathering.starts, url, chosen, today))
        state = "past" if gathering.ends < today else "now" if gathering.starts <= today else "coming"
        dates = date_range_words(gathering.starts, gathering.ends, today)
        name = gathering_name(gathering)
        note = gathering.title if gathering.title != name else ""
        items.append({"kind": "gathering", "title": name, "note": note, "dates": dates, "state": state, "url": url})
    return items


def _period_item(period: Period, ends: date, url: str, chosen: Period | None, today: date) -> dict[str, Any]:
    state = "past" if ends <= today else "now" if period.starts <= today else "coming"
    item: dict[str, Any] = {
        "kind": "period", "title": gettext("Period %(number)s") % {"number": period.number}, "state": state,
        "url": url, "chosen": period == chosen,
    }  # fmt: skip
    if state == "now":
        item["today_tenths"] = round(10 * (today - period.starts).days / max((ends - period.starts).days, 1))
    return item


def _matrix(grid: grids.Grid, request: MemberRequest) -> dict[str, Any]:
    sort = request.GET.get("sort", "")
    columns = [_column(key, grid.columns[key], sort, request) for key in grid.shown]
    return {
        "label": gettext("Teams and what is asked of them"), "corner": gettext("Team"),
        "corner_url": _with(request, sort="-team" if sort == "team" else "team"), "columns": columns,
        "rows": [_matrix_row(row, grid.shown) for row in grid.rows],
    }  # fmt: skip


def _column(key: str, label: str, sort: str, request: MemberRequest) -> dict[str, str]:
    if key not in grids.SORTABLE:
        return {"label": label}
    direction = {key: "descending", f"-{key}": "ascending"}.get(sort, "")
    url = _with(request, sort=f"-{key}" if sort == key else key)
    return {"label": label, "url": url, "direction": direction}


def _with(request: MemberRequest, **changes: str) -> str:
    query = request.GET.copy()
    for name, value in changes.items():
        query[name] = value
    return f"?{query.urlencode()}"


def _matrix_row(row: grids.Row, shown: tuple[str, ...]) -> dict[str, Any]:
    team_url = reverse("organiser:team", args=[row.team.pk])
    place = str(row.team.municipality)
    return {
        "title": place, "subtitle": row.team.name if row.team.name != place else "", "url": team_url,
        "cells": [_matrix_cell(row.squares[key], team_url) for key in shown],
    }  # fmt: skip


def _matrix_cell(square: grids.Square, team_url: str) -> dict[str, Any]:
    is_plain = square.state in PLAIN_STATES or (square.column in PLAIN and square.urgency == 0)
    return {
        "column": square.title, "tone": "" if is_plain else square.tone, "label": square.label, "note": square.note,
        "quiet": square.quiet, "worst": square.worst, "url": _target_url(square.target, team_url),
    }  # fmt: skip


def _target_url(target: grids.Target, team_url: str) -> str:
    if target.report:
        return reverse("organiser:report", args=[target.report])
    return f"{team_url}#{target.part}" if target.part else ""


@require_safe
def glance_file(request: MemberRequest, network_id: int, form: str) -> HttpResponse:
    """Download what is seen: the same rows in the same order, as Excel, CSV, Word or PDF."""
    network = _network(request, network_id)
    grid = _grid(request, network)
    course = course_with_periods(network)
    period = period_words(course, course.period(_period_number(request), request.today), request.today)
    document = glance_document(grid, title=network.name, period=period, today=request.today)
    return table_file(glance_sheet(grid), document, form, now=request.now)


@require_POST
def glance_columns(request: MemberRequest, network_id: int) -> HttpResponse:
    """Remember on this device which columns somebody wants to see."""
    network = _network(request, network_id)
    query = QueryDict(request.POST.get("query", "")[:500])
    response = redirect(f"{reverse('organiser:glance', args=[network.pk])}?{query.urlencode()}")
    chosen = [key for key in request.POST.getlist("columns") if key in grids.COLUMNS]
    response.set_cookie(COLUMNS_COOKIE, "-".join(chosen), max_age=ONE_YEAR, httponly=True, samesite="Lax")
    return response


@require_safe
def attention(request: MemberRequest, network_id: int) -> HttpResponse:
    """List the teams that should be looked at, each with the reasons written out (F03, F07)."""
    network = _network(request, network_id)
    teams = permissions.teams_staffed_in(network, request.viewer)
    guided = set(permissions.teams_guided_by(request.viewer).values_list("pk", flat=True))
    rows = queries.attention_of(teams, request.today, baselines=baselines_of(teams), guided=guided)
    context = {"network": network, "rows": rows, "waiting": queries.reports_waiting(teams), "guided": guided}
    return render(request, "organiser/attention.html", context)
