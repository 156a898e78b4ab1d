"""Finds what organisers' pages are about, or answers 404 (not yours) or 403 (you see it, but may not change it)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from mentornett.network import permissions
from mentornett.network.queries.gatherings import gatherings_of
from mentornett.web.http import MemberRequest


def followed(request: MemberRequest, network_id: int) -> Any:
    """Return a network that one follows."""
    return get_object_or_404(permissions.networks_staffed_by(request.viewer), pk=network_id)


def run(request: MemberRequest, network_id: int) -> Any:
    """Return a network that one runs."""
    network = followed(request, network_id)
    if not permissions.may_run(request.viewer, network):
        raise PermissionDenied
    return network


def followed_gathering(request: MemberRequest, network_id: int, number: int) -> Any:
    """Return a gathering, by its number, of a network that one follows."""
    return get_object_or_404(gatherings_of(followed(request, network_id)), number=number)


def run_gathering(request: MemberRequest, network_id: int, number: int) -> Any:
    """Return a gathering, by its number, of a network that one runs."""
    return get_object_or_404(gatherings_of(run(request, network_id)), number=number)
