"""What is stored about courses, groups and mentor networks, one noun's file at a time."""

from mentornett.competence.models.circles import Circle, Meeting, Membership, Present, Takeaway
from mentornett.competence.models.courses import (
    Attendance,
    Certificate,
    Course,
    CourseModule,
    CourseQuota,
    CourseResponsible,
    CourseSession,
    Enrolment,
    ModuleDone,
)
from mentornett.competence.models.groups import Agreement, Contract, Group
from mentornett.competence.models.pulse import Pulse, PulseTally
from mentornett.competence.models.schemes import Scheme, SchemeDate

__all__ = [
    "Agreement", "Attendance", "Certificate", "Circle", "Contract", "Course", "CourseModule", "CourseQuota",
    "CourseResponsible", "CourseSession", "Enrolment", "Group", "Meeting", "Membership", "ModuleDone", "Present",
    "Pulse", "PulseTally", "Scheme", "SchemeDate", "Takeaway",
]  # fmt: skip
