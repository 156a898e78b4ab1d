"""A unit leader's own new hires."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mentornett.core import audit
from mentornett.mentoring.permissions import employments_led_by
from mentornett.mentoring.queries.own_people import own_hires
from mentornett.web.http import MemberRequest


@require_safe
def own_people(request: MemberRequest) -> HttpResponse:
    """Show who has a mentor, what comes, which talks were held, and the time given. Never what was talked about."""
    if not request.viewer.units_led:
        raise Http404
    rows = own_hires(employments_led_by(request.viewer), request.today)
    subjects = [row.employment.person for row in rows]
    audit.reading(reader=request.user, subjects=subjects, page="own_people", now=request.now)
    return render(request, "programme/own_people.html", {"rows": rows, "without": sum(not row.pair for row in rows)})
