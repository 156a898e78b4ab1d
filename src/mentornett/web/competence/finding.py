"""Finds the course a page is about, or answers 404 (not yours) or 403 (you see it, but may not change it)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from mentornett.competence.permissions import courses as permissions
from mentornett.web.http import MemberRequest


def seen(request: MemberRequest, course_id: int) -> Any:
    """Return a course that one may read about."""
    rows = permissions.courses_visible_to(request.viewer).prefetch_related("quotas")
    return get_object_or_404(rows, pk=course_id)


def run(request: MemberRequest, course_id: int) -> Any:
    """Return a course that one runs."""
    course = seen(request, course_id)
    if not permissions.may_run(request.viewer, course):
        raise PermissionDenied
    return course
