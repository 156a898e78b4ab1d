"""Points some time after a network has closed, on which its teams are asked for their measures again (J25)."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from mentornett.measurement.actions import later as actions
from mentornett.measurement.queries.later import CHOICES, points_of
from mentornett.web.http import MemberRequest
from mentornett.web.organiser.finding import run


@require_POST
def point_set(request: MemberRequest, network_id: int, months: int) -> HttpResponse:
    """Set a point."""
    network = run(request, network_id)
    if months not in CHOICES:
        raise Http404
    actions.set_point(network=network, months=months, by=request.user, now=request.now)
    messages.success(request, gettext("The teams will be asked then."))
    return redirect("organiser:network", network.pk)


@require_POST
def point_remove(request: MemberRequest, network_id: int, point_id: int) -> HttpResponse:
    """Take a point away, unless somebody has answered."""
    network = run(request, network_id)
    point = get_object_or_404(points_of(network), pk=point_id)
    if actions.remove_point(point=point, by=request.user, now=request.now):
        messages.success(request, gettext("The teams will not be asked."))
    else:
        messages.warning(request, gettext("Somebody has answered, so the point stays."))
    return redirect("organiser:network", network.pk)
