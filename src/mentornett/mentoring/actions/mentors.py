"""The register of mentors: entered, changed, given places for a time, left."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mentornett.core import audit
from mentornett.core.text import clean
from mentornett.mentoring.actions.hires import OverlapError
from mentornett.mentoring.models import Mentor, MentorPlaces
from mentornett.mentoring.rules.spans import Span, laid_over
from mentornett.tenants.actions import end_open_roles, find_or_create, give_role
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Municipality, Person

CHANGEABLE = (
    "unit", "profession", "education", "practised_since", "trained_on", "shift", "specialities", "languages",
)  # fmt: skip


@transaction.atomic
def add_mentor(
    *, municipality: Municipality, email: str, name: str, starts: date, by: Person, now: datetime, **fields: Any
) -> Mentor:
    """Enter somebody in the register with any of `CHANGEABLE`; no letter is sent. Raises OverlapError."""
    person = find_or_create(
        email=email, name=name, by=by, now=now, language=municipality.language, profession=fields["profession"]
    )
    rows = Mentor.objects.filter(municipality=municipality, person=person)
    if any(Span(starts, None).meets(Span(row.starts, row.ends)) for row in rows):
        raise OverlapError
    mentor = Mentor(municipality=municipality, person=person, starts=starts)
    _fill(mentor, fields)
    mentor.save()
    give_role(
        person=person, kind=RoleKind.MENTOR, by=by, starts=min(starts, timezone.localdate(now)), now=now,
        municipality=municipality,
    )  # fmt: skip
    audit.record(verb="mentor.added", on=mentor, by=by, now=now, details={"person": person.pk})
    return mentor


@transaction.atomic
def change_mentor_facts(*, mentor: Mentor, by: Person, now: datetime, **fields: Any) -> None:
    """Change what the register says about a mentor: any of `CHANGEABLE`."""
    _fill(mentor, fields)
    mentor.save(update_fields=list(fields))
    audit.record(verb="mentor.changed", on=mentor, by=by, now=now, details={"fields": sorted(fields)})


@transaction.atomic
def set_places(
    *, mentor: Mentor, places: int, starts: date, ends: date | None, by: Person, now: datetime, reason: str = ""
) -> None:
    """Say how many mentees a mentor can have from a day and perhaps to one; 0 is a pause. What it covers gives way."""
    before = [Span(row.starts, row.ends, row.places, row.reason) for row in mentor.places.all()]
    after = laid_over(before, Span(starts, ends, places, clean(reason).strip()))
    mentor.places.all().delete()
    MentorPlaces.objects.bulk_create(
        MentorPlaces(
            mentor=mentor, municipality_id=mentor.municipality_id, places=span.number, starts=span.starts,
            ends=span.ends, reason=span.note,
        )
        for span in after
    )  # fmt: skip
    details = {"places": places, "starts": str(starts), "ends": str(ends) if ends else None}
    audit.record(verb="mentor.places_set", on=mentor, by=by, now=now, details=details)


@transaction.atomic
def end_mentor(*, mentor: Mentor, ends: date, by: Person, now: datetime) -> None:
    """Let a mentor leave the register after a last day; their pairs are ended or given on by themselves."""
    mentor.ends = max(ends, mentor.starts)
    mentor.save(update_fields=["ends"])
    end_open_roles(
        person=mentor.person, kind=RoleKind.MENTOR, municipality_id=mentor.municipality_id, by=by, ends=mentor.ends,
        now=now,
    )  # fmt: skip
    audit.record(verb="mentor.ended", on=mentor, by=by, now=now, details={"ends": str(mentor.ends)})


def _fill(mentor: Mentor, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        if name not in CHANGEABLE:
            raise ValueError(f"{name} cannot be changed here")
        setattr(mentor, name, clean(value).strip() if isinstance(value, str) else value)
