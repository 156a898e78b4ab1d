"""Teams and municipalities of a network side by side: what they share, as small charts with common axes."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from mentornett.measurement.permissions.shared_series import shared_with_followed
from mentornett.measurement.queries import before_now as queries
from mentornett.reports.place_panels import legend, places_document
from mentornett.reports.shared_panels import (
    SharedGroup,
    few_words,
    shared_sheet,
    shared_side_by_side,
)
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


def _shared(request: MemberRequest, network: Any) -> list[SharedGroup]:
    return shared_side_by_side(shared_with_followed(request.viewer, network))


@require_safe
def months_shared(request: MemberRequest, network_id: int) -> HttpResponse:
    """Show the figures by month that municipalities share, each by itself, with common axes and in a fixed order."""
    network = followed(request, network_id)
    context = {
        "network": network, "legend": legend(), "few_words": few_words(),
        "groups": [
            {
                "group": group, "shown": group.shown,
                "places": [
                    {"place": place, "day": day, "picture": drawn_here(place.svg)}
                    for place, day in zip(group.shown.places, group.days, strict=True)
                ],
            }
            for group in _shared(request, network)
        ],
    }  # fmt: skip
    return render(request, "organiser/months_shared.html", context)


@require_safe
def months_shared_file(request: MemberRequest, network_id: int, form: str) -> HttpResponse:
    """Give the same as Word, PDF, Excel or CSV."""
    network = followed(request, network_id)
    groups = _shared(request, network)
    document = places_document(
        [group.shown for group in groups], title=gettext("Municipality by municipality"), subtitle=network.name,
        today=request.today,
    )  # fmt: skip
    return table_file(shared_sheet(groups), document, form, now=request.now)
