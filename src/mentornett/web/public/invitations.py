"""Where an invited person chooses a password."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_POST

from mentornett.core import time
from mentornett.tenants import actions, queries
from mentornett.tenants.forms import PasswordForm
from mentornett.web.http import FORM_PAGE
from mentornett.web.public.seeing import language_for

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@login_not_required
@FORM_PAGE
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Let somebody with a valid link choose a password, and log them in."""
    found = queries.invitation_with(actions.token_hash(token))
    if (problem := _problem(found)) or found is None:
        return _gone(request, problem, token)
    with translation.override(language_for(request, found.person)):
        form = PasswordForm(request.POST or None, person=found.person)
        if not form.is_valid():
            return render(request, "public/invitation.html", {"form": form, "invitation": found})
    person = actions.accept_invitation(invitation=found, password=form.cleaned_data["password"], now=time.now())
    login(request, person, backend=BACKEND)
    record_authentication(request, person, method="password", email=person.email)
    return redirect("everyone:now")


@login_not_required
@require_POST
def renew(request: HttpRequest, token: str) -> HttpResponse:
    """Send a new link to the address that an expired one was sent to."""
    found = queries.invitation_with(actions.token_hash(token))
    if _problem(found) != "expired" or found is None:
        return _gone(request, _problem(found) or "used", token)
    actions.renew_invitation(invitation=found, now=time.now())
    return render(request, "public/invitation_sent.html")


def _problem(found: Any) -> str:
    """Tell what is wrong with an invitation: «unknown», «used», «expired», or nothing."""
    if found is None or not found.person.is_active:
        return "unknown"
    if found.accepted_at or found.person.activated_at:
        return "used"
    return "expired" if found.expires_at <= time.now() else ""


def _gone(request: HttpRequest, problem: str, token: str) -> HttpResponse:
    status = 404 if problem == "unknown" else 410
    return render(request, "public/invitation_gone.html", {"problem": problem, "token": token}, status=status)
