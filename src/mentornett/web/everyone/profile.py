"""What a person can see and change about themselves."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from mentornett.web.http import MemberRequest


def profile(request: MemberRequest) -> HttpResponse:
    """Show and change one's own details."""
    return render(request, "everyone/profile.html", {})
