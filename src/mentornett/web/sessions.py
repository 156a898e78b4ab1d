"""When a log-in ends by itself, and who must log in with two steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext

from mentornett.core import time
from mentornett.tenants.choices import STAFF_ROLES

Handler = Callable[[HttpRequest], HttpResponse]
NOTED_EVERY = 300  # seconds: often enough for a limit of hours, seldom enough to cost nothing


def log_in_ends(get_response: Handler) -> Handler:
    """Log people out after some hours without use, and some hours after log-in whatever they do."""

    def middleware(request: HttpRequest) -> HttpResponse:
        """Log out where it is time, else go on."""
        if (began := _began(request)) is not None:
            now = time.now().timestamp()
            seen = request.session.get("seen", began)
            if now - seen > settings.IDLE_SECONDS or now - began > settings.LONGEST_LOG_IN_SECONDS:
                return _logged_out(request)
            if now - seen > NOTED_EVERY:
                request.session["seen"] = now
        return get_response(request)

    return middleware


def _began(request: HttpRequest) -> float | None:
    records = _records(request)
    return float(records[0]["at"]) if records else None


def _records(request: HttpRequest) -> list[dict[str, Any]]:
    """Return how the person logged in, as allauth noted it in the session."""
    return get_authentication_records(request, request.user) if request.user.is_authenticated else []


class LogInFirst(LoginRequiredMiddleware):
    """Sends those who are not logged in to the log-in page, and a form that came too late back to its own page."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., Any]) -> HttpResponseRedirect:
        """Answer with the way to the log-in page."""
        if request.method in {"GET", "HEAD"}:
            return super().handle_no_permission(request, view_func)
        _say_that_it_waits(request)
        return redirect_to_login(_page_of(request))


def _say_that_it_waits(request: HttpRequest) -> None:
    """The page with the form puts back what was typed (web/mentornett.js)."""
    messages.info(request, gettext("You were logged out, and nothing was saved yet. Log in: what you typed is kept."))


def _page_of(request: HttpRequest) -> str:
    """Return the page that one reads, or the one whose form was sent; addresses that only take forms show nothing."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    page = urlsplit(request.headers.get("Referer", ""))
    if page.netloc != request.get_host():
        return "/"
    return page.path + (f"?{page.query}" if page.query else "")


def _logged_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    if request.method in {"GET", "HEAD"}:
        messages.info(request, gettext("You were logged out because some hours had passed. Log in to go on."))
    else:
        _say_that_it_waits(request)
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=401)
        response["HX-Redirect"] = redirect_to_login(request.headers.get("HX-Current-URL", "/"))["Location"]
        return response
    return redirect_to_login(_page_of(request))


def staff_log_in_with_two_steps(get_response: Handler) -> Handler:
    """Send network leaders, operative groups and guides without two-step log-in to where they turn it on, only."""

    def middleware(request: HttpRequest) -> HttpResponse:
        """Go on; the check comes when the page is known."""
        return get_response(request)

    def process_view(request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Answer with the way to two-step log-in, or with nothing."""
        match = request.resolver_match
        if not settings.REQUIRE_MFA or not getattr(view, "login_required", True) or match is None:
            return None
        if (match.url_name or "").startswith(("mfa_", "account_")) or not _must_turn_on(request):
            return None
        messages.info(request, gettext("Your role sees many municipalities. Turn on two-step log-in to go on."))
        return redirect("mfa_activate_totp")

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def _must_turn_on(request: HttpRequest) -> bool:
    if not any(role.kind in STAFF_ROLES for role in getattr(request, "roles", [])):
        return False
    if any(record.get("method") == "mfa" for record in _records(request)):
        return False
    return request.user.is_authenticated and not is_mfa_enabled(request.user)
