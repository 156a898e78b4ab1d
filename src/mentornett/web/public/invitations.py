"""The page where an invited person chooses a password."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_not_required
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Let somebody with a valid link choose a password."""
    return render(request, "public/invitation_gone.html", status=404)
