"""Figures without names, and the method: for the union representative and all who follow a programme."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mentornett.mentoring import permissions
from mentornett.mentoring.permissions.figures import counted_for
from mentornett.mentoring.queries.figure_words import table_of
from mentornett.mentoring.queries.figures import figures_of
from mentornett.web.http import MemberRequest


def counted(request: MemberRequest) -> list[dict[str, Any]]:
    """Return the table of each programme that one follows."""
    registered = request.viewer.municipalities_as(*permissions.REGISTRARS)
    return [
        {
            "programme": row.programme, "whole": row.whole, "rows": table_of(row),
            "plans": row.programme.municipality_id in registered,
        }
        for row in figures_of(counted_for(request.viewer), request.today)
    ]  # fmt: skip


@require_safe
def figures(request: MemberRequest) -> HttpResponse:
    """Show the figures, what is stored, and who sees what. No person stands here."""
    if not request.viewer.municipalities_as(*permissions.READERS):
        raise Http404
    return render(request, "programme/figures.html", {"counted": counted(request)})
