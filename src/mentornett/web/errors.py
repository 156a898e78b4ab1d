"""Pages for when something is wrong: what happened, and how to get on."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400."""
    return render(request, "errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403: you can see it, but not change it."""
    return render(request, "errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404: it does not exist, or is not yours. A colleague may have been quicker, so a deed leads back."""
    sent = request.method == "POST"
    return render(request, "errors/404.html", {"sent": sent, "back": _came_from(request) if sent else ""}, status=404)


def only_for_forms(request: HttpRequest, allowed: str) -> HttpResponse:
    """Answer 405 to somebody who opens the address that a form is sent to."""
    response = render(request, "errors/405.html", status=405)
    response["Allow"] = allowed
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 with a page that needs nothing from the database."""
    return render(request, "errors/500.html", status=500)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 when a form is too old, with the way back to its page, where what was typed is put in again."""
    return render(request, "errors/csrf.html", {"back": _came_from(request)}, status=403)


def _came_from(request: HttpRequest) -> str:
    """Return the page of ours that the form stood on, or nothing."""
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        return ""
    parts = urlsplit(came_from)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
