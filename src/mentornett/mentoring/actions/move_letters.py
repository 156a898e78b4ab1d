"""Letters about a change of unit to those beside the pair: the leader somebody leaves, and the one they come to.

They hold names, units and days. How things went is not passed on.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext

from mentornett.core.text import django_language
from mentornett.core.time import date_words
from mentornett.mentoring.models import Employment
from mentornett.mentoring.rules.spans import DAY
from mentornett.tenants.actions import post_letter
from mentornett.tenants.models import Person, Unit


def tell_left(moved: Employment, left: Unit, leader: Person, now: datetime, *, began: bool) -> None:
    """Tell the leader of the unit that somebody leaves until when they follow them; `began` when they worked there."""
    with translation.override(django_language(leader.language)):
        if began:
            text = gettext("%(mentee)s works in %(unit)s from %(day)s. The last day in %(left)s is %(last)s.")
        else:
            text = gettext("%(mentee)s works in %(unit)s from %(day)s, and not in %(left)s.")
        after = gettext("You no longer follow %(mentee)s from that day, and need not do anything.")
        subject = gettext("%(mentee)s moves to %(unit)s")
        _post("hire_left", leader, subject, [f"{text} {after}"], _values(moved, left, now), now)


def tell_coming(moved: Employment, left: Unit, leader: Person, now: datetime) -> None:
    """Tell the leader of the new unit of somebody who comes without a mentor; otherwise the pair's letter tells it."""
    with translation.override(django_language(leader.language)):
        text = gettext(
            "%(mentee)s, who works in %(left)s, works in %(unit)s from %(day)s. You follow %(mentee)s from then on: "
            "plan and checklist come along. There is no mentor yet."
        )
        link = gettext("Open Mentornett: %(link)s")
        subject = gettext("%(mentee)s comes to %(unit)s")
        _post("hire_coming", leader, subject, [text, link], _values(moved, left, now), now)


def tell_stays(before: Employment, unit: Unit, on: date, readers: Iterable[Person], now: datetime) -> None:
    """Tell all who were told of a move that it does not take place."""
    for reader in readers:
        with translation.override(django_language(reader.language)):
            values = {
                "mentee": before.person.name, "left": before.unit.name, "unit": unit.name,
                "day": date_words(on, localdate(now)),
            }  # fmt: skip
            text = gettext(
                "%(mentee)s stays in %(left)s after all. The move to %(unit)s on %(day)s does not take place."
            )
            _post("hire_stays", reader, gettext("%(mentee)s stays in %(left)s"), [text], values, now)


def _values(moved: Employment, left: Unit, now: datetime) -> dict[str, str]:
    today = localdate(now)
    return {
        "mentee": moved.person.name, "unit": moved.unit.name, "left": left.name, "day": date_words(moved.starts, today),
        "last": date_words(moved.starts - DAY, today), "link": settings.BASE_URL + reverse("everyone:now"),
    }  # fmt: skip


def _post(kind: str, reader: Person, subject: str, parts: list[str], values: dict[str, str], now: datetime) -> None:
    if reader.activated_at is None:
        return
    named = values | {"name": reader.name}
    text = "\n\n".join([gettext("Hello %(name)s,"), *parts]) % named
    post_letter(
        to_email=reader.email, to_person=reader, kind=kind, language=reader.language, subject=subject % named,
        text=text, now=now,
    )  # fmt: skip
