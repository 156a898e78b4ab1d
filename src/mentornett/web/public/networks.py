"""What anybody may read about a network whose organiser has chosen to publish it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from mentornett.core import time
from mentornett.core.scoping import Scope, inside
from mentornett.network.permissions.course import published_networks
from mentornett.web.course_pictures import public_context


@login_not_required
@require_safe
def network(request: HttpRequest, network_id: int) -> HttpResponse:
    """Show the public page of a network (A10), or 404 where there is none."""
    network = get_object_or_404(published_networks(), pk=network_id)
    with inside(Scope(organisers=frozenset({network.organiser_id}))):  # who takes part stands behind the wall
        context = public_context(network, time.today())
    return render(request, "public/network.html", context)
