"""Builds the cast with a proposal and a commitment to sign; writes what is needed to press each button, as JSON."""

from __future__ import annotations

import json
import sys

import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402 (after setup)
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from mentornett.core.scoping import EVERYONE, inside  # noqa: E402
from mentornett.mentoring.actions.matching import propose  # noqa: E402
from mentornett.mentoring.actions.taps import tap_link  # noqa: E402
from mentornett.mentoring.queries.commitments import digest_of  # noqa: E402
from mentornett.tenants.models import Person  # noqa: E402
from tests.cast import build_cast  # noqa: E402


def session_of(person: Person) -> str:
    """Log a person in."""
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(person.pk), person.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session.save()
    return str(session.session_key)


if __name__ == "__main__":
    with inside(EVERYONE), transaction.atomic():
        cast = build_cast()
        propose(programme=cast.programme, by=cast.programme_leader, now=timezone.now())
        found = {
            "sessions": {name: session_of(cast.people[name]) for name in ("programme_leader", "mentor", "mentee")},
            "taps": ["/" + tap_link(cast.talk_2, cast.people[name]).split("/", 3)[3] for name in ("mentor", "mentee")],
            "approve": f"/program/{cast.programme.pk}/matching/send/", "new_hire": cast.new_hire.pk,
            "sign": f"/par/avtale/{cast.commitment.pk}/signer/", "shown": digest_of(cast.commitment),
        }  # fmt: skip
    sys.stdout.write(json.dumps(found))
