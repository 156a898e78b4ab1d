"""What happens around every page, each as one function."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from mentornett.core import time
from mentornett.core.scoping import Scope, inside
from mentornett.tenants import queries
from mentornett.tenants.permissions import Viewer
from mentornett.web.errors import only_for_forms

Handler = Callable[[HttpRequest], HttpResponse]

READS = re.compile(
    r"\s*(SELECT|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|PRAGMA|SET|EXPLAIN|DECLARE|FETCH|CLOSE)\b", re.I
)
# what a reading may leave behind: the log of who read about whom, the session, counters against guessing, and the note
# that somebody has seen their recovery codes
MAY_BE_WRITTEN = re.compile(
    r'\s*(INSERT INTO|UPDATE|DELETE FROM) "(core_accessentry|django_session|config_cache|django_tasks_db_dbtaskresult)"'
    r'|\s*UPDATE "mfa_authenticator" SET "data"'
)
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
DENIED = {401, 403, 404, 429}
log = logging.getLogger("mentornett.access")


class WritingWhileReadingError(RuntimeError):
    """A page that only reads tried to change data."""


def _only_reading(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    if not READS.match(sql) and not MAY_BE_WRITTEN.match(sql):
        raise WritingWhileReadingError(sql.split(maxsplit=1)[0])
    return execute(sql, params, many, context)


def reading_never_writes(get_response: Handler) -> Handler:
    """Let a GET request change nothing: the database refuses."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE_METHODS:
            return get_response(request)
        with connection.execute_wrapper(_only_reading):
            return get_response(request)

    return middleware


def inside_own_scope(get_response: Handler) -> Handler:
    """Run the page inside the scope of the logged-in person's roles today."""

    def middleware(request: HttpRequest) -> HttpResponse:
        person = request.user
        if not person.is_authenticated:
            return get_response(request)
        with inside(Scope(person=person.pk)):
            roles = queries.roles_today(person.pk, time.today())
        scope = queries.scope_of(person.pk, roles)
        request.roles, request.scope = roles, scope  # type: ignore[attr-defined]
        request.now, request.today = time.now(), time.today()  # type: ignore[attr-defined]
        request.viewer = Viewer(person, tuple(roles), time.today())  # type: ignore[attr-defined]
        with inside(scope):
            return get_response(request)

    return middleware


def language_of_person(get_response: Handler) -> Handler:
    """Show pages in the person's own language; others choose with a cookie."""

    def middleware(request: HttpRequest) -> HttpResponse:
        person = request.user
        chosen = person.language if person.is_authenticated else request.COOKIES.get("language", "nb")
        language = {"nb": "nb", "nn": "nn", "en": "en-gb"}.get(chosen, "nb")
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


def addresses_of_forms_say_so(get_response: Handler) -> Handler:
    """Show a page to who opens the address that a form is sent to: it stands in the browser when a form has faults."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and request.method == "GET":
            return only_for_forms(request, response["Allow"])
        return response

    return middleware


def without_null_characters(get_response: Handler) -> Handler:
    """Leave null characters out of what stands in an address; PostgreSQL refuses to look for them."""

    def middleware(request: HttpRequest) -> HttpResponse:
        asked = request.META.get("QUERY_STRING", "")
        if "%00" in asked:
            request.META["QUERY_STRING"] = asked.replace("%00", "")
        return get_response(request)

    return middleware


def denied_is_noted(get_response: Handler) -> Handler:
    """Note in the log who was denied what, one line each: somebody may be trying doors."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        match = request.resolver_match
        if response.status_code in DENIED and match is not None:  # what leads nowhere at all is noise
            facts = {"status": response.status_code, "method": request.method, "page": match.view_name}
            facts |= {"person": request.user.pk or 0, "roles_at": _places(request)}
            log.warning("a request was denied", extra={"facts": facts})
        return response

    return middleware


def _places(request: HttpRequest) -> str:
    """Return where the person has roles: «o4.m17» is organiser 4 and municipality 17."""
    scope: Scope | None = getattr(request, "scope", None)
    if scope is None:
        return "none"
    places = [f"o{pk}" for pk in sorted(scope.organisers)] + [f"m{pk}" for pk in sorted(scope.municipalities)]
    return ".".join(places)[:80] or "none"


def page_headers(get_response: Handler) -> Handler:
    """Keep pages out of shared caches, and devices out of pages."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        return response

    return middleware
