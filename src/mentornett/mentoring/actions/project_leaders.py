"""How a municipality begins with mentors: its first project leader, invited by those who operate the installation."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext

from mentornett.core import audit
from mentornett.tenants.actions import find_or_invite, give_role
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Municipality, Person


@transaction.atomic
def invite_project_leader(*, municipality: Municipality, email: str, name: str, language: str, now: datetime) -> Person:
    """Let somebody lead the mentor programme of a municipality, which writes in `language` from now on."""
    if municipality.language != language:
        municipality.language = language
        municipality.save(update_fields=["language"])
        audit.record(verb="municipality.changed", on=municipality, by=None, now=now)

    def words(link: str, days: int) -> tuple[str, str]:
        text = gettext(
            "Hello %(name)s,\n\nYou lead the mentor programme of %(place)s in Mentornett. You begin with a template, "
            "which gives you plan, checklist and commitment, and everything can be changed.\n\n"
            "Choose a password here: %(link)s\n\nThe link works once, for %(days)s days."
        )
        return gettext("You lead the mentor programme of %(place)s") % {"place": municipality.name}, text % {
            "name": name, "place": municipality.name, "link": link, "days": days,
        }  # fmt: skip

    person = find_or_invite(
        email=email, name=name, by=None, now=now, language=language, municipality=municipality, words=words
    )
    give_role(
        person=person, kind=RoleKind.PROGRAMME_LEADER, by=None, starts=localdate(now), now=now,
        municipality=municipality,
    )  # fmt: skip
    return person
