"""People and roles for a whole list at once; the deed that the list belongs to writes the audit row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction

from mentornett.core.text import clean, search_key, sort_key
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Municipality, Person, Role

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody in a list; the address is in small letters."""

    email: str
    name: str
    profession: str


@transaction.atomic
def find_or_create_many(*, people: Sequence[NewPerson], language: str) -> dict[str, Person]:
    """Return the people with these addresses; new ones are created without a password and get no letter."""
    found = _with_emails([person.email for person in people])
    new = [_new(person, language) for person in people if person.email not in found]
    Person.objects.bulk_create(new, batch_size=AT_ONCE)
    return found | _with_emails([person.email for person in new])


def _new(given: NewPerson, language: str) -> Person:
    name = clean(given.name).strip()
    return Person(
        email=given.email, name=name, name_sort=sort_key(name), name_search=search_key(name), language=language,
        profession=clean(given.profession).strip(), password=make_password(None),
    )  # fmt: skip


def _with_emails(emails: Sequence[str]) -> dict[str, Person]:
    found: dict[str, Person] = {}
    for start in range(0, len(emails), AT_ONCE):
        found |= {person.email: person for person in Person.objects.filter(email__in=emails[start : start + AT_ONCE])}
    return found


@transaction.atomic
def give_role_to_many(*, people: Sequence[Person], kind: RoleKind, municipality: Municipality, starts: date) -> None:
    """Give people a role in a municipality; those who have an open one of the same kind keep it."""
    rows = Role.objects.filter(kind=kind, municipality=municipality, ends__isnull=True)
    have = set(rows.values_list("person_id", flat=True))
    Role.objects.bulk_create(
        [
            Role(person=person, kind=kind, municipality=municipality, starts=starts)
            for person in people
            if person.pk not in have
        ],
        batch_size=AT_ONCE,
    )
