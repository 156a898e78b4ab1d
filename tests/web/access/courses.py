"""Access to courses."""

from __future__ import annotations

from typing import Any

from tests.cast import Cast
from tests.web.access.table import IN_PROGRAMMES, Row

RUN = "leader guide"  # those who run the course of the cast: the organiser's leader, and the one responsible
OFFERED = (
    "programme_leader hr ward_leader other_ward_leader mentor other_mentor neighbour_programme_leader neighbour_mentor"
)
EVERYBODY_HERE = f"{RUN} {OFFERED}"


def _course(cast: Cast) -> list[Any]:
    return [cast.course.pk]


def _row(**more: Any) -> Row:
    return Row(people=IN_PROGRAMMES, **{"args": _course, **more})


def _run(**more: Any) -> Row:
    return _row(ok=RUN, forbidden=OFFERED, **more)


ROWS = {
    "competence:home": Row(ok=EVERYBODY_HERE, people=IN_PROGRAMMES),
    "competence:course_new_at_organiser": _row(ok="leader", args=lambda cast: [cast.nord.pk]),
    "competence:course_new": _row(ok="programme_leader", args=lambda cast: [cast.flesberg.pk]),
    "competence:course": _row(ok=EVERYBODY_HERE),
    "competence:course_change": _run(),
    "competence:course_open": _run(method="post", data=lambda cast: {"open": "yes"}),
}
