"""Letters to the union representatives when answers are out; none when there are too few to say anything."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from mentornett.core.text import django_language
from mentornett.measurement.actions.rollout_letters import those_with
from mentornett.measurement.models import Release
from mentornett.measurement.queries.consents import counted_in
from mentornett.network.models import Network
from mentornett.tenants.actions import post_letter
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Municipality, Person


def tell_union_answered(release: Release, subject: Municipality | Network, *, now: datetime) -> None:
    """Tell the union representatives of a municipality, or of those that are counted in a network."""
    if isinstance(subject, Network):
        places, link = sorted(counted_in(subject)), reverse("programme:network_answers", args=[subject.pk])
    else:
        places, link = [subject.pk], reverse("programme:release", args=[release.pk])
    readers = {reader.pk: reader for place in places for reader in those_with(RoleKind.UNION, place, now)}
    for reader in readers.values():
        _tell(reader, subject, link, now)


def _tell(reader: Person, subject: Municipality | Network, link: str, now: datetime) -> None:
    with translation.override(django_language(reader.language)):
        title = gettext("New answers for %(name)s: do those who are hired stay?") % {"name": subject.name}
        text = gettext(
            "The answers of the last half-year are here: what the figures can say, how certain it is, and what nobody "
            "can know. Nobody can be recognised in them.\n\n%(link)s"
        )
        post_letter(
            to_email=reader.email, to_person=reader, kind="answers", language=reader.language, subject=title,
            text=text % {"link": settings.BASE_URL + link}, now=now,
        )  # fmt: skip
