"""How networks, teams and their work are read, one noun's file at a time."""

from mentornett.network.queries.course import (
    built_in_labels,
    course_of,
    guides_today,
    label_of,
    members_today,
    submissions_of,
    with_people,
)

__all__ = [
    "built_in_labels",
    "course_of",
    "guides_today",
    "label_of",
    "members_today",
    "submissions_of",
    "with_people",
]
