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
from mentornett.network.queries.digest import digest_content, digest_with, questions_of, questions_to
from mentornett.network.queries.roster import (
    continuity_of,
    members_ever,
    open_pause,
    participation_of,
    people_counts,
    role_needs,
    roles_of,
    size_limits,
    vacancies_in,
)
from mentornett.network.queries.texts import WrittenText, standing_text

__all__ = [
    "WrittenText",
    "built_in_labels",
    "continuity_of",
    "course_of",
    "digest_content",
    "digest_with",
    "guides_today",
    "label_of",
    "members_ever",
    "members_today",
    "open_pause",
    "participation_of",
    "people_counts",
    "questions_of",
    "questions_to",
    "role_needs",
    "roles_of",
    "size_limits",
    "standing_text",
    "submissions_of",
    "vacancies_in",
    "with_people",
]
