"""A municipality's own teams."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mentornett.network import permissions
from mentornett.web.http import MemberRequest


@require_safe
def teams(request: MemberRequest) -> HttpResponse:
    """List the teams that one takes part in or sponsors."""
    return render(request, "municipality/teams.html", {"teams": permissions.teams_visible_to(request.viewer)})
