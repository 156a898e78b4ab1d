"""Signed links with which one answers for a talk straight from an e-mail: one purpose, one person, for a time."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

from mentornett.mentoring.models import Talk
from mentornett.tenants.models import Person

PURPOSE = "mentornett.talk.answer"
LASTS = timedelta(days=60)


def tap_link(talk: Talk, person: Person) -> str:
    """Return the address at which this person answers for this talk without logging in."""
    token = signing.dumps([talk.pk, person.pk], salt=PURPOSE)
    return settings.BASE_URL + reverse("public:talk_answer", args=[token])


def read_tap(token: str) -> tuple[int, int] | None:
    """Return talk and person of a link; None when it is false or too old."""
    try:
        talk, person = signing.loads(token, salt=PURPOSE, max_age=LASTS)
    except signing.BadSignature:
        return None
    return int(talk), int(person)
