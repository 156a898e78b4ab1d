"""Finds the programme a page is about, or answers 404 (not yours) or 403 (you see it, but may not change it)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from mentornett.mentoring import permissions
from mentornett.web.http import MemberRequest


def seen(request: MemberRequest, programme_id: int) -> Any:
    """Return a programme whose plan one may read."""
    return get_object_or_404(permissions.programmes_visible_to(request.viewer), pk=programme_id)


def followed(request: MemberRequest, programme_id: int) -> Any:
    """Return a programme whose spread one may read."""
    return get_object_or_404(permissions.programmes_followed_by(request.viewer), pk=programme_id)


def may_run(request: MemberRequest, programme: Any) -> bool:
    """Tell whether one may change a programme."""
    return permissions.may_run(request.viewer, programme)


def run(request: MemberRequest, programme_id: int) -> Any:
    """Return a programme that one may change."""
    programme = seen(request, programme_id)
    if not may_run(request, programme):
        raise PermissionDenied
    return programme
