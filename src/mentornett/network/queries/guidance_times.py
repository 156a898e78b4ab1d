"""Times for guidance, as pages, letters and calendars read them."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext

from mentornett.core.time import clock_words, date_words
from mentornett.documents.calendars import Happening
from mentornett.network.models import GuidanceTime, Network, Team
from mentornett.network.queries.course import label_of
from mentornett.network.rules.guidance_times import Slot
from mentornett.tenants.models import Person
from mentornett.tenants.queries import in_force


def slot_of(row: GuidanceTime) -> Slot:
    """Return when a time is."""
    return Slot(row.on, row.starts, row.minutes)


def is_past(row: GuidanceTime, now: datetime) -> bool:
    """Tell whether a time has begun."""
    return slot_of(row).begins <= localtime(now).replace(tzinfo=None)


def when_words(row: GuidanceTime, today: date) -> str:
    """Write when a time is: «torsdag 2. april kl. 10.00–10.30»."""
    slot = slot_of(row)
    return gettext("%(day)s at %(from)s–%(to)s") % {
        "day": date_words(row.on, today), "from": clock_words(row.starts), "to": clock_words(slot.ends.time()),
    }  # fmt: skip


def guided_networks(person: Person, today: date) -> list[Network]:
    """Return the networks in which somebody guides a team today."""
    teams = Team.objects.filter(in_force(today, "guides__"), guides__person=person).order_by()
    return list(Network.objects.filter(pk__in=teams.values("network")).order_by("-starts", "name"))


def guided_teams(network: Network, person: Person, today: date) -> list[Team]:
    """Return the teams of a network that somebody guides today."""
    rows = Team.objects.filter(in_force(today, "guides__"), guides__person=person, network=network)
    return list(rows.select_related("municipality", "network").order_by("municipality__name_sort", "name"))


def times_between(person: Person, first: date, last: date) -> QuerySet[GuidanceTime]:
    """Return somebody's times on some days."""
    return GuidanceTime.objects.filter(person=person, on__gte=first, on__lte=last)


def happening_of_time(row: GuidanceTime, stamp: datetime, *, cancelled: bool = False) -> Happening:
    """Return a booked time as an event for calendars, in the language in force."""
    team = row.team.name if row.team else ""
    title = gettext("Guidance: %(team)s and %(guide)s") % {"team": team, "guide": row.person.name}
    link = row.place if row.place.startswith(("https://", "http://")) else ""
    label = f"{label_of(row.network, 'guide').capitalize()}: {row.person.name}"
    return Happening(
        uid=f"{row.uid}@mentornett", title=title, stamp=stamp, starts=row.on, ends=row.on, from_time=row.starts,
        to_time=slot_of(row).ends.time(), place="" if link else row.place, link=link, sequence=row.sequence,
        description="\n".join(part for part in (str(row.get_form_display()), label, row.topic) if part),
        cancelled=cancelled,
    )  # fmt: skip
