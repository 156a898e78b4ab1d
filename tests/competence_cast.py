"""Courses of the fixed cast: one of Nord's for Flesberg and Røros, one of Flesberg's own, one of Sør's.

Nord's course has six places, of which Flesberg can have two. «Mentor» has a place and was at the first session,
«Neighbour mentor» has one too. Sør's is not for anybody in Flesberg.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from mentornett.competence.models import (
    Attendance,
    Course,
    CourseModule,
    CourseQuota,
    CourseResponsible,
    CourseSession,
    Enrolment,
    Scheme,
    SchemeDate,
)
from mentornett.tenants.models import Person


def build_courses(people: dict[str, Person], things: dict[str, Any], *, now: Any) -> None:
    """Build the courses; call it inside the scope of everything."""
    made = {"created_at": now - timedelta(days=60), "published_at": now - timedelta(days=50)}
    things["course"] = Course.objects.create(
        organiser=things["nord"], name="Digitale samlinger for mentorer", seats=6, sign_up_until=date(2026, 4, 1),
        least_sessions=1, **made,
    )  # fmt: skip
    things["own_course"] = Course.objects.create(municipality=things["flesberg"], name="Eget kurs", **made)
    things["other_course"] = Course.objects.create(organiser=things["sor"], name="Sørkurs kanarifugl", **made)
    CourseQuota.objects.create(course=things["course"], municipality=things["flesberg"], seats=2)
    CourseQuota.objects.create(course=things["course"], municipality=things["roros"], seats=2)
    CourseResponsible.objects.create(course=things["course"], person=people["guide"], organiser=things["nord"])
    things["course_module"] = CourseModule.objects.create(
        course=things["course"], number=1, title="Å stille spørsmål", tasks=["Prøv tre åpne spørsmål"]
    )
    for number, day in enumerate((date(2026, 3, 5), date(2026, 4, 16)), start=1):
        things[f"session_{number}"] = CourseSession.objects.create(
            course=things["course"], title=f"Økt {number}", on=day, module=things["course_module"]
        )
    for prefix, place in (("", "flesberg"), ("neighbour_", "roros")):
        things[f"{prefix}enrolment"] = Enrolment.objects.create(
            course=things["course"], person=people[f"{prefix}mentor"], state="seat", asked_at=now - timedelta(days=40),
            decided_at=now - timedelta(days=40), organiser=things["nord"], municipality=things[place],
        )  # fmt: skip
    things["attendance"] = Attendance.objects.create(
        enrolment=things["enrolment"], session=things["session_1"], noted_at=now - timedelta(days=7),
        noted_by=people["guide"], organiser=things["nord"], municipality=things["flesberg"],
    )  # fmt: skip
    for prefix, place in (("", "flesberg"), ("neighbour_", "roros")):
        things[f"{prefix}scheme"] = Scheme.objects.create(
            municipality=things[place], kind="gatherings", title=f"Mentorlunsj {place}", starts=date(2025, 9, 1),
            shared=True,
        )  # fmt: skip
        things[f"{prefix}scheme_date"] = SchemeDate.objects.create(
            municipality=things[place], scheme=things[f"{prefix}scheme"], on=date(2026, 2, 3),
            theme="nabohemmelighet" if prefix else "Å si fra", present=6,
        )  # fmt: skip
