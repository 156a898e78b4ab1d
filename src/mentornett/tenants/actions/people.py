"""People: invited, activated, given roles, changed."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from mentornett.core import audit
from mentornett.core.scoping import Scope, inside
from mentornett.core.text import clean, django_language
from mentornett.tenants.actions.letters import post_letter
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Invitation, Municipality, Organiser, Person, Role, Unit

Words = Callable[[str, int], tuple[str, str]]  # the link and for how many days it works -> subject and text


def token_hash(token: str) -> str:
    """Return what is stored of a secret link: its sha256."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def give_role(
    *,
    person: Person,
    kind: RoleKind,
    by: Person | None,
    starts: date,
    now: datetime,
    organiser: Organiser | None = None,
    municipality: Municipality | None = None,
    unit: Unit | None = None,
    ends: date | None = None,
) -> Role:
    """Give a person a role at an organiser, in a municipality or in a unit of it; an open one is kept as it is."""
    place = {"organiser": organiser, "municipality": municipality, "unit": unit}
    if open_role := Role.objects.filter(person=person, kind=kind, ends__isnull=True, **place).first():
        return open_role
    role = Role(person=person, kind=kind, starts=starts, ends=ends, **place)
    role.save()
    audit.record(verb="role.given", on=role, by=by, now=now, details={"kind": kind, "person": person.pk})
    return role


@transaction.atomic
def end_role(*, role: Role, by: Person, ends: date, now: datetime) -> None:
    """End a role after the given last day."""
    role.ends = max(ends, role.starts)
    role.save(update_fields=["ends"])
    audit.record(verb="role.ended", on=role, by=by, now=now, details={"ends": str(role.ends)})


@transaction.atomic
def withdraw_role(*, role: Role, by: Person, now: datetime) -> None:
    """Take back a role that has not begun: it opened nothing, and leaves no trace but in the log."""
    audit.record(
        verb="role.withdrawn", on=role, by=by, now=now, details={"kind": role.kind, "person": role.person_id}
    )  # fmt: skip
    role.delete()


@transaction.atomic
def end_open_roles(
    *, person: Person, kind: RoleKind, municipality_id: int | None, by: Person, ends: date, now: datetime
) -> None:
    """End what a person is in a municipality until further notice, after the given last day."""
    for role in Role.objects.filter(person=person, kind=kind, municipality=municipality_id, ends__isnull=True):
        end_role(role=role, by=by, ends=ends, now=now)


@transaction.atomic
def find_or_create(
    *, email: str, name: str, by: Person | None, now: datetime, language: str, title: str = "", profession: str = ""
) -> Person:
    """Return the person with this address; a new one is created without a password and gets no letter.

    Enough for those who only read what comes by e-mail. What is known about somebody already is left as it is.
    """
    person, created = Person.objects.get_or_create(
        email=email.strip().casefold(),
        defaults={
            "name": clean(name).strip(), "language": language, "title": clean(title).strip(),
            "profession": clean(profession).strip(),
        },
    )  # fmt: skip
    if created:
        person.set_unusable_password()
        person.save(update_fields=["password"])
        audit.record(verb="person.created", on=person, by=by, now=now)
    return person


@transaction.atomic
def find_or_invite(
    *,
    email: str,
    name: str,
    by: Person | None,
    now: datetime,
    language: str,
    organiser: Organiser | None = None,
    municipality: Municipality | None = None,
    title: str = "",
    profession: str = "",
    words: Words | None = None,
) -> Person:
    """Return the person with this address; a new one is created and gets an invitation, in `words` when given."""
    person = find_or_create(
        email=email, name=name, by=by, now=now, language=language, title=title, profession=profession
    )
    if person.activated_at is None:
        invite(person=person, by=by, now=now, organiser=organiser, municipality=municipality, words=words)
    return person


@transaction.atomic
def invite(
    *,
    person: Person,
    by: Person | None,
    now: datetime,
    organiser: Organiser | None = None,
    municipality: Municipality | None = None,
    words: Words | None = None,
) -> str:
    """Send a person a link to choose a password, and return the link's secret. Earlier links stop working."""
    token = secrets.token_urlsafe(32)
    Invitation.objects.filter(person=person, accepted_at__isnull=True, expires_at__gt=now).update(expires_at=now)
    invitation = Invitation(
        person=person, invited_by=by, token_hash=token_hash(token), created_at=now,
        expires_at=now + timedelta(days=settings.INVITATION_DAYS), organiser=organiser, municipality=municipality,
    )  # fmt: skip
    invitation.save()
    _write_invitation(person, words or _usual_words(person, by), token, now)
    audit.record(verb="person.invited", on=invitation, by=by, now=now, details={"person": person.pk})
    return token


def _write_invitation(person: Person, words: Words, token: str, now: datetime) -> None:
    with translation.override(django_language(person.language)):
        link = f"{settings.BASE_URL}{reverse('public:invitation', args=[token])}"
        subject, text = words(link, settings.INVITATION_DAYS)
        post_letter(
            to_email=person.email, to_person=person, kind="invitation", language=person.language, subject=subject,
            text=text, now=now,
        )  # fmt: skip


def _usual_words(person: Person, by: Person | None) -> Words:
    def words(link: str, days: int) -> tuple[str, str]:
        text = gettext(
            "Hello %(name)s,\n\n%(by)s has invited you to Mentornett, where your municipality works together with "
            "others to make new colleagues stay.\n\nChoose a password here: %(link)s\n\n"
            "The link works once, for %(days)s days."
        )
        values = {"name": person.name, "by": by.name if by else "Mentornett", "link": link, "days": days}
        return gettext("You are invited to Mentornett"), text % values

    return words


@transaction.atomic
def accept_invitation(*, invitation: Invitation, password: str, now: datetime) -> Person:
    """Let an invited person choose a password. The caller has checked that the link is valid still."""
    person = invitation.person
    with inside(_sides_of(invitation)):  # the invited person has no scope yet
        invitation.accepted_at = now
        invitation.save(update_fields=["accepted_at"])
        activate_person(person=person, password=password, now=now)
        audit.record(verb="invitation.accepted", on=invitation, by=person, now=now)
    return person


def _sides_of(invitation: Invitation) -> Scope:
    return Scope(
        person=invitation.person_id,
        organisers=frozenset({invitation.organiser_id} if invitation.organiser_id else ()),
        municipalities=frozenset({invitation.municipality_id} if invitation.municipality_id else ()),
    )


@transaction.atomic
def renew_invitation(*, invitation: Invitation, now: datetime) -> None:
    """Send the invited person a new link, in the inviter's name. Who is active already gets none."""
    if invitation.person.activated_at is None:
        with inside(_sides_of(invitation)):
            invite(
                person=invitation.person, by=invitation.invited_by, now=now, organiser=invitation.organiser,
                municipality=invitation.municipality,
            )  # fmt: skip


@transaction.atomic
def activate_person(*, person: Person, password: str, now: datetime) -> None:
    """Set a password and note that the person has taken the account into use."""
    person.set_password(password)
    person.activated_at = person.activated_at or now
    person.save(update_fields=["password", "activated_at"])
    audit.record(verb="person.activated", on=person, by=person, now=now)


@transaction.atomic
def change_person(*, person: Person, by: Person, now: datetime, **fields: str | bool) -> None:
    """Change a person's own details: name, phone, title, profession, language, colour_scheme, weekly_letter."""
    for name, value in fields.items():
        setattr(person, name, clean(value).strip() if isinstance(value, str) else value)
    person.save(update_fields=list(fields))
    audit.record(verb="person.changed", on=person, by=by, now=now, details={"fields": sorted(fields)})


@transaction.atomic
def note_weekly_look(*, person: Person, on: date) -> None:
    """Note the day on which what a weekly letter would say was looked through: a mark of the clock, not a deed."""
    person.weekly_looked_on = on
    person.save(update_fields=["weekly_looked_on"])
