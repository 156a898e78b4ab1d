"""Signed links that are used straight from an e-mail: one purpose, one person, for a time, and no log-in."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

from mentornett.mentoring.models import Talk
from mentornett.tenants.models import Municipality, Person

PURPOSE = "mentornett.talk.answer"
LASTS = timedelta(days=60)
WISH = "mentornett.wish"
WISH_LASTS = timedelta(days=30)


def tap_link(talk: Talk, person: Person) -> str:
    """Return the address at which this person answers for this talk without logging in."""
    token = signing.dumps([talk.pk, person.pk], salt=PURPOSE)
    return settings.BASE_URL + reverse("public:talk_answer", args=[token])


def wish_link(municipality: Municipality, person: Person) -> str:
    """Return the address at which this person says whom they wish for in a municipality without logging in."""
    token = signing.dumps([municipality.pk, person.pk], salt=WISH)
    return settings.BASE_URL + reverse("public:wish", args=[token])


def read_tap(token: str) -> tuple[int, int] | None:
    """Return talk and person of a link; None when it is false or too old."""
    return _read(token, PURPOSE, LASTS)


def read_wish(token: str) -> tuple[int, int] | None:
    """Return municipality and person of a link; None when it is false or too old."""
    return _read(token, WISH, WISH_LASTS)


def _read(token: str, purpose: str, lasts: timedelta) -> tuple[int, int] | None:
    try:
        about, person = signing.loads(token, salt=purpose, max_age=lasts)
    except signing.BadSignature:
        return None
    return int(about), int(person)
