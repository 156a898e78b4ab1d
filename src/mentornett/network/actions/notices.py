"""Letters about teams, each in its reader's own language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.conf import settings
from django.utils import translation

from mentornett.core.scoping import Scope, inside
from mentornett.core.text import django_language
from mentornett.network.models import Team
from mentornett.network.permissions import COORDINATING_ROLES
from mentornett.tenants.actions import post_letter
from mentornett.tenants.choices import LEADING_ROLES
from mentornett.tenants.models import Person, Role
from mentornett.tenants.queries import in_force

Words = Callable[[Person], tuple[str, str]]


@contextmanager
def across(team: Team) -> Iterator[None]:
    """Run a deed about one team in the scope of both its sides, after the page has checked that it may be done.

    A coordinator's deed tells the organiser's people; an organiser's deed gives roles in the municipality.
    """
    sides = Scope(organisers=frozenset({team.organiser_id or 0}), municipalities=frozenset({team.municipality_id or 0}))
    with inside(sides):
        yield


@contextmanager
def in_language_of(person: Person) -> Iterator[None]:
    """Write in a person's own language."""
    with translation.override(django_language(person.language)):
        yield


def tell(people: Iterable[Person], *, kind: str, words: Words, now: datetime, key: str | None = None) -> int:
    """Write a letter to each person once, in their own language, and return how many were new.

    `words` gives subject and text and is called with the reader's language in force.
    """
    written = 0
    for person in {person.pk: person for person in people}.values():
        with translation.override(django_language(person.language)):
            subject, text = words(person)
        letter = post_letter(
            to_email=person.email, to_person=person, kind=kind, language=person.language, subject=subject, text=text,
            now=now, key=f"{key}:{person.pk}"[:120] if key else None,
        )  # fmt: skip
        written += letter is not None
    return written


def link(path: str) -> str:
    """Return a path as an address that works in an e-mail."""
    return f"{settings.BASE_URL}{path}"


def coordinators_of(team: Team, today: date) -> list[Person]:
    """Return the team's coordinator and deputy; where there is none, everybody in the team."""
    members = team.members.filter(in_force(today)).select_related("person", "role")
    leading = [member.person for member in members if member.role.key in COORDINATING_ROLES]
    return leading or [member.person for member in members]


def guides_of(team: Team, today: date) -> list[Person]:
    """Return the team's guide today, as a list of one or none."""
    return [row.person for row in team.guides.filter(in_force(today)).select_related("person")]


def leaders_of_organiser(team: Team, today: date) -> list[Person]:
    """Return the network leaders and the operative group of the team's organiser."""
    rows = Role.objects.filter(in_force(today), organiser=team.organiser, kind__in=LEADING_ROLES)
    return [row.person for row in rows.select_related("person")]
