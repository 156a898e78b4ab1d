"""Guidance of a whole network: guides and their load, the operative group's review, leave to read."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.measurement.queries.before_now import baselines_of
from mentornett.network import actions, permissions, queries
from mentornett.network.forms.guidance import GrantForm, ReviewForm
from mentornett.network.permissions import grants_run_by
from mentornett.network.queries.guidance import assignment_in, grants_in, loads_of
from mentornett.network.queries.overview import course_with_periods
from mentornett.web.http import MemberRequest
from mentornett.web.keeping import changeable_row
from mentornett.web.organiser.finding import followed, run
from mentornett.web.organiser.glance import period_words


@require_safe
def guides(request: MemberRequest, network_id: int) -> HttpResponse:
    """Show who guides whom, how many teams each has, and which teams have nobody (F01)."""
    network = followed(request, network_id)
    teams = permissions.teams_staffed_in(network, request.viewer).filter(state__in=["active", "paused"])
    loads = loads_of(network, teams, request.today)
    guided = {row.pk for load in loads for row in load.teams}
    context = {
        "network": network, "loads": loads, "alone": [row for row in teams if row.pk not in guided],
        "may_run": permissions.may_run(request.viewer, network),
    }  # fmt: skip
    return render(request, "organiser/guides.html", context)


@require_safe
def my_teams(request: MemberRequest) -> HttpResponse:
    """List the teams that one guides oneself, across networks, those that need a call first."""
    if not request.viewer.staffed:
        raise Http404
    teams = permissions.teams_guided_by(request.viewer)
    known = queries.known_about(teams, request.today, only_reasons=True)
    guided = {row.team.pk for row in known}
    found = queries.attention_among(known, request.today, baselines=baselines_of(teams), guided=guided)
    reasons = {row.team.pk: row.reasons for row in found}
    order = {pk: place for place, pk in enumerate(reasons)}
    rows = [{"known": row, "reasons": reasons.get(row.team.pk, ())} for row in known]
    rows.sort(key=lambda row: order.get(row["known"].team.pk, len(order)))  # type: ignore[attr-defined]
    return render(request, "organiser/my_teams.html", {"rows": rows, "waiting": queries.reports_waiting(teams)})


@require_safe
def review(request: MemberRequest, network_id: int) -> HttpResponse:
    """Go through all teams with what they sent, and note a colour, a note and the next step for each (E17).

    ?team= opens the form of one team; a form for every team made the page five times as slow as it need be.
    """
    network = followed(request, network_id)
    course = course_with_periods(network)
    may_run, opened = permissions.may_run(request.viewer, network), request.GET.get("team", "")
    wanted = request.GET.get("period", "")
    period = course.period(int(wanted) if wanted.isdecimal() and len(wanted) < 4 else None, request.today)
    teams = permissions.teams_staffed_in(network, request.viewer).filter(state__in=["active", "paused"])
    known = queries.known_about(teams, request.today, period.number if period else None)
    context = {
        "network": network, "period": period, "periods": course.periods,
        "period_label": period_words(course, period, request.today),
        "rows": [
            {"known": row, "form": _review_form(row) if may_run and str(row.team.pk) == opened else None}
            for row in known
        ],
        "may_run": may_run,
    }  # fmt: skip
    return render(request, "organiser/review.html", context)


def _review_form(known: Any) -> ReviewForm:
    return ReviewForm.of(known.review, auto_id=f"review-{known.team.pk}-%s")


@require_safe
def readers(request: MemberRequest, network_id: int) -> HttpResponse:
    """Show who may read what, and give leave to more."""
    network = run(request, network_id)
    return _readers(request, network, GrantForm(network=network, today=request.today, initial=_from_today(request)))


def _from_today(request: MemberRequest) -> dict[str, Any]:
    return {"starts": request.today, "may_comment": True}


def _readers(request: MemberRequest, network: Any, form: GrantForm) -> HttpResponse:
    context = {"network": network, "grants": grants_in(network), "form": form, "today": request.today}
    return render(request, "organiser/readers.html", context)


@require_POST
def grant_new(request: MemberRequest, network_id: int) -> HttpResponse:
    """Let somebody read what all teams send for one assignment, for a limited time."""
    network = run(request, network_id)
    form = GrantForm(request.POST, network=network, today=request.today)
    if not form.is_valid():
        return _readers(request, network, form)
    data = form.cleaned_data
    actions.grant_reading(
        assignment=assignment_in(network, data["assignment"]), person=form.chosen,
        leave=actions.Leave(data["starts"], data["ends"], data["may_comment"]), by=request.user, now=request.now,
        today=request.today,
    )  # fmt: skip
    messages.success(request, gettext("%(name)s can read and has been told.") % {"name": form.chosen.name})
    return redirect("organiser:readers", network.pk)


@require_POST
def grant_revoke(request: MemberRequest, grant_id: int) -> HttpResponse:
    """End somebody's leave to read at once."""
    seen = permissions.grants_followed_by(request.viewer)
    grant = changeable_row(grants_run_by(request.viewer), seen, grant_id)
    network_id = grant.network_id
    actions.revoke_reading(grant=grant, by=request.user, now=request.now, today=request.today)
    messages.success(request, gettext("The leave to read has ended."))
    return redirect("organiser:readers", network_id)
