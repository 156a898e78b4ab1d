"""A network's answers, for those who read the answers of a municipality that takes part in it (J24–J26)."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mentornett.measurement.permissions.network_answers import may_answer_for, said_by_own, shared_answers
from mentornett.web.http import MemberRequest
from mentornett.web.network_answers import network_context


@require_safe
def network_answers(request: MemberRequest, network_id: int) -> HttpResponse:
    """Show the newest answers of a network that one's municipality takes part in."""
    found = shared_answers(request.viewer, network_id)
    if found is None:
        raise Http404
    own = [
        {"asked": row, "may_answer": may_answer_for(request.viewer, row.place.pk)}
        for row in said_by_own(request.viewer, found.network)
    ]
    return render(request, "programme/network_answers.html", network_context(request, found) | {"own": own})
