"""Meetings before the network, and their deadlines for signing up (X15, X16)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, time

from django.db import transaction

from mentornett.core import audit
from mentornett.core.text import clean
from mentornett.network.models import Network, OpenMeeting, OpenMeetingChange
from mentornett.tenants.models import Person

DATES = ("on", "sign_up_by")


@dataclass(frozen=True)
class Meeting:
    """What is said about a meeting."""

    title: str
    on: date
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    theme: str = ""
    sign_up_by: date | None = None
    binding: bool = False
    note: str = ""


def _cleaned(meeting: Meeting) -> dict[str, object]:
    return {key: clean(value).strip() if isinstance(value, str) else value for key, value in asdict(meeting).items()}


@transaction.atomic
def add_meeting(*, network: Network, meeting: Meeting, by: Person, now: datetime) -> OpenMeeting:
    """Add a meeting before the network."""
    row = OpenMeeting(network=network, **_cleaned(meeting))
    row.save()
    audit.record(verb="open_meeting.added", on=network, by=by, now=now, details={"meeting": row.pk})
    return row


@transaction.atomic
def change_meeting(*, row: OpenMeeting, meeting: Meeting, reason: str, by: Person, now: datetime) -> None:
    """Change what is said about a meeting; each date that was changed is kept with the reason."""
    for field in DATES:
        before, after = getattr(row, field), getattr(meeting, field)
        if before != after:
            OpenMeetingChange.objects.create(
                meeting=row, field=field, before=before, after=after, reason=clean(reason).strip(), by=by, at=now
            )
    values = _cleaned(meeting)
    for field, value in values.items():
        setattr(row, field, value)
    row.save(update_fields=list(values))
    audit.record(verb="open_meeting.changed", on=row.network, by=by, now=now, details={"meeting": row.pk})


@transaction.atomic
def remove_meeting(*, row: OpenMeeting, by: Person, now: datetime) -> None:
    """Remove a meeting that was written by mistake."""
    audit.record(verb="open_meeting.removed", on=row.network, by=by, now=now, details={"meeting": row.pk})
    row.delete()
