"""A person's own dates, read by their calendar program with a secret link and no log-in."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from mentornett.core import time
from mentornett.documents.files import File
from mentornett.exchange.calendar import feed_of_person
from mentornett.tenants import queries
from mentornett.tenants.actions import token_hash
from mentornett.web.http import download
from mentornett.web.public.seeing import seeing_as


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """Answer with the calendar, or with 304 when the program has it already; 404 for a link that was revoked."""
    link = queries.calendar_link_with(token_hash(token))
    if link is None or not link.person.is_active:
        raise Http404
    file = _calendar_of(link.person)
    etag = f'"{hashlib.sha256(file.content).hexdigest()}"'
    response = download(file, inline=True)
    response["ETag"] = etag
    response["Cache-Control"] = "private, max-age=900"
    return get_conditional_response(request, etag=etag, response=response) or response


def _calendar_of(person: Any) -> File:
    """Write a person's calendar in their language, inside the scope of their roles today and of nothing else."""
    today = time.today()
    stamp = datetime.combine(today, datetime.min.time(), UTC)  # the same all day, so that the tag tells of changes
    with seeing_as(person) as viewer:
        return feed_of_person(viewer, now=stamp)
