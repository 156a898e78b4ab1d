"""A mentor or a mentee notes their own time away. The reason is never asked; the others learn the days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext

from mentornett.core.text import django_language
from mentornett.core.time import date_words
from mentornett.mentoring.actions.hires import begin_leave, come_back
from mentornett.mentoring.actions.mentor_leaves import begin_mentor_leave, mentor_back
from mentornett.mentoring.models import Leave, MentorLeave, Pair
from mentornett.mentoring.queries.leaving import pairs_meanwhile
from mentornett.mentoring.queries.pairs import readers_of
from mentornett.tenants.actions import post_letter
from mentornett.tenants.models import Person


@transaction.atomic
def be_away(*, pair: Pair, starts: date, ends: date | None, by: Person, now: datetime) -> None:
    """Note that one of a pair is away: as mentor for all one's mentees. The plans wait, and the others are told.

    Raises OverlapError.
    """
    if by.pk == pair.mentee_id:
        begin_leave(hire=pair.employment, starts=starts, ends=ends, by=by, now=now)
    else:
        begin_mentor_leave(mentor=pair.mentor, starts=starts, ends=ends, substitutes={}, by=by, now=now)
    _tell_away(by, _others(pair, by, starts, ends, now), starts, ends, now)


@transaction.atomic
def be_back(*, pair: Pair, leave: Leave | MentorLeave, by: Person, now: datetime) -> None:
    """Note that one is back today from a time away of one's own, or take it back when it has not begun."""
    ahead, readers = leave.starts > localdate(now), _others(pair, by, leave.starts, leave.ends, now)
    if isinstance(leave, Leave):
        come_back(hire=pair.employment, on=localdate(now), leave=leave if ahead else None, by=by, now=now)
    else:
        mentor_back(mentor=pair.mentor, on=localdate(now), leave=leave if ahead else None, by=by, now=now)
    _tell_back(by, readers, now)


def _others(pair: Pair, who: Person, starts: date, ends: date | None, now: datetime) -> list[Person]:
    """Return the other party and the leader; of a mentor those of all pairs that it concerns, each once."""
    pairs = [pair] if who.pk == pair.mentee_id else pairs_meanwhile(pair.mentor, starts, ends)
    found = [person for row in pairs for _party, person in readers_of(row, localdate(now))]
    return [person for person in dict.fromkeys(found) if person != who and person.activated_at]


def _tell_away(who: Person, readers: Iterable[Person], starts: date, ends: date | None, now: datetime) -> None:
    for reader in readers:
        with translation.override(django_language(reader.language)):
            values = {
                "who": who.name, "from": date_words(starts, localdate(now)),
                "to": date_words(ends, localdate(now)) if ends else "",
            }  # fmt: skip
            if ends:
                days = gettext("%(who)s is away from %(from)s to %(to)s.")
            else:
                days = gettext("%(who)s is away from %(from)s until further notice.")
            waits = gettext("The plan of talks waits meanwhile, and nobody gets late.")
            _post("away", reader, gettext("%(who)s is away for a time"), f"{days} {waits}", values, now)


def _tell_back(who: Person, readers: Iterable[Person], now: datetime) -> None:
    for reader in readers:
        with translation.override(django_language(reader.language)):
            text = gettext("%(who)s is not away any longer. The plan of talks goes on.")
            _post("back", reader, gettext("%(who)s is back"), text, {"who": who.name}, now)


def _post(kind: str, reader: Person, subject: str, text: str, values: dict[str, str], now: datetime) -> None:
    named = values | {"name": reader.name, "link": settings.BASE_URL + reverse("everyone:now")}
    parts = (gettext("Hello %(name)s,"), text, gettext("Open Mentornett: %(link)s"))
    post_letter(
        to_email=reader.email, to_person=reader, kind=kind, language=reader.language, subject=subject % named,
        text="\n\n".join(parts) % named, now=now,
    )  # fmt: skip
