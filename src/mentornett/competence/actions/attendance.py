"""Who was at a session, whose tasks are done, and who has completed the course."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from mentornett.competence.actions.certificates import withdraw_certificate, write_certificate
from mentornett.competence.actions.course_letters import tell_completed, tell_taken_back
from mentornett.competence.choices.courses import SeatState
from mentornett.competence.models import Attendance, Certificate, Course, CourseModule, CourseSession, Enrolment
from mentornett.competence.models import ModuleDone as Done
from mentornett.competence.queries.certificates import facts_of
from mentornett.core import audit
from mentornett.tenants.models import Person


def _present(session: CourseSession, enrolment: Enrolment, by: Person, now: datetime) -> Attendance:
    return Attendance(
        session=session, enrolment=enrolment, noted_at=now, noted_by=by, organiser_id=enrolment.organiser_id,
        municipality_id=enrolment.municipality_id,
    )  # fmt: skip


@transaction.atomic
def note_one(*, session: CourseSession, enrolment: Enrolment, there: bool, by: Person, now: datetime) -> None:
    """Note that somebody was there, or take it back. Twice is the same as once."""
    known = Attendance.objects.filter(session=session, enrolment=enrolment).first()
    if there and known is None:
        _present(session, enrolment, by, now).save()
    elif not there and known is not None:
        known.delete()
    else:
        return
    details = {"session": session.pk, "there": there}
    audit.record(verb="attendance.noted", on=enrolment, by=by, now=now, details=details)


@transaction.atomic
def note_everyone(*, session: CourseSession, by: Person, now: datetime) -> int:
    """Note that all who have a place were there. How many were not noted before."""
    known = Attendance.objects.filter(session=session).values("enrolment")
    rows = Enrolment.objects.filter(course=session.course_id, state=SeatState.SEAT).exclude(pk__in=known)
    made = Attendance.objects.bulk_create([_present(session, row, by, now) for row in rows])
    details = {"session": session.pk, "number": len(made)}
    audit.record(verb="attendance.marked", on=session.course, by=by, now=now, details=details)
    return len(made)


@transaction.atomic
def undo_everyone(*, session: CourseSession, by: Person, now: datetime) -> int:
    """Take back what was noted last, all at once; what was ticked one by one before it stays. How many."""
    last = Attendance.objects.filter(session=session).order_by("-noted_at").first()
    rows = Attendance.objects.filter(session=session, noted_at=last.noted_at) if last else Attendance.objects.none()
    number = rows.delete()[0]
    details = {"session": session.pk, "number": number}
    audit.record(verb="attendance.taken_back", on=session.course, by=by, now=now, details=details)
    return number


@transaction.atomic
def say_done(*, enrolment: Enrolment, module: CourseModule, done: bool, by: Person, now: datetime) -> None:
    """Let a participant say that the tasks of a module are done, or take it back."""
    known = Done.objects.filter(enrolment=enrolment, module=module)
    if not done:
        known.delete()
    elif not known.exists():
        Done(
            enrolment=enrolment, module=module, person=enrolment.person, done_at=now,
            organiser_id=enrolment.organiser_id, municipality_id=enrolment.municipality_id,
        ).save()  # fmt: skip
    verb = "enrolment.ticked" if done else "enrolment.unticked"
    audit.record(verb=verb, on=enrolment, by=by, now=now, details={"module": module.pk})


@transaction.atomic
def complete(*, course: Course, enrolments: Sequence[Enrolment], by: Person, now: datetime) -> list[Certificate]:
    """Let participants have completed the course: each gets a certificate with its number, and a letter."""
    made = []
    for row in enrolments:
        row.completed_on = timezone.localdate(now)
        row.save(update_fields=["completed_on"])
        certificate = _issue(row)
        tell_completed(certificate, now=now)
        made.append(certificate)
    audit.record(verb="course.completed", on=course, by=by, now=now, details={"people": [c.person_id for c in made]})
    return made


def _issue(enrolment: Enrolment) -> Certificate:
    """Issue a certificate; one that was taken back is issued anew, with another number."""
    day = enrolment.completed_on
    assert day is not None  # noqa: S101 (set by the caller; tells the type checker)
    known = Certificate.objects.filter(enrolment=enrolment).first()
    certificate = known or Certificate(
        enrolment=enrolment, person=enrolment.person, organiser_id=enrolment.organiser_id,
        municipality_id=enrolment.municipality_id,
    )  # fmt: skip
    write_certificate(certificate=certificate, facts=facts_of(enrolment), on=day)
    return certificate


@transaction.atomic
def take_back(*, certificate: Certificate, why: str, by: Person, now: datetime) -> None:
    """Take back a certificate: who checks it reads that it no longer holds, and its owner gets a letter with why."""
    withdraw_certificate(certificate=certificate, why=why, now=now)
    enrolment = certificate.enrolment
    assert enrolment is not None  # noqa: S101 (only those of courses are taken back here; tells the type checker)
    enrolment.completed_on = None
    enrolment.save(update_fields=["completed_on"])
    tell_taken_back(certificate, by=by, now=now)
    audit.record(verb="certificate.taken_back", on=certificate, by=by, now=now)
