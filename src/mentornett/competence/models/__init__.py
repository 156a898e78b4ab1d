"""What is stored about courses, groups and mentor networks, one noun's file at a time."""

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
from mentornett.competence.models.schemes import Scheme, SchemeDate

__all__ = [
    "Attendance",
    "Certificate",
    "Course",
    "CourseModule",
    "CourseQuota",
    "CourseResponsible",
    "CourseSession",
    "Enrolment",
    "ModuleDone",
    "Scheme",
    "SchemeDate",
]
