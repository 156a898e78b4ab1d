"""«May the network see these figures?»: one measure of the whole municipality, exactly as it would be seen."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.measurement.actions import shared_series as actions
from mentornett.measurement.permissions import shared_series as permissions
from mentornett.measurement.permissions.facts import measures_visible_to
from mentornett.measurement.permissions.network_answers import place_to_answer_for
from mentornett.measurement.queries import shared_series as queries
from mentornett.reports.place_panels import legend
from mentornett.reports.shared_panels import SharedCopy, SharedGroup, few_words, group_of
from mentornett.web.http import MemberRequest, found
from mentornett.web.keeping import changeable_row
from mentornett.web.pictures import drawn_here


def _measure(request: MemberRequest, measure_id: int) -> Any:
    """Return a measure that one may share; 403 when one only reads it."""
    seen = measures_visible_to(request.viewer)
    return changeable_row(permissions.measures_shared_by(request.viewer), seen, measure_id)


def _pair(request: MemberRequest, measure_id: int, network_id: int) -> tuple[Any, Any]:
    measure = _measure(request, measure_id)
    _place, network = found(place_to_answer_for(request.viewer, measure.municipality_id, network_id))
    return measure, network


@require_safe
def measure_share(request: MemberRequest, measure_id: int) -> HttpResponse:
    """Show what a network would see of a measure, and let it be shared with each network, or taken back."""
    measure = _measure(request, measure_id)
    content = queries.content_of(measure, request.today)
    context: dict[str, Any] = {
        "measure": measure, "networks": queries.networks_to_share_with(measure), "few_words": few_words(),
        "is_bare": queries.is_of_nobody_knows_how_many(measure),
    }  # fmt: skip
    if content:
        group = _as_seen(request, measure, content)
        place = group.shown.places[0]
        context |= {
            "group": group, "shown": group.shown, "place": place, "legend": legend(), "picture": drawn_here(place.svg),
        }  # fmt: skip
    return render(request, "programme/measure_share.html", context)


def _as_seen(request: MemberRequest, measure: Any, content: dict[str, Any]) -> SharedGroup:
    copy = SharedCopy(0, measure.municipality.name, request.today, queries.as_it_was_shared(content))
    return group_of([copy])


@require_POST
def measure_share_yes(request: MemberRequest, measure_id: int, network_id: int) -> HttpResponse:
    """Share the figures of today, or renew what is shared."""
    measure, network = _pair(request, measure_id, network_id)
    try:
        actions.share_series(measure=measure, network=network, by=request.user, now=request.now, today=request.today)
    except actions.NothingToShareError:
        messages.error(request, gettext("There is nothing to share yet."))
    else:
        messages.success(request, gettext("%(network)s sees the figures of today.") % {"network": network.name})
    return redirect("programme:measure_share", measure.pk)


@require_POST
def measure_share_no(request: MemberRequest, measure_id: int, network_id: int) -> HttpResponse:
    """Take back what is shared; what is not shared is left so."""
    measure, network = _pair(request, measure_id, network_id)
    shared = permissions.shares_of(measure, network).first()
    if shared:
        actions.stop_sharing_series(shared=shared, by=request.user, now=request.now)
    messages.success(request, gettext("%(network)s no longer sees the figures.") % {"network": network.name})
    return redirect("programme:measure_share", measure.pk)
