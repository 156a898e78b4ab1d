"""Log-in without a password, as one of the invented people of a demonstration."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from mentornett.tenants import queries

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@login_not_required
@require_POST
def log_in(request: HttpRequest, person_id: int) -> HttpResponse:
    """Log in as an invented person; there is no such page outside demonstrations."""
    person = queries.demo_person(person_id) if settings.DEMO else None
    if person is None:
        raise Http404
    login(request, person, backend=BACKEND)
    record_authentication(request, person, method="demo")
    return redirect("everyone:now")
