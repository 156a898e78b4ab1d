"""Letters about a roll-out: to the project leaders who are asked, and to them and the union when the order is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext

from mentornett.core.scoping import Scope, inside
from mentornett.core.text import django_language
from mentornett.core.time import date_words
from mentornett.measurement.models import RolloutPart, RolloutPlan
from mentornett.tenants.actions import post_letter
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Person, Role
from mentornett.tenants.queries import in_force


def tell_asked(plan: RolloutPlan, parts: Iterable[RolloutPart], *, now: datetime) -> None:
    """Tell the project leaders of each municipality that it is asked, and until when they can answer."""
    today = localdate(now)
    for part in parts:
        for reader in those_with(RoleKind.PROGRAMME_LEADER, part.municipality_id, now):
            with translation.override(django_language(reader.language)):
                subject = gettext("Will you take part in «%(plan)s»?") % {"plan": plan.name}
                text = gettext(
                    "%(network)s plans to let chance decide which units start first with a mentor programme, so that "
                    "one can know afterwards what the programme did. You are asked to take part with units of your "
                    "own.\n\nAnswer by %(day)s: %(link)s"
                )
                day = date_words(plan.answer_by, today) if plan.answer_by else ""
                values = {"network": _network(plan), "day": day, "link": _link(part)}
                _post("rollout_asked", reader, subject, text % values, now)


def tell_drawn(plan: RolloutPlan, parts: Iterable[RolloutPart], *, now: datetime) -> None:
    """Tell the project leaders that the order is drawn."""
    for part in parts:
        for reader in those_with(RoleKind.PROGRAMME_LEADER, part.municipality_id, now):
            with translation.override(django_language(reader.language)):
                subject = gettext("The order of «%(plan)s» is drawn") % {"plan": plan.name}
                text = gettext("See when your units start, and put the dates on the spread board: %(link)s")
                _post("rollout_drawn", reader, subject, text % {"link": _link(part)}, now)


def tell_union_drawn(plan: RolloutPlan, parts: Iterable[RolloutPart], *, now: datetime) -> None:
    """Tell the union representatives of each municipality that the order they discussed is drawn."""
    for part in parts:
        for reader in those_with(RoleKind.UNION, part.municipality_id, now):
            with translation.override(django_language(reader.language)):
                subject = gettext("The order of «%(plan)s» is drawn") % {"plan": plan.name}
                text = gettext(
                    "Chance has decided which units start first with the mentor programme. Read who starts when, and "
                    "the protocol from which anybody can draw the same order again: %(link)s"
                )
                _post("rollout_drawn", reader, subject, text % {"link": _link(part)}, now)


def _network(plan: RolloutPlan) -> str:
    return plan.network.name if plan.network else ""


def _link(part: RolloutPart) -> str:
    return str(settings.BASE_URL + reverse("programme:rollout", args=[part.pk]))


def those_with(kind: RoleKind, municipality_id: int | None, now: datetime) -> list[Person]:
    """Return who has a role in a municipality; read in its own scope, since whoever writes may stand outside it."""
    with inside(Scope(municipalities=frozenset({municipality_id or 0}))):
        rows = Role.objects.filter(in_force(localdate(now)), municipality=municipality_id, kind=kind)
        return [row.person for row in rows.select_related("person").order_by("pk") if row.person.is_active]


def _post(kind: str, reader: Person, subject: str, text: str, now: datetime) -> None:
    post_letter(
        to_email=reader.email, to_person=reader, kind=kind, language=reader.language, subject=subject, text=text,
        now=now,
    )  # fmt: skip
