"""How the pages of this area find a mentor network, and run inside those one is a member of."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse

from mentornett.competence.permissions.circles import Standing, inside_own_circles, standing_in
from mentornett.web.http import MemberRequest, Page


def within_circles(page: Page) -> Page:
    """Let a page read the networks one is a member of; their rows may lie in another municipality."""

    @wraps(page)
    def wrapper(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with inside_own_circles(request.viewer):
            return page(request, *args, **kwargs)

    return wrapper


def find(request: MemberRequest, circle_id: int) -> Standing:
    """Return what one is to a network, or answer 404."""
    standing = standing_in(request.viewer, circle_id)
    if standing is None:
        raise Http404
    return standing


def find_to_run(request: MemberRequest, circle_id: int, *, course_too: bool = False) -> Standing:
    """Return a network that one runs; 403 for its other members, and for all when it is closed.

    Who takes part in a course is decided there; with `course_too` its groups are found as well.
    """
    standing = find(request, circle_id)
    if not standing.may_run or not standing.is_open or (standing.circle.course_id and not course_too):
        raise PermissionDenied
    return standing


def find_as_member(request: MemberRequest, circle_id: int) -> Standing:
    """Return a network that one is a member of; 403 for those who answer for it at home alone."""
    standing = find(request, circle_id)
    if standing.membership is None:
        raise PermissionDenied
    return standing
