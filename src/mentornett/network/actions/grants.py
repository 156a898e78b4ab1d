"""Leave to read, for reference groups and experts: given for a time, taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from mentornett.core import audit
from mentornett.core.text import in_language
from mentornett.core.time import date_words
from mentornett.network.actions import notices
from mentornett.network.models import Assignment, ReadingGrant
from mentornett.tenants.models import Person


@dataclass(frozen=True)
class Leave:
    """From when to when somebody may read, both days included, and whether they may comment."""

    starts: date
    ends: date
    may_comment: bool = True


@transaction.atomic
def grant_reading(
    *, assignment: Assignment, person: Person, leave: Leave, by: Person, now: datetime, today: date
) -> ReadingGrant:
    """Let a reader read all that teams have sent for one assignment, for a limited time, and tell them (B12, D24)."""
    network = assignment.network
    grant = ReadingGrant(
        network=network, assignment=assignment, person=person, may_comment=leave.may_comment, starts=leave.starts,
        ends=leave.ends, organiser_id=network.organiser_id,
    )  # fmt: skip
    grant.save()
    _tell_reader(grant, by, now, today)
    audit.record(
        verb="reading.granted", on=grant, by=by, now=now, details={"person": person.pk, "ends": str(leave.ends)}
    )
    return grant


def _tell_reader(grant: ReadingGrant, by: Person, now: datetime, today: date) -> None:
    def words(reader: Person) -> tuple[str, str]:
        title = in_language(grant.assignment.title)
        text = gettext(
            "Hello %(name)s,\n\n%(by)s asks you to read “%(work)s” in %(network)s. You can read from %(starts)s to "
            "%(ends)s: %(link)s\n\nWhat you read is not public. Please do not pass it on."
        )
        values = {"name": reader.name, "by": by.name, "work": title, "network": grant.network.name,
                  "starts": date_words(grant.starts, today), "ends": date_words(grant.ends, today),
                  "link": notices.link(reverse("organiser:reading"))}  # fmt: skip
        return gettext("Something to read: %(work)s") % {"work": title}, text % values

    notices.tell([grant.person], kind="reading_granted", words=words, now=now)


@transaction.atomic
def revoke_reading(*, grant: ReadingGrant, by: Person, now: datetime, today: date) -> None:
    """End a leave at once; one that has not begun, or began today, is taken away."""
    audit.record(verb="reading.revoked", on=grant, by=by, now=now, details={"person": grant.person_id})
    if grant.starts >= today:
        grant.delete()
        return
    grant.ends = today - timedelta(days=1)
    grant.save(update_fields=["ends"])
