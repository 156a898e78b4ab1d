"""Teams of a network side by side: what they share of before and now, as small charts with common axes."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mentornett.measurement.queries import before_now as queries
from mentornett.reports.teams_panels import (
    TeamsSideBySide,
    hidden_words,
    order_words,
    teams_document,
    teams_sheet,
    teams_side_by_side,
)
from mentornett.reports.words import before_now_caveat
from mentornett.web.files import table_file
from mentornett.web.http import MemberRequest
from mentornett.web.organiser.finding import followed
from mentornett.web.pictures import drawn_here


def _groups(network: Any) -> tuple[list[TeamsSideBySide], int]:
    """Return what at least two teams count and share, and how many shared rows there are."""
    rows = queries.in_norwegian_order(queries.shown(queries.shared_rows_in(network)))
    return teams_side_by_side(rows, network), len(rows)


@require_safe
def before_now_teams(request: MemberRequest, network_id: int) -> HttpResponse:
    """Show each measure that several teams share, team by team, in a fixed order and through the gate."""
    network = followed(request, network_id)
    groups, shared = _groups(network)
    context = {
        "network": network, "caveat": before_now_caveat(network), "hidden_words": hidden_words(),
        "order_words": order_words(), "alone": shared - sum(len(group.teams) for group in groups),
        "groups": [
            {"group": group, "teams": [{"team": team, "picture": drawn_here(team.svg)} for team in group.teams]}
            for group in groups
        ],
    }  # fmt: skip
    return render(request, "organiser/before_now_teams.html", context)


@require_safe
def before_now_teams_file(request: MemberRequest, network_id: int, form: str) -> HttpResponse:
    """Give the same as Word, PDF, Excel or CSV."""
    network = followed(request, network_id)
    groups, _shared = _groups(network)
    document = teams_document(groups, network, today=request.today)
    return table_file(teams_sheet(groups, network), document, form, now=request.now)
