"""The home page of competence: a part for each thing that strengthens mentors."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mentornett.web.competence.course_cards import courses_part
from mentornett.web.http import MemberRequest


@require_safe
def home(request: MemberRequest) -> HttpResponse:
    """Show one's own courses, those one can sign up for, and those one runs."""
    part = courses_part(request)
    if part is None:
        raise Http404
    return render(request, "competence/home.html", {"courses": part})
