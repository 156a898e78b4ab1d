"""«Answers for the network»: what the municipalities' counts show together. Nothing is counted here (J24–J26)."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mentornett.measurement.permissions.network_answers import followed_answers, who_counts
from mentornett.web.http import MemberRequest
from mentornett.web.network_answers import network_context


@require_safe
def network_answers(request: MemberRequest, network_id: int) -> HttpResponse:
    """Show the newest answers of a network that one follows, and who is counted."""
    found = followed_answers(request.viewer, network_id)
    if found is None:
        raise Http404
    context = network_context(request, found) | {"who": who_counts(request.viewer, found.network)}
    return render(request, "organiser/answers.html", context)
