"""A second step of log-in that was lost."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from mentornett.core import audit
from mentornett.core.text import django_language
from mentornett.tenants.actions.letters import post_letter
from mentornett.tenants.models import Person


@transaction.atomic
def tell_of_lost_steps(*, person: Person, now: datetime) -> None:
    """Note that an operator turned two-step log-in off, and tell the person: whoever did not ask must hear of it."""
    audit.record(verb="person.two_steps_lost", on=person, by=None, now=now)
    with translation.override(django_language(person.language)):
        subject = gettext("Two-step log-in was turned off")
        text = gettext(
            "Hello %(name)s,\n\nTwo-step log-in was turned off for you, because the phone and the recovery codes were "
            "said to be lost. Turn it on anew with the new phone.\n\nDid you not ask for this? Then choose a new "
            "password at once, and tell those who run your network."
        ) % {"name": person.name}
    post_letter(
        to_email=person.email, to_person=person, kind="two_steps_lost", language=person.language, subject=subject,
        text=text, now=now,
    )  # fmt: skip
