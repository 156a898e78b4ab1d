"""All letters that would have been sent, for those who try the demonstration."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mentornett.tenants import queries

PER_PAGE = 25


@login_not_required
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """List the letters, newest first."""
    _only_in_demo()
    page = Paginator(queries.letters_latest_first(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "demo/outbox.html", {"page_obj": page})


@login_not_required
@require_safe
def letter(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Show one letter as text."""
    return render(request, "demo/letter.html", {"letter": _letter(letter_id)})


@login_not_required
@require_safe
def letter_html(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Show a letter's HTML by itself, without scripts and without our address."""
    response = HttpResponse(_letter(letter_id).html)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    return response


def _letter(letter_id: int) -> Any:
    _only_in_demo()
    found = queries.letter(letter_id)
    if found is None:
        raise Http404
    return found


def _only_in_demo() -> None:
    if not settings.DEMO:
        raise Http404
