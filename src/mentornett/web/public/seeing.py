"""What somebody would see who is not logged in but holds a signed or secret link of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils import translation

from mentornett.core import time
from mentornett.core.scoping import Scope, inside
from mentornett.core.text import django_language
from mentornett.tenants import queries
from mentornett.tenants.permissions import Viewer


@contextmanager
def seeing_as(person: Any) -> Iterator[Viewer]:
    """Run in the language and inside the scope of the link's person, whoever may be logged in on this device."""
    today = time.today()
    with inside(Scope(person=person.pk)):
        roles = queries.roles_today(person.pk, today)
    with inside(queries.scope_of(person.pk, roles)), translation.override(django_language(person.language)):
        yield Viewer(person, tuple(roles), today)
