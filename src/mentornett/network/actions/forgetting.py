"""A person who asks for it is forgotten: what is theirs alone is deleted, what others need stays without their name."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from mentornett.competence.models import Membership, Pulse
from mentornett.core import audit
from mentornett.network.models import (
    GroupMember,
    GuidanceTime,
    GuideAssignment,
    NetworkGuest,
    OrganiserTask,
    ReadingGrant,
    Team,
    TeamMember,
)
from mentornett.questionnaires.models import Presence
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import CalendarLink, Invitation, Letter, Person, Role, Unit
from mentornett.tenants.queries import in_force, not_over

DAY = timedelta(days=1)
DATED = (Role, TeamMember, GuideAssignment, GroupMember, NetworkGuest, ReadingGrant, Membership)
ADDRESS = "slettet-{pk}@slettet.invalid"  # no mail can reach it (RFC 2606)
NAME = "Slettet person"


class LastLeaderError(RuntimeError):
    """The person is the only network leader of an organiser, which would be left without anybody."""


def _check_not_last_leader(person: Person, today: date) -> None:
    led = Role.objects.filter(in_force(today), kind=RoleKind.NETWORK_LEADER)
    for role in led.filter(person=person).select_related("organiser"):
        if not led.filter(organiser=role.organiser_id).exclude(person=person).exists():
            raise LastLeaderError(str(role.organiser))


def _end(rows: Any, today: date) -> int:
    """End what has not ended, yesterday at the latest; what had not begun ends on its first day."""
    going = list(rows.filter(not_over(today)))
    for row in going:
        row.ends = max(row.starts or today - DAY, today - DAY)
        row.save(update_fields=["ends"])
    return len(going)


def _delete_what_is_theirs(person: Person, today: date) -> dict[str, int]:
    """Delete letters to them, times they have offered, links and traces of writing, and their place as leader."""
    coming = GuidanceTime.objects.filter(person=person, on__gte=today)
    letters = Letter.objects.filter(Q(to_person=person) | Q(to_email=person.email))
    links = CalendarLink.objects.filter(person=person), Invitation.objects.filter(person=person)
    counts = {"times": coming.count(), "letters": letters.count(), "links": sum(rows.count() for rows in links)}
    for rows in (coming, letters, *links, Presence.objects.filter(person=person), Pulse.objects.filter(person=person)):
        rows.delete()
    Role.objects.filter(person=person).update(note="")
    Team.objects.filter(sponsor=person).update(sponsor=None, sponsor_informed_at=None)
    Unit.objects.filter(sponsor=person).update(sponsor=None)
    OrganiserTask.objects.filter(responsible=person, done_at=None).update(responsible=None)
    return counts


@transaction.atomic
def forget_person(*, person: Person, now: datetime, today: date) -> dict[str, int]:
    """Close an account for good, and return how much of what was ended and deleted. Raises LastLeaderError.

    Reports, comments and the logs point at the person's row still, which says nothing about anybody any longer.
    """
    _check_not_last_leader(person, today)
    counts = {model._meta.model_name or "": _end(model.objects.filter(person=person), today) for model in DATED}
    counts |= _delete_what_is_theirs(person, today)
    person.name, person.email = NAME, ADDRESS.format(pk=person.pk)
    person.phone = person.title = person.profession = ""
    person.is_active, person.last_login = False, None
    person.set_unusable_password()
    person.save(update_fields=["name", "email", "phone", "title", "profession", "is_active", "last_login", "password"])
    audit.record(verb="person.forgotten", on=person, by=None, now=now, details=counts)
    return counts
