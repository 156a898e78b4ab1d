"""Which values exist in matching."""

from __future__ import annotations

from enum import StrEnum


class Criterion(StrEnum):
    """What makes one allowed pair better than another. Each earns 0 to 10 points, times its weight."""

    UNIT = "unit"  # same unit 10, nearby unit 5
    SHIFT = "shift"  # same shift pattern 10, one of the two works all shifts 5
    SPECIALITY = "speciality"  # a speciality in common
    EXPERIENCE = "experience"  # the mentor's months against the months asked for
    LANGUAGE = "language"  # a language in common, beside the one at work
    MENTEE_WISH = "mentee_wish"
    MENTOR_WISH = "mentor_wish"
    LOAD = "load"  # 10 for the first mentee, 5 for the second, 0 for the third


class Obstacle(StrEnum):
    """Why a pair is not allowed."""

    SELF = "self"
    OWN_LEADER = "own_leader"  # or the leader's leader
    PROFESSION = "profession"
    NOT_TRAINED = "not_trained"
    NOT_ACTIVE = "not_active"
    FULL = "full"
    EXCLUDED = "excluded"
    MUST = "must"  # a criterion that the programme says must be met


class First(StrEnum):
    """What comes first when not both can be had."""

    MOST_MATCHED = "most_matched"  # as many pairs as possible, then the best total
    BEST_FIT = "best_fit"  # the best total, then as many pairs as possible
