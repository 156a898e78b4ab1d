"""How networks, teams and their work are read, one noun's file at a time."""

from mentornett.network.queries.attention import attention_among, attention_of
from mentornett.network.queries.catching_up import catching_up
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
from mentornett.network.queries.overview import known_about, reports_of, reports_waiting
from mentornett.network.queries.roster import (
    continuity_of,
    may_be_left,
    members_ever,
    open_pause,
    participation_of,
    people_counts,
    role_needs,
    roles_of,
    size_limits,
    vacancies_in,
)
from mentornett.network.queries.texts import WrittenText, onboarding_text, standing_text

__all__ = [
    "WrittenText",
    "attention_among",
    "attention_of",
    "built_in_labels",
    "catching_up",
    "continuity_of",
    "course_of",
    "digest_content",
    "digest_with",
    "guides_today",
    "known_about",
    "label_of",
    "may_be_left",
    "members_ever",
    "members_today",
    "onboarding_text",
    "open_pause",
    "participation_of",
    "people_counts",
    "questions_of",
    "questions_to",
    "reports_of",
    "reports_waiting",
    "role_needs",
    "roles_of",
    "size_limits",
    "standing_text",
    "submissions_of",
    "vacancies_in",
    "with_people",
]
