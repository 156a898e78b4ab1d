"""A unit leader's own new hires."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from mentornett.core import audit
from mentornett.mentoring import permissions
from mentornett.mentoring.actions.own_plan import sign_off
from mentornett.mentoring.permissions import employments_led_by
from mentornett.mentoring.permissions.talks import leader_tasks_of
from mentornett.mentoring.queries import own_people as queries
from mentornett.web.http import MemberRequest


@require_safe
def own_people(request: MemberRequest) -> HttpResponse:
    """Show who has a mentor, what comes, which talks were held, and the time given. Never what was talked about."""
    if not request.viewer.units_led:
        raise Http404
    rows = queries.own_hires(employments_led_by(request.viewer), request.today)
    subjects = [row.employment.person for row in rows]
    audit.reading(reader=request.user, subjects=subjects, page="own_people", now=request.now)
    tasks = queries.tasks_shown(leader_tasks_of(request.viewer), rows, request.user, request.today)
    context = {"rows": rows, "without": sum(not row.pair for row in rows), "tasks": tasks}
    context["to_hire_in"] = list(permissions.municipalities_to_hire_in(request.viewer))
    return render(request, "programme/own_people.html", context)


@require_POST
def own_task(request: MemberRequest, task_id: int) -> HttpResponse:
    """Sign off a task of the checklist that is the leader's, or take it back."""
    task: Any = get_object_or_404(leader_tasks_of(request.viewer), pk=task_id)
    done = request.POST.get("done") != "no"
    sign_off(task=task, done=done, by=request.user, today=request.today, now=request.now)
    return redirect(f"{reverse('programme:own_people')}#tasks")
