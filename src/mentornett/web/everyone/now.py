"""«Now»: the few things that this person should do next, across all roles."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mentornett.web.http import MemberRequest


@require_safe
def now(request: MemberRequest) -> HttpResponse:
    """Show what to do next, what comes, and what was done."""
    return render(request, "everyone/now.html", {})
