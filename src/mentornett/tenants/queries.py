"""How organisers, municipalities and people are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, Q, QuerySet
from django.utils import timezone

from mentornett.core.scoping import EVERYONE, Scope, inside
from mentornett.tenants.choices import LetterState
from mentornett.tenants.models import CalendarLink, Invitation, Letter, Municipality, Organiser, Person, Role

Row = dict[str, Any]  # label → text, day or moment


def in_force(today: date, prefix: str = "") -> Q:
    """Return the condition that a row with `starts` and `ends` is in force on a day (`ends` is the last day)."""
    return Q(**{f"{prefix}starts__lte": today}) & not_over(today, prefix)


def not_over(today: date, prefix: str = "") -> Q:
    """Return the condition that a row with `ends` holds on a day or later: now, or arranged."""
    return Q(**{f"{prefix}ends__isnull": True}) | Q(**{f"{prefix}ends__gte": today})


def roles_today(person_id: int, today: date) -> list[Role]:
    """Return the roles a person has today, with their organiser or municipality."""
    roles = Role.objects.filter(in_force(today), person_id=person_id)
    return list(roles.select_related("organiser", "municipality").order_by("pk"))


def with_answers(person: Person, questions: Mapping[str, QuerySet[Any]]) -> dict[str, QuerySet[Any]]:
    """Return those of some questions that have an answer, asked for all at once: one short question before long ones.

    A page that gathers from many places asks the rest only where there is something for this person.
    """
    asked = [Exists(rows.order_by()) for rows in questions.values()]
    found = Person.objects.filter(pk=person.pk).values_list(*asked).first() if asked else None
    return {name: questions[name] for name, there in zip(questions, found or (), strict=bool(found)) if there}


def scope_of(person_id: int, roles: Iterable[Role]) -> Scope:
    """Return the scope that a person's roles give."""
    roles = list(roles)
    return Scope(
        person=person_id,
        organisers=frozenset(role.organiser_id for role in roles if role.organiser_id),
        municipalities=frozenset(role.municipality_id for role in roles if role.municipality_id),
    )


def person_with_email(email: str) -> Person | None:
    """Return the person with this address, without regard to case."""
    return Person.objects.filter(email=email.strip().casefold()).first()


def active_person(person_id: int) -> Person | None:
    """Return a person who still has access."""
    return Person.objects.filter(pk=person_id, is_active=True).first()


def municipality_of(person: Person, today: date) -> Municipality | None:
    """Return the municipality in which a person has a role today, the oldest role's first; read in their own scope."""
    with inside(Scope(person=person.pk)):
        rows = Role.objects.filter(in_force(today), person=person, municipality__isnull=False)
        role = rows.select_related("municipality").order_by("pk").first()
    return role.municipality if role else None


def municipalities_on(day: date) -> QuerySet[Municipality]:
    """Return the municipalities that exist on a day, in Norwegian order."""
    rows = Municipality.objects.filter(valid_from__lte=day)
    return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day)).order_by("name_sort", "number")


def letters_latest_first() -> QuerySet[Letter]:
    """Return all letters, newest first."""
    return Letter.objects.order_by("-created_at", "-pk")


def organisers() -> QuerySet[Organiser]:
    """Return all organisers by name."""
    return Organiser.objects.order_by("name")


def demo_people_with_roles(today: date) -> list[tuple[Person, list[Role]]]:
    """Return the invented people of a demonstration with their roles, those who run networks first."""
    with inside(EVERYONE):
        rows = Role.objects.filter(in_force(today), person__is_demo=True, person__is_active=True)
        roles = list(rows.select_related("person", "organiser", "municipality").order_by("person", "pk"))
    found: dict[int, tuple[Person, list[Role]]] = {}
    for role in roles:
        found.setdefault(role.person_id, (role.person, []))[1].append(role)
    return list(found.values())


def demo_person(person_id: int) -> Person | None:
    """Return an invented person by id; never a real one."""
    return Person.objects.filter(pk=person_id, is_demo=True, is_active=True).first()


def letter(letter_id: int) -> Letter | None:
    """Return one letter of the outbox."""
    return Letter.objects.filter(pk=letter_id).first()


def letters_to_send(waits: Sequence[timedelta], now: datetime, limit: int) -> list[Letter]:
    """Return letters to send now, oldest first; `waits` says how long after writing each new try may come."""
    due = Q(pk__in=[])
    for tries, wait in enumerate(waits):
        due |= Q(tries=tries, created_at__lte=now - wait)
    rows = Letter.objects.filter(due, state__in=[LetterState.WAITING, LetterState.FAILED])
    return list(rows.order_by("created_at", "pk")[:limit])


def invitation_with(token_hash: str) -> Invitation | None:
    """Return the invitation that a link opens, valid or not. Only this one row is read across the wall."""
    with inside(EVERYONE):
        rows = Invitation.objects.filter(token_hash=token_hash)
        return rows.select_related("person", "invited_by", "organiser", "municipality").first()


def calendar_link_with(token_hash: str) -> CalendarLink | None:
    """Return the calendar link with this secret. Only this one row is read across the wall."""
    with inside(EVERYONE):
        return CalendarLink.objects.filter(token_hash=token_hash).select_related("person").first()


def calendar_link_of(person: Person) -> CalendarLink | None:
    """Return a person's own calendar link."""
    return CalendarLink.objects.filter(person=person).first()


@dataclass(frozen=True)
class DataPart:
    """One kind of data about a person: a key for files, a title, who sees it, and the rows."""

    key: str
    title: str
    seen_by: str
    rows: tuple[Row, ...]


def day_value(value: date | datetime | None) -> Any:
    """Return a day or a moment as Norway has it; nothing is an empty text."""
    return timezone.localtime(value) if isinstance(value, datetime) else value or ""
