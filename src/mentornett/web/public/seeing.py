"""What somebody would see who is not logged in but holds a signed or secret link of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.http import HttpRequest
from django.utils import translation

from mentornett.core import time
from mentornett.core.scoping import Scope, inside
from mentornett.core.text import LANGUAGES, django_language
from mentornett.tenants import queries
from mentornett.tenants.permissions import Viewer


def language_for(request: HttpRequest, person: Any) -> str:
    """Return the language that was chosen at the foot of the page without a log-in, else the person's own."""
    chosen = "" if request.user.is_authenticated else request.COOKIES.get("language", "")
    return django_language(chosen if chosen in LANGUAGES else person.language)


@contextmanager
def seeing_as(person: Any, request: HttpRequest | None = None) -> Iterator[Viewer]:
    """Run in the language and inside the scope of the link's person, whoever may be logged in on this device.

    A page hands over its request, so that another language can be chosen on it; a file has none.
    """
    language = language_for(request, person) if request else django_language(person.language)
    today = time.today()
    with inside(Scope(person=person.pk)):
        roles = queries.roles_today(person.pk, today)
    with inside(queries.scope_of(person.pk, roles)), translation.override(language):
        yield Viewer(person, tuple(roles), today)
