"""What pages share: the request of somebody who is logged in, and small answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods

from mentornett.core.scoping import Scope
from mentornett.documents.files import File
from mentornett.tenants.permissions import Viewer

Page = Callable[..., HttpResponse]
FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])  # shows a form and takes it


class MemberRequest(HttpRequest):
    """The request of a logged-in person; middleware has put their roles and scope on it."""

    user: Any  # tenants.Person; pages hand it to permissions and actions and look at nothing else
    roles: list[Any]
    scope: Scope
    viewer: Viewer
    today: date  # in Norway
    now: datetime
    htmx: Any
    overtaken: bool  # what the form edits was changed by somebody else meanwhile, and that is told


def found(row: Any) -> Any:
    """Return the row, or answer 404 when there is none that this person may see."""
    if row is None:
        raise Http404
    return row


def download(file: File, *, inline: bool = False) -> HttpResponse:
    """Answer with a file. Files that people uploaded are never shown inline."""
    response = HttpResponse(file.content, content_type=file.content_type)
    response["Content-Disposition"] = str(content_disposition_header(not inline, file.name))
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def tap_noted(request: HttpRequest) -> HttpResponse | None:
    """Answer the script that sends what was tapped (web/taps.js), which opens the page with the message itself."""
    return HttpResponse(status=204) if request.headers.get("X-Requested-With") == "fetch" else None
