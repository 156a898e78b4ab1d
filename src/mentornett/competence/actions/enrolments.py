"""Sign-ups: by the mentor or by the project leader, answered, withdrawn; the waiting list moves by itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mentornett.competence.actions.course_letters import tell_place
from mentornett.competence.actions.groups import leave_course_groups
from mentornett.competence.actions.line import move_up
from mentornett.competence.choices.courses import OPEN_STATES, SeatState
from mentornett.competence.models import Course, Enrolment
from mentornett.competence.queries.courses import places_in
from mentornett.core import audit
from mentornett.tenants.models import Municipality, Person


def _locked(course: Course) -> Course:
    """Return the course with its row held: two who sign up at once never get the same place."""
    Course.objects.select_for_update().get(pk=course.pk)
    return Course.objects.prefetch_related("quotas").get(pk=course.pk)


def _state_now(course: Course, municipality_id: int) -> SeatState:
    left = places_in([course])[course.pk].left_for(municipality_id)
    return SeatState.SEAT if left is None or left > 0 else SeatState.WAITING


@transaction.atomic
def sign_up(
    *, course: Course, person: Person, municipality: Municipality, by: Person, now: datetime, approved: bool
) -> Enrolment:
    """Sign somebody up for a municipality. Whoever is signed up already stays as they are.

    `approved`: the project leader does it, or the course asks for no yes. Otherwise it waits for the leader.
    """
    held = _locked(course)
    if (known := Enrolment.objects.filter(course=held, person=person, state__in=OPEN_STATES).first()) is not None:
        return known
    enrolment = Enrolment(
        course=held, person=person, municipality=municipality, organiser_id=held.organiser_id, asked_at=now,
        asked_by=by, state=_state_now(held, municipality.pk) if approved else SeatState.ASKED,
        decided_at=now if approved else None,
    )  # fmt: skip
    enrolment.save()
    audit.record(
        verb="enrolment.made", on=enrolment, by=by, now=now, details={"person": person.pk, "state": enrolment.state}
    )
    tell_place(enrolment, now=now)
    return enrolment


@transaction.atomic
def answer(*, enrolment: Enrolment, yes: bool, by: Person, now: datetime) -> None:
    """Say yes or no to a mentor who signed up. A yes gives a place, or one on the waiting list."""
    held = _locked(enrolment.course)
    enrolment.state = _state_now(held, enrolment.municipality_id or 0) if yes else SeatState.DECLINED
    enrolment.decided_at = now
    enrolment.save(update_fields=["state", "decided_at"])
    audit.record(verb="enrolment.answered", on=enrolment, by=by, now=now, details={"state": enrolment.state})
    tell_place(enrolment, now=now)


@transaction.atomic
def withdraw(*, enrolment: Enrolment, by: Person, now: datetime) -> None:
    """Withdraw a sign-up; the next in line gets the place. The one concerned is told when somebody else did it."""
    _locked(enrolment.course)
    enrolment.state = SeatState.WITHDRAWN
    enrolment.save(update_fields=["state"])
    leave_course_groups(course=enrolment.course, person=enrolment.person, now=now)
    audit.record(verb="enrolment.withdrawn", on=enrolment, by=by, now=now, details={"person": enrolment.person_id})
    if by.pk != enrolment.person_id:
        tell_place(enrolment, now=now)
    move_up(course=enrolment.course, now=now)
