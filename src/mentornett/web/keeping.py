"""What pages about rows that are kept share: who may change one, and the page that offers a removed one back."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from mentornett.web.http import MemberRequest


def changeable_row(changeable: QuerySet[Any], visible: QuerySet[Any], pk: int) -> Any:
    """Return a row that one may change; 403 when one only sees it, 404 when one does not."""
    row = changeable.filter(pk=pk).first()
    if row is None:
        get_object_or_404(visible, pk=pk)
        raise PermissionDenied
    return row


def removed_page(request: MemberRequest, name: str, *, undo_url: str, above_url: str) -> HttpResponse:
    """Say that something is removed, and offer to put it back."""
    return render(request, "removed.html", {"name": name, "undo_url": undo_url, "above_url": above_url})
