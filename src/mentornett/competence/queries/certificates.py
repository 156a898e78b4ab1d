"""What stands on a certificate, and its fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from mentornett.competence.models import Certificate, Enrolment
from mentornett.core.scoping import EVERYONE, inside


def facts_of(enrolment: Enrolment) -> dict[str, Any]:
    """Return what a certificate says, as it is now: who, which course, what it gives, which sessions one was at."""
    course = enrolment.course
    there = sorted(enrolment.attendances.all(), key=lambda row: (row.session.on, row.session_id))
    return {
        "person": enrolment.person.name,
        "course": course.name,
        "given_by": course.provider,
        "offered_by": course.organiser.name if course.organiser else str(course.municipality),
        "credits": str(course.credits) if course.credits is not None else "",
        "hours": str(course.hours) if course.hours is not None else "",
        "exam": course.exam,
        "sessions": [{"on": str(row.session.on), "title": row.session.title} for row in there],
        "modules": [row.title for row in course.modules.order_by("number")],
        "completed_on": str(enrolment.completed_on),
    }


def certificate_with(code: str) -> Certificate | None:
    """Return the certificate with this code, for anybody who has it. Only this one row is read across the wall."""
    with inside(EVERYONE):
        return Certificate.objects.filter(code=code).first()


def digest_of(number: str, facts: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a certificate's number and what it says."""
    said = json.dumps({"number": number, **facts}, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()
