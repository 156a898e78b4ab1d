"""A person's secret calendar link: made, made anew, revoked."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from mentornett.core import audit
from mentornett.tenants.actions.people import token_hash
from mentornett.tenants.models import CalendarLink, Person


@transaction.atomic
def make_calendar_link(*, by: Person, now: datetime) -> str:
    """Make one's calendar link and return its secret, which is not kept. An earlier link stops working."""
    token = secrets.token_urlsafe(32)
    CalendarLink.objects.filter(person=by).delete()
    link = CalendarLink(person=by, token_hash=token_hash(token), made_at=now)
    link.save()
    audit.record(verb="calendar_link.made", on=link, by=by, now=now)
    return token


@transaction.atomic
def revoke_calendar_link(*, by: Person, now: datetime) -> None:
    """Let one's calendar link stop working."""
    for link in CalendarLink.objects.filter(person=by):
        audit.record(verb="calendar_link.revoked", on=link, by=by, now=now)
        link.delete()
