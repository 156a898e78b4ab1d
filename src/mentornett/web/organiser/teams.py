"""The teams of a network: who takes part, how large, what is missing; and taking in a new one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from mentornett.core.text import in_language
from mentornett.documents.sheets import Sheet
from mentornett.network import actions, permissions, queries
from mentornett.network.forms.teams import NewTeamForm
from mentornett.network.rules import size_remark
from mentornett.tenants.queries import municipalities_on
from mentornett.web.files import list_file
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.organiser.finding import followed, run


def _rows(request: MemberRequest, network: Any) -> list[dict[str, Any]]:
    own = permissions.teams_staffed_by(request.viewer).filter(network=network)
    teams: list[Any] = list(queries.with_people(own, request.today))
    missing = queries.vacancies_in(teams, request.today)
    return [
        {
            "team": team,
            "people": len({member.person_id for member in team.members_now}),
            "missing": missing[team.pk],
        }
        for team in teams
    ]


@require_safe
def teams(request: MemberRequest, network_id: int) -> HttpResponse:
    """List the teams with size, empty roles and state, and the sizes together (B02)."""
    network = followed(request, network_id)
    rows, limits = _rows(request, network), queries.size_limits(network)
    for row in rows:
        row["remark"] = size_remark(row["people"], limits) if row["team"].state == "active" else ""
    sizes = sorted(row["people"] for row in rows if row["team"].ended is None)
    context = {
        "network": network,
        "rows": rows,
        "limits": limits,
        "municipalities": len({row["team"].municipality_id for row in rows}),
        "smallest": sizes[0] if sizes else 0,
        "largest": sizes[-1] if sizes else 0,
        "without_union": sum(any(v.key.startswith("union") for v in row["missing"]) for row in rows),
        "may_run": permissions.may_run(request.viewer, network),
    }
    return render(request, "organiser/teams.html", context)


@FORM_PAGE
def team_new(request: MemberRequest, network_id: int) -> HttpResponse:
    """Take a team into the network."""
    network = run(request, network_id)
    form = NewTeamForm(request.POST or None, network=network, today=request.today)
    if form.is_valid():
        team = actions.create_team(network=network, by=request.user, now=request.now, **form.cleaned_data)
        messages.success(request, gettext("The team is in. Put the coordinator into it next."))
        return redirect("municipality:member_new", team.pk)
    places = municipalities_on(request.today).only("number", "name", "county")
    return render(request, "organiser/team_new.html", {"form": form, "network": network, "places": places})


@require_safe
def teams_file(request: MemberRequest, network_id: int, form: str) -> HttpResponse:
    """Give the list of teams as Excel or CSV."""
    network = followed(request, network_id)
    columns = (
        gettext("Municipality"), gettext("Team"), gettext("Service area"), gettext("People"), gettext("Missing"),
        gettext("State"), gettext("Takes part from"),
    )  # fmt: skip
    rows = [
        (
            str(row["team"].municipality), row["team"].name, row["team"].service_area, row["people"],
            ", ".join(in_language(vacancy.label) for vacancy in row["missing"]), row["team"].get_state_display(),
            row["team"].joined,
        )
        for row in _rows(request, network)
    ]  # fmt: skip
    title = gettext("Teams in %(network)s") % {"network": network.name}
    return list_file(Sheet(gettext("Teams"), columns, rows), form, title=title)
