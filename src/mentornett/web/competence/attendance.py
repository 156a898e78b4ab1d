"""Who was there: quick ticking on a phone, everyone at once, and undo; tasks done; the certificate."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.competence.actions import attendance as actions
from mentornett.competence.forms.enrolments import TakeBackForm
from mentornett.competence.permissions import courses as permissions
from mentornett.competence.queries import courses as queries
from mentornett.core import audit
from mentornett.documents.pdf import as_pdf
from mentornett.reports.certificate import certificate_document
from mentornett.web.competence.finding import run, seen
from mentornett.web.http import FORM_PAGE, MemberRequest, download, found


def _session(request: MemberRequest, course_id: int, session_id: int) -> tuple[Any, Any]:
    course = run(request, course_id)
    return course, get_object_or_404(queries.sessions_of(course), pk=session_id)


def _answer(request: MemberRequest, course: Any, session: Any) -> HttpResponse:
    """Answer a tick with the list alone when the page asks for it so, else with the whole page."""
    if request.htmx:
        return _page(request, course, session, "competence/attendance_list.html")
    return redirect("competence:attendance", course.pk, session.pk)


def _page(request: MemberRequest, course: Any, session: Any, template: str) -> HttpResponse:
    rows = queries.those_at(permissions.enrolments_visible_to(request.viewer), session)
    people = [row.person for row, _there in rows]
    audit.reading(reader=request.user, subjects=people, page="attendance", now=request.now)
    context = {
        "course": course, "session": session, "rows": rows, "there": sum(there for _row, there in rows),
        "title": session.title,
    }  # fmt: skip
    return render(request, template, context)


@require_safe
def attendance(request: MemberRequest, course_id: int, session_id: int) -> HttpResponse:
    """List those who have a place, with a button for each."""
    return _page(request, *_session(request, course_id, session_id), "competence/attendance.html")


@require_POST
def attendance_note(request: MemberRequest, course_id: int, session_id: int, enrolment_id: int) -> HttpResponse:
    """Note that somebody was there, or take it back."""
    course, session = _session(request, course_id, session_id)
    rows = permissions.enrolments_visible_to(request.viewer).filter(course=course, state="seat")
    enrolment = get_object_or_404(rows, pk=enrolment_id)
    there = request.POST.get("there") == "yes"
    actions.note_one(session=session, enrolment=enrolment, there=there, by=request.user, now=request.now)
    return _answer(request, course, session)


@require_POST
def attendance_everyone(request: MemberRequest, course_id: int, session_id: int) -> HttpResponse:
    """Note that all were there."""
    course, session = _session(request, course_id, session_id)
    actions.note_everyone(session=session, by=request.user, now=request.now)
    return _answer(request, course, session)


@require_POST
def attendance_undo(request: MemberRequest, course_id: int, session_id: int) -> HttpResponse:
    """Take back what was noted last."""
    course, session = _session(request, course_id, session_id)
    actions.undo_everyone(session=session, by=request.user, now=request.now)
    return _answer(request, course, session)


@require_POST
def module_done(request: MemberRequest, course_id: int, module_id: int) -> HttpResponse:
    """Say that the tasks of a module are done, or take it back."""
    course = seen(request, course_id)
    module = get_object_or_404(queries.modules_of(course), pk=module_id)
    enrolment = found(permissions.open_enrolment_of(request.viewer, course))
    done = request.POST.get("done") == "yes"
    actions.say_done(enrolment=enrolment, module=module, done=done, by=request.user, now=request.now)
    messages.success(request, gettext("Noted."))
    return redirect("competence:course", course.pk)


@require_safe
def certificate(request: MemberRequest, enrolment_id: int) -> HttpResponse:
    """Download the certificate of a completed course."""
    rows = permissions.certificates_visible_to(request.viewer)
    row = get_object_or_404(rows, enrolment=enrolment_id)
    audit.reading(reader=request.user, subjects=[row.person], page="certificate", now=request.now)
    return download(as_pdf(certificate_document(row)))


@FORM_PAGE
def take_back(request: MemberRequest, enrolment_id: int) -> HttpResponse:
    """Take back a certificate that should not have been issued, with the reason."""
    row: Any = get_object_or_404(permissions.certificates_issued_by(request.viewer), enrolment=enrolment_id)
    audit.reading(reader=request.user, subjects=[row.person], page="certificate", now=request.now)
    form, course = TakeBackForm(request.POST or None), row.enrolment.course
    if row.taken_back_at:
        return redirect("competence:participants", course.pk)
    if request.method == "POST" and form.is_valid():
        actions.take_back(certificate=row, why=form.cleaned_data["why"], by=request.user, now=request.now)
        said = gettext("The certificate is taken back, and %(name)s gets a letter.")
        messages.success(request, said % {"name": row.person.name})
        return redirect("competence:participants", course.pk)
    context = {"course": course, "certificate": row, "form": form, "title": gettext("Take back the certificate")}
    return render(request, "competence/take_back.html", context)
