"""The parts of a course: whom it is offered to, sessions, series of them, modules."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from mentornett.competence.actions import courses as actions
from mentornett.competence.forms.courses import ModuleForm, OneSessionForm, QuotaForm, SeriesForm
from mentornett.competence.queries import courses as queries
from mentornett.network.queries.neighbours import municipalities_with_organiser
from mentornett.web.competence.finding import run
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.meanwhile import still_as_seen


def _page(request: MemberRequest, course: Any, form: Any, title: str, **more: Any) -> HttpResponse:
    template = more.pop("template", "competence/part_form.html")
    return render(request, template, {"course": course, "form": form, "title": title, **more})


def _saved(request: MemberRequest, course: Any, said: str = "") -> HttpResponse:
    messages.success(request, said or gettext("Saved."))
    return redirect("competence:course", course.pk)


@FORM_PAGE
def quotas(request: MemberRequest, course_id: int) -> HttpResponse:
    """Choose the municipalities that a course is offered to, and their places."""
    course = run(request, course_id)
    if course.organiser_id is None:
        raise Http404
    nearby = municipalities_with_organiser(course.organiser_id, request.today)
    form = QuotaForm(request.POST or None, course=course, nearby=nearby, today=request.today)
    if request.method == "POST" and form.is_valid() and still_as_seen(request, form, course):
        actions.set_quotas(course=course, quotas=form.quotas, by=request.user, now=request.now)
        return _saved(request, course)
    title = gettext("Offered to")
    return _page(request, course, form, title, template="competence/quotas.html")


@FORM_PAGE
def session_new(request: MemberRequest, course_id: int) -> HttpResponse:
    """Add a session."""
    course = run(request, course_id)
    form = OneSessionForm(request.POST or None, course=course)
    if form.is_valid():
        actions.save_session(course=course, by=request.user, now=request.now, **form.cleaned_data)
        return _saved(request, course)
    return _page(request, course, form, gettext("New session"))


@FORM_PAGE
def session_change(request: MemberRequest, course_id: int, session_id: int) -> HttpResponse:
    """Change a session."""
    course = run(request, course_id)
    session = get_object_or_404(queries.sessions_of(course), pk=session_id)
    form = OneSessionForm(request.POST or None, course=course, session=session)
    if form.is_valid() and still_as_seen(request, form, course, session=session.pk):
        actions.save_session(course=course, session=session, by=request.user, now=request.now, **form.cleaned_data)
        return _saved(request, course)
    return _page(request, course, form, gettext("Change the session"), session=session)


@require_POST
def session_remove(request: MemberRequest, course_id: int, session_id: int) -> HttpResponse:
    """Remove a session that nobody has been at."""
    course = run(request, course_id)
    session = get_object_or_404(queries.sessions_of(course), pk=session_id)
    try:
        actions.remove_session(session=session, by=request.user, now=request.now)
    except actions.HasAttendanceError:
        messages.error(request, gettext("Somebody is noted as present there. Take that back first."))
        return redirect("competence:attendance", course.pk, session.pk)
    return _saved(request, course, gettext("The session is removed."))


@FORM_PAGE
def series_new(request: MemberRequest, course_id: int) -> HttpResponse:
    """Add follow-up seminars at even intervals."""
    course = run(request, course_id)
    form = SeriesForm(request.POST or None)
    if form.is_valid():
        rows = actions.make_series(course=course, by=request.user, now=request.now, **form.cleaned_data)
        said = gettext("%(number)s follow-up seminars are added. Move one by changing it.") % {"number": len(rows)}
        return _saved(request, course, said)
    lede = gettext("They come after the course and are not needed to complete it.")
    return _page(request, course, form, gettext("Follow-up seminars"), lede=lede)


@FORM_PAGE
def module_new(request: MemberRequest, course_id: int) -> HttpResponse:
    """Add a module."""
    course = run(request, course_id)
    form = ModuleForm(request.POST or None)
    if form.is_valid():
        actions.save_module(course=course, by=request.user, now=request.now, **form.cleaned_data)
        return _saved(request, course)
    return _page(request, course, form, gettext("New module"))


@FORM_PAGE
def module_change(request: MemberRequest, course_id: int, module_id: int) -> HttpResponse:
    """Change a module."""
    course = run(request, course_id)
    module = get_object_or_404(queries.modules_of(course), pk=module_id)
    form = ModuleForm(request.POST or None, module=module)
    if form.is_valid() and still_as_seen(request, form, course, module=module.pk):
        actions.save_module(course=course, module=module, by=request.user, now=request.now, **form.cleaned_data)
        return _saved(request, course)
    return _page(request, course, form, gettext("Change the module"), module=module)


@require_POST
def module_remove(request: MemberRequest, course_id: int, module_id: int) -> HttpResponse:
    """Remove a module."""
    course = run(request, course_id)
    module = get_object_or_404(queries.modules_of(course), pk=module_id)
    actions.remove_module(module=module, by=request.user, now=request.now)
    return _saved(request, course, gettext("The module is removed."))
