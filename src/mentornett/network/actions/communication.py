"""A letter to the team when the day of a row in its communication plan has come (E13)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from mentornett.core import audit
from mentornett.core.time import date_words
from mentornett.network.actions.notices import coordinators_of, link, tell
from mentornett.network.models import Team
from mentornett.network.queries.communication import DueMessage
from mentornett.tenants.models import Person


@transaction.atomic
def remind_of_message(*, team: Team, message: DueMessage, today: date, now: datetime) -> bool:
    """Remind the coordinators once of a message whose day has come; tell whether it was now."""

    def words(reader: Person) -> tuple[str, str]:
        values = {
            "name": reader.name, "team": team.name, "day": date_words(message.on, today),
            "what": message.message or message.audience,
            "link": link(reverse("municipality:communication_plan", args=[team.pk])),
        }  # fmt: skip
        text = gettext(
            "Hello %(name)s,\n\nThe communication plan of %(team)s says for %(day)s: %(what)s\n\nMark it as done, or "
            "choose another day: %(link)s"
        )
        return gettext("In your communication plan: %(what)s") % values, text % values

    key = f"communication:{team.pk}:{message.row}:{message.on}"
    written = tell(coordinators_of(team, today), kind="communication", words=words, now=now, key=key)
    if written:
        audit.record(verb="reminder.sent", on=team, by=None, now=now, details={"kind": "communication"})
    return bool(written)
