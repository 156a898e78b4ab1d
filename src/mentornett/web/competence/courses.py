"""A course: what it is, when, who it is for, and what one can do next."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.competence.actions import courses as actions
from mentornett.competence.forms.courses import CourseForm
from mentornett.competence.permissions import courses as permissions
from mentornett.competence.queries import courses as queries
from mentornett.web.competence.finding import run, seen
from mentornett.web.competence.groups import group_part
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.meanwhile import still_as_seen


@FORM_PAGE
def course_new_at_organiser(request: MemberRequest, organiser_id: int) -> HttpResponse:
    """Make a course that an organiser offers."""
    organiser = get_object_or_404(permissions.organisers_offering(request.viewer), pk=organiser_id)
    return _new(request, {"organiser": organiser})


@FORM_PAGE
def course_new(request: MemberRequest, municipality_id: int) -> HttpResponse:
    """Make a course for a municipality's own mentors."""
    municipality = get_object_or_404(permissions.municipalities_offering(request.viewer), pk=municipality_id)
    return _new(request, {"municipality": municipality})


def _new(request: MemberRequest, owner: dict[str, Any]) -> HttpResponse:
    form = CourseForm(request.POST or None, course=queries.unsaved(**owner), viewer=request.viewer)
    if form.is_valid():
        course = actions.make_course(by=request.user, now=request.now, **owner, **form.cleaned_data)
        messages.success(request, gettext("The course is made. Add its sessions, and open it when it is ready."))
        return redirect("competence:course", course.pk)
    return render(request, "competence/course_form.html", {"form": form})


@require_safe
def course(request: MemberRequest, course_id: int) -> HttpResponse:
    """Show a course."""
    found = seen(request, course_id)
    may_run = permissions.may_run(request.viewer, found)
    own = permissions.open_enrolment_of(request.viewer, found)
    is_open = queries.is_open(found, request.today)
    places = queries.places_in([found])[found.pk]
    offered = permissions.offered_to(found)
    mine = sorted(offered & request.scope.municipalities)
    leads = permissions.places_to_sign_up_from(request.viewer, found)
    progress = queries.progress_of(own, found) if own else None
    modules = list(queries.modules_of(found))
    context = {
        "course": found, "sessions": queries.sessions_of(found), "modules": modules,
        "may_run": may_run, "may_list": may_run or leads, "may_read": may_run or (own and own.state == "seat"),
        "own": own, "progress": progress,
        "next_module": queries.next_module(modules, progress) if progress else None,
        "may_sign_up": is_open and own is None and permissions.own_place(request.viewer, found),
        "may_sign_up_others": is_open and leads, "open": is_open,
        "left": queries.left_for(places, mine), "taken": sum(places.taken.values()),
        "responsible": permissions.responsible_for(found), "today": request.today,
        "groups": group_part(request, found), "offered": len(offered),
    }  # fmt: skip
    return render(request, "competence/course.html", context)


@FORM_PAGE
def course_change(request: MemberRequest, course_id: int) -> HttpResponse:
    """Change what is said about a course."""
    found = run(request, course_id)
    form = CourseForm(request.POST or None, course=found, viewer=request.viewer)
    if form.is_valid() and still_as_seen(request, form, found):
        actions.change_course(course=found, by=request.user, now=request.now, **form.cleaned_data)
        messages.success(request, gettext("Saved."))
        return redirect("competence:course", found.pk)
    return render(request, "competence/course_form.html", {"form": form, "course": found})


@require_POST
def course_open(request: MemberRequest, course_id: int) -> HttpResponse:
    """Open a course for those it is for, or hide it again."""
    found = run(request, course_id)
    open_now = request.POST.get("open") == "yes"
    actions.open_course(course=found, open_now=open_now, by=request.user, now=request.now)
    said = gettext("The course is open. Those it is for can sign up now.") if open_now else gettext("Hidden again.")
    messages.success(request, said)
    return redirect("competence:course", found.pk)
