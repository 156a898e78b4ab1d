"""Language and colours, chosen at the foot of every page."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from mentornett.core import time
from mentornett.tenants import actions
from mentornett.tenants.choices import ColourScheme, Language

YEAR = 365 * 24 * 3600  # seconds


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Change the language of pages: on the person, or in a cookie for visitors."""
    return _choose(request, "language", set(Language.values))


@login_not_required
@require_POST
def colour_scheme(request: HttpRequest) -> HttpResponse:
    """Change light or dark pages: on the person, or in a cookie for visitors."""
    return _choose(request, "colour_scheme", set(ColourScheme.values))


def _choose(request: HttpRequest, name: str, allowed: set[str]) -> HttpResponse:
    value = request.POST.get(name, "")
    if value not in allowed:
        return HttpResponseBadRequest()
    response = redirect(back_to(request))
    if request.user.is_authenticated:
        actions.change_person(person=request.user, by=request.user, now=time.now(), **{name: value})
    else:
        response.set_cookie(name, value, max_age=YEAR, samesite="Lax", secure=settings.SECURE, httponly=True)
    return response


def back_to(request: HttpRequest) -> str:
    """Return the page that the form stood on, when it is one of ours; else the start."""
    wanted = request.POST.get("next", "")
    hosts = {request.get_host()}
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, hosts, require_https=request.is_secure()):
        return wanted
    return reverse("public:start")
