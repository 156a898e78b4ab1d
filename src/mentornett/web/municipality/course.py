"""The course of a network, for those who take part in it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from mentornett.exchange.calendar import feed_of_teams, gathering_calendar, network_calendar
from mentornett.network.choices import SlotType
from mentornett.network.permissions import own_teams_of
from mentornett.network.permissions.course import courses_visible_to
from mentornett.network.permissions.guests import visits_of
from mentornett.network.queries.gatherings import gatherings_of
from mentornett.network.queries.programme import programme_of
from mentornett.web.course_pictures import course_context
from mentornett.web.http import MemberRequest, download


def _network(request: MemberRequest, network_id: int) -> Any:
    return get_object_or_404(courses_visible_to(request.viewer), pk=network_id)


def _gathering(request: MemberRequest, network_id: int, number: int) -> Any:
    return get_object_or_404(gatherings_of(_network(request, network_id)), number=number)


@require_safe
def course(request: MemberRequest, network_id: int) -> HttpResponse:
    """Show «Gangen i nettverket»: gatherings, the work between, what is due when."""
    context = course_context(_network(request, network_id), request.today)
    is_guest = visits_of(request.viewer).filter(network=network_id).exists()
    return render(request, "networks/course.html", context | {"for_team": True, "is_guest": is_guest})


@require_safe
def gathering(request: MemberRequest, network_id: int, number: int) -> HttpResponse:
    """Show one gathering with its programme."""
    row = _gathering(request, network_id, number)
    context = {
        "network": row.network, "gathering": row, "programme": programme_of(row), "for_team": True,
        "slot_names": dict(SlotType.choices),
    }  # fmt: skip
    return render(request, "networks/gathering.html", context)


@require_safe
def calendar(request: MemberRequest, network_id: int) -> HttpResponse:
    """Download all gatherings; with ?deadlines=1 also what one's own teams owe, or what all teams are asked for."""
    network = _network(request, network_id)
    wanted = "deadlines" in request.GET
    teams = list(own_teams_of(request.viewer).filter(network=network)) if wanted else []
    if teams:
        return download(feed_of_teams(teams, name=network.name, now=request.now))
    return download(network_calendar(network, now=request.now, deadlines=wanted))


@require_safe
def calendar_of_gathering(request: MemberRequest, network_id: int, number: int) -> HttpResponse:
    """Download one gathering."""
    return download(gathering_calendar(_gathering(request, network_id, number), now=request.now))
