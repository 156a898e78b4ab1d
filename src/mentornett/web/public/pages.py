"""Pages that need no log-in: the start, two statements, and what machines ask for."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from mentornett.network.permissions.course import published_networks

PLAIN = "text/plain; charset=utf-8"


@login_not_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Say what Mentornett is; send those who are logged in to what they should do now."""
    if request.user.is_authenticated:
        return redirect("everyone:now")
    context = {"contact": settings.CONTACT, "networks": list(published_networks())}
    return render(request, "public/start.html", context)


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement."""
    context = {"statement": settings.ACCESSIBILITY_STATEMENT_URL, "contact": settings.CONTACT}
    return render(request, "public/accessibility.html", context)


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is stored about people, why, and who sees it."""
    return render(request, "public/privacy.html", {"contact": settings.CONTACT})


@login_not_required
@require_safe
def isalive(request: HttpRequest) -> HttpResponse:
    """Tell that the process answers."""
    return HttpResponse("alive\n", content_type=PLAIN)


@login_not_required
@require_safe
def isready(request: HttpRequest) -> HttpResponse:
    """Tell whether the database answers and all migrations are applied (503 when not)."""
    try:
        waiting = _migrations_waiting()
    except DatabaseError:
        return HttpResponse("the database does not answer\n", status=503, content_type=PLAIN)
    if waiting:
        return HttpResponse("migrations are waiting\n", status=503, content_type=PLAIN)
    return HttpResponse("ready\n", content_type=PLAIN)


def _migrations_waiting() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
