"""What the home page shows about courses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from mentornett.competence.permissions import courses as permissions
from mentornett.competence.queries import courses as queries
from mentornett.web.http import MemberRequest


@dataclass(frozen=True)
class CourseCard:
    """A course with its next session, the places left for the reader's municipality, and the reader's own sign-up."""

    course: Any
    session: Any
    left: int | None
    taken: int
    own: Any
    can_sign_up: bool


def courses_part(request: MemberRequest) -> dict[str, Any] | None:
    """Return the cards of the courses page, or None when courses are not for this person."""
    if not permissions.has_courses(request.viewer):
        return None
    rows = permissions.courses_visible_to(request.viewer).prefetch_related("quotas")
    own = {row.course_id: row for row in permissions.open_enrolments_of(request.viewer)}
    run = set(permissions.courses_run_by(request.viewer).values_list("pk", flat=True))
    cards = _cards(request, list(rows), own)
    others = [card for card in cards if card.own is None and card.course.pk not in run]
    led = permissions.municipalities_led(request.viewer)
    return {
        "began": queries.first_training(led) if led else None,
        "mine": [card for card in cards if card.own],
        "offered": [card for card in others if card.can_sign_up],
        "run": [card for card in cards if card.course.pk in run],
        "closed": [card for card in others if not card.can_sign_up],
        "organisers": permissions.organisers_offering(request.viewer),
        "municipalities": permissions.municipalities_offering(request.viewer),
    }  # fmt: skip


def _cards(request: MemberRequest, rows: Iterable[Any], own: dict[int, Any]) -> list[CourseCard]:
    courses = list(rows)
    places, sessions = queries.places_in(courses), queries.next_sessions(courses, request.today)
    return [
        CourseCard(
            course=course, session=sessions.get(course.pk), left=_left(request, course, places[course.pk]),
            taken=sum(places[course.pk].taken.values()), own=own.get(course.pk),
            can_sign_up=queries.is_open(course, request.today),
        )
        for course in courses
    ]  # fmt: skip


def _left(request: MemberRequest, course: Any, places: Any) -> int | None:
    """Return the places left for the reader's own municipality, or in all for somebody of several or none."""
    mine = sorted(permissions.offered_to(course) & request.scope.municipalities)
    return queries.left_for(places, mine)
