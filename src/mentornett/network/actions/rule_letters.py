"""The letter that tells teams which days moved because a rule about days has another number."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext

from mentornett.core.time import date_words
from mentornett.network.actions.notices import link, tell
from mentornett.network.models import Network
from mentornett.network.queries.gatherings import people_told
from mentornett.network.queries.rule_moves import RuleMoves
from mentornett.tenants.models import Person


def days_moved(*, network: Network, moves: RuleMoves, now: datetime) -> int:
    """Tell everybody in the teams and their guides once which days moved and why; return how many were told."""
    if not moves.days:
        return 0
    today = localdate(now)

    def words(reader: Person) -> tuple[str, str]:
        """Return subject and text in the language in force."""
        days = [
            f"- {row.title}: {date_words(row.before, today)} → {date_words(row.after, today)}"
            for row in moves.deadlines()
        ]
        text = gettext(
            "Hello %(name)s,\n\nThe organiser has changed how many days there are in %(network)s:\n\n%(rules)s\n\n"
            "Therefore these days have moved:\n\n%(days)s\n\nAll your dates are here: %(link)s"
        )
        values = {
            "name": reader.name, "network": network.name, "days": "\n".join(days),
            "rules": "\n".join(f"- {rule}" for rule in moves.rule_words()),
            "link": link(reverse("municipality:course", args=[network.pk])),
        }  # fmt: skip
        return gettext("New dates in %(network)s") % {"network": network.name}, text % values

    return tell(people_told(network, today), kind="days_moved", words=words, now=now)
