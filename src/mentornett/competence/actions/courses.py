"""Courses: offered, changed, opened and closed, with modules, sessions and places."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from mentornett.competence.actions.line import move_up
from mentornett.competence.choices.courses import SessionKind
from mentornett.competence.models import Course, CourseModule, CourseQuota, CourseResponsible, CourseSession
from mentornett.competence.rules.courses import series
from mentornett.core import audit
from mentornett.core.text import clean
from mentornett.tenants.models import Municipality, Organiser, Person

CHANGEABLE = (
    "name", "kind", "provider", "provider_kind", "cooperation", "scheme", "funded_by", "for_whom", "description",
    "credits", "exam", "hours", "seats", "sign_up_until", "leader_approves", "least_sessions", "tasks_needed",
)  # fmt: skip
MODULE_FIELDS = ("title", "content", "reading", "tasks")
SESSION_FIELDS = ("title", "module", "kind", "on", "starts_at", "ends_at", "form", "place", "link", "materials")


class HasAttendanceError(Exception):
    """A session that somebody has been at cannot be removed."""


def _fill(row: models.Model, fields: Mapping[str, Any], allowed: tuple[str, ...]) -> None:
    for name, value in fields.items():
        if name not in allowed:
            raise ValueError(f"{name} cannot be changed here")
        setattr(row, name, clean(value).strip() if isinstance(value, str) else value)


@transaction.atomic
def make_course(
    *, by: Person, now: datetime, organiser: Organiser | None = None, municipality: Municipality | None = None,
    responsible: Person | None = None, **fields: Any,
) -> Course:  # fmt: skip
    """Make a course with any of `CHANGEABLE`. Nobody else sees it before it is opened."""
    course = Course(organiser=organiser, municipality=municipality, created_at=now)
    _fill(course, fields, CHANGEABLE)
    course.save()
    _let_run(course, responsible)
    audit.record(verb="course.made", on=course, by=by, now=now)
    return course


@transaction.atomic
def change_course(
    *, course: Course, by: Person, now: datetime, responsible: Person | None = None, **fields: Any
) -> None:
    """Change any of `CHANGEABLE`; when there is more room, the waiting list moves up."""
    _fill(course, fields, CHANGEABLE)
    course.save(update_fields=list(fields))
    _let_run(course, responsible)
    audit.record(verb="course.changed", on=course, by=by, now=now, details={"fields": sorted(fields)})
    move_up(course=course, now=now)


def _let_run(course: Course, person: Person | None) -> None:
    """Let one person be responsible, or nobody in particular."""
    CourseResponsible.objects.filter(course=course).delete()
    if person:
        CourseResponsible(
            course=course, person=person, organiser_id=course.organiser_id, municipality_id=course.municipality_id
        ).save()


@transaction.atomic
def open_course(*, course: Course, open_now: bool, by: Person, now: datetime) -> None:
    """Let those whom the course is for see it and sign up, or hide it from those who have not."""
    course.published_at = (course.published_at or now) if open_now else None
    course.save(update_fields=["published_at"])
    verb = "course.opened" if open_now else "course.closed"
    audit.record(verb=verb, on=course, by=by, now=now)


@transaction.atomic
def set_quotas(*, course: Course, quotas: Mapping[Municipality, int | None], by: Person, now: datetime) -> None:
    """Offer a course to these municipalities, each with its number of places (None: no limit of its own)."""
    course.quotas.exclude(municipality__in=[place.pk for place in quotas]).delete()
    for place, seats in quotas.items():
        CourseQuota.objects.update_or_create(course=course, municipality=place, defaults={"seats": seats})
    audit.record(
        verb="course.offered", on=course, by=by, now=now, details={"municipalities": [place.pk for place in quotas]}
    )
    move_up(course=course, now=now)


@transaction.atomic
def save_module(
    *, course: Course, by: Person, now: datetime, module: CourseModule | None = None, **fields: Any
) -> CourseModule:
    """Add a module, or change what it holds."""
    row = module or CourseModule(course=course, number=course.modules.count() + 1)
    _fill(row, fields, MODULE_FIELDS)
    row.save()
    audit.record(verb="course.changed", on=course, by=by, now=now, details={"module": row.pk})
    return row


@transaction.atomic
def remove_module(*, module: CourseModule, by: Person, now: datetime) -> None:
    """Remove a module; its sessions stay."""
    audit.record(verb="course.changed", on=module.course, by=by, now=now, details={"removed_module": module.pk})
    module.delete()


@transaction.atomic
def save_session(
    *, course: Course, by: Person, now: datetime, session: CourseSession | None = None, **fields: Any
) -> CourseSession:
    """Add a session, or change when and where it is."""
    row = session or CourseSession(course=course)
    _fill(row, fields, SESSION_FIELDS)
    row.save()
    audit.record(verb="course.changed", on=course, by=by, now=now, details={"session": row.pk})
    return row


@transaction.atomic
def make_series(
    *, course: Course, title: str, first: date, months: int, times: int, by: Person, now: datetime, **fields: Any
) -> list[CourseSession]:
    """Add follow-up seminars at even intervals, such as twice a year (N22)."""
    rows = []
    for day in series(first, months=months, times=times):
        row = CourseSession(course=course, kind=SessionKind.FOLLOW_UP)
        _fill(row, {"title": title, "on": day, **fields}, SESSION_FIELDS)
        row.save()
        rows.append(row)
    audit.record(verb="course.changed", on=course, by=by, now=now, details={"sessions": [row.pk for row in rows]})
    return rows


@transaction.atomic
def remove_session(*, session: CourseSession, by: Person, now: datetime) -> None:
    """Remove a session that nobody has been at. Raises HasAttendanceError."""
    if session.attendances.exists():
        raise HasAttendanceError
    audit.record(verb="course.changed", on=session.course, by=by, now=now, details={"removed_session": session.pk})
    session.delete()
