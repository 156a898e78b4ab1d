"""A draft of a programme: sent to the reference group, commented, approved (B12)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext

from mentornett.core import audit
from mentornett.core.text import clean
from mentornett.core.time import date_words
from mentornett.network.actions import notices
from mentornett.network.models import Gathering, ProgrammeReading, ProgrammeRemark
from mentornett.network.queries.gatherings import full_name
from mentornett.network.queries.guidance import people_with
from mentornett.tenants.choices import LEADING_ROLES
from mentornett.tenants.models import Person


@transaction.atomic
def ask_for_remarks(*, gathering: Gathering, people: Iterable[Person], ends: date, by: Person, now: datetime) -> None:
    """Let people read and comment the draft until a day, and tell them; asked again, they have until the new day."""
    today, readers = localdate(now), list(people)
    for person in readers:
        kept = ProgrammeReading.objects.filter(gathering=gathering, person=person).first()
        reading = kept or ProgrammeReading(
            gathering=gathering, person=person, organiser_id=gathering.network.organiser_id
        )
        reading.starts, reading.ends = today, ends
        reading.save()
    details = {"gathering": gathering.pk, "people": [person.pk for person in readers], "ends": str(ends)}
    audit.record(verb="programme.sent", on=gathering.network, by=by, now=now, details=details)

    def words(reader: Person) -> tuple[str, str]:
        text = gettext(
            "Hello %(name)s,\n\n%(by)s asks what you think of the draft programme of %(gathering)s. You can read and "
            "comment it until %(day)s: %(link)s\n\nIt is a draft. Please do not pass it on."
        )
        values = {"name": reader.name, "by": by.name, "day": date_words(ends, today)} | _values(gathering)
        return gettext("Draft programme: %(gathering)s") % values, text % values

    notices.tell(readers, kind="programme_sent", words=words, now=now)


def _values(gathering: Gathering) -> dict[str, str]:
    path = reverse("organiser:programme_reading", args=[gathering.pk])
    return {"gathering": full_name(gathering), "link": notices.link(path)}


@transaction.atomic
def remark_on_programme(*, gathering: Gathering, text: str, by: Person, now: datetime) -> ProgrammeRemark:
    """Say what one thinks of the draft; those who run the network are told."""
    network = gathering.network
    remark = ProgrammeRemark(
        gathering=gathering, text=clean(text).strip(), by=by, at=now, organiser_id=network.organiser_id
    )
    remark.save()
    audit.record(verb="programme.commented", on=network, by=by, now=now, details={"gathering": gathering.pk})
    page = notices.link(reverse("organiser:programme", args=[network.pk, gathering.number]))

    def words(reader: Person) -> tuple[str, str]:
        values = {"by": by.name, "gathering": full_name(gathering), "text": remark.text, "link": page}
        text = gettext("%(by)s writes about the programme of %(gathering)s:\n\n%(text)s\n\n%(link)s")
        return gettext("Remark on the programme of %(gathering)s") % values, text % values

    leaders = [person for person in people_with(network, frozenset(LEADING_ROLES), localdate(now)) if person != by]
    notices.tell(leaders, kind="programme_commented", words=words, now=now)
    return remark


@transaction.atomic
def approve_programme(*, gathering: Gathering, by: Person, now: datetime) -> None:
    """Approve the programme; those who were asked are told, and can no longer comment it."""
    today = localdate(now)
    gathering.programme_approved_on = today
    gathering.save(update_fields=["programme_approved_on"])
    audit.record(verb="programme.approved", on=gathering.network, by=by, now=now, details={"gathering": gathering.pk})
    readings = ProgrammeReading.objects.filter(gathering=gathering).select_related("person")

    def words(reader: Person) -> tuple[str, str]:
        values = _values(gathering)
        text = gettext("The programme of %(gathering)s is approved. Thank you for reading it.")
        return gettext("Approved: the programme of %(gathering)s") % values, text % values

    notices.tell([row.person for row in readings], kind="programme_approved", words=words, now=now)


@transaction.atomic
def reopen_programme(*, gathering: Gathering, by: Person, now: datetime) -> None:
    """Make an approved programme a draft again."""
    gathering.programme_approved_on = None
    gathering.save(update_fields=["programme_approved_on"])
    audit.record(verb="programme.reopened", on=gathering.network, by=by, now=now, details={"gathering": gathering.pk})
