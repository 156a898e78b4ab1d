"""Guests from other networks: invited for a time, ended early (A02)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from mentornett.core import audit
from mentornett.core.time import date_words
from mentornett.network.actions import notices
from mentornett.network.models import Network, NetworkGuest
from mentornett.tenants.models import Person


@transaction.atomic
def invite_guest(
    *, network: Network, person: Person, starts: date, ends: date, by: Person, now: datetime, today: date
) -> NetworkGuest:
    """Let somebody of another network follow this one until a day, and tell them. An earlier visit is dated anew."""
    guest, _new = NetworkGuest.objects.update_or_create(
        network=network, person=person, defaults={"starts": starts, "ends": ends},
        create_defaults={"starts": starts, "ends": ends, "organiser_id": network.organiser_id},
    )  # fmt: skip
    details = {"person": person.pk, "starts": str(starts), "ends": str(ends)}
    audit.record(verb="guest.invited", on=guest, by=by, now=now, details=details)
    _tell_guest(guest, by, now, today)
    return guest


def _tell_guest(guest: NetworkGuest, by: Person, now: datetime, today: date) -> None:
    def words(reader: Person) -> tuple[str, str]:
        text = gettext(
            "Hello %(name)s,\n\n%(by)s invites you to follow %(network)s as a guest, from %(starts)s to %(ends)s. You "
            "can see the gatherings, the programmes and what the teams share with the network: %(link)s\n\nWhat you "
            "read there is not public. Please do not pass it on."
        )
        values = {"name": reader.name, "by": by.name, "network": guest.network.name,
                  "starts": date_words(guest.starts, today), "ends": date_words(guest.ends, today),
                  "link": notices.link(reverse("municipality:course", args=[guest.network_id]))}  # fmt: skip
        return gettext("You are invited as a guest to %(network)s") % values, text % values

    notices.tell([guest.person], kind="guest_invited", words=words, now=now)


@transaction.atomic
def end_guest(*, guest: NetworkGuest, by: Person, now: datetime, today: date) -> None:
    """End a visit at once; one that has not begun, or began today, is taken away."""
    audit.record(verb="guest.ended", on=guest, by=by, now=now, details={"person": guest.person_id})
    if guest.starts >= today:
        guest.delete()
        return
    guest.ends = today - timedelta(days=1)
    guest.save(update_fields=["ends"])
