"""Signing up, answering, withdrawing, and the list of those who take part."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.competence.actions import attendance as done
from mentornett.competence.actions import enrolments as actions
from mentornett.competence.forms.enrolments import SignUpForm
from mentornett.competence.permissions import courses as permissions
from mentornett.competence.queries import courses as queries
from mentornett.core import audit
from mentornett.documents.sheets import Sheet
from mentornett.web.competence.finding import run, seen
from mentornett.web.files import list_file
from mentornett.web.http import FORM_PAGE, MemberRequest


def _open(request: MemberRequest, course_id: int) -> Any:
    """Return a course that one can sign up for now."""
    course = seen(request, course_id)
    if not queries.is_open(course, request.today):
        raise Http404
    return course


def _say_where(request: MemberRequest, enrolment: Any) -> None:
    said = {
        "seat": gettext("You have a place."),
        "waiting": gettext("The course is full. You are on the waiting list, and get a letter when there is room."),
        "asked": gettext("You are signed up. Your project leader says yes or no, and you get a letter."),
    }[enrolment.state]
    messages.success(request, said)


@require_POST
def sign_up(request: MemberRequest, course_id: int) -> HttpResponse:
    """Sign oneself up, as a mentor of a municipality that the course is offered to."""
    course = _open(request, course_id)
    place = permissions.own_place(request.viewer, course)
    if place is None:
        raise Http404
    enrolment = actions.sign_up(
        course=course, person=request.user, municipality=place, by=request.user, now=request.now,
        approved=not course.leader_approves,
    )  # fmt: skip
    _say_where(request, enrolment)
    return redirect("competence:course", course.pk)


@FORM_PAGE
def sign_up_others(request: MemberRequest, course_id: int) -> HttpResponse:
    """Let a project leader sign up mentors of the own municipality."""
    course = _open(request, course_id)
    places = permissions.places_to_sign_up_from(request.viewer, course)
    if not places:
        raise Http404
    form = SignUpForm(request.POST or None, course=course, places=places, today=request.today)
    audit.reading(reader=request.user, subjects=form.people, page="course sign-up", now=request.now)
    if request.method == "POST" and form.is_valid():
        for person, place in form.chosen:
            actions.sign_up(
                course=course, person=person, municipality=place, by=request.user, now=request.now, approved=True
            )
        messages.success(request, gettext("Signed up. Each of them gets a letter."))
        return redirect("competence:participants", course.pk)
    return render(request, "competence/sign_up.html", {"course": course, "form": form, "left": _left(course, places)})


def _left(course: Any, places: set[int]) -> int | None:
    return queries.left_for(queries.places_in([course])[course.pk], places)


@require_POST
def answer(request: MemberRequest, enrolment_id: int) -> HttpResponse:
    """Say yes or no to a mentor who signed up."""
    enrolment = get_object_or_404(permissions.enrolments_to_answer(request.viewer), pk=enrolment_id)
    yes = request.POST.get("answer") == "yes"
    actions.answer(enrolment=enrolment, yes=yes, by=request.user, now=request.now)
    messages.success(request, gettext("Answered. A letter is on its way."))
    return redirect("competence:participants", enrolment.course_id)


@require_POST
def withdraw(request: MemberRequest, enrolment_id: int) -> HttpResponse:
    """Withdraw a sign-up; the next in line gets the place."""
    enrolment = get_object_or_404(permissions.enrolments_to_withdraw(request.viewer), pk=enrolment_id)
    actions.withdraw(enrolment=enrolment, by=request.user, now=request.now)
    messages.success(request, gettext("Withdrawn. The place goes to the next in line."))
    own = enrolment.person_id == request.user.pk
    return redirect("competence:course" if own else "competence:participants", enrolment.course_id)


def _listed(request: MemberRequest, course_id: int) -> tuple[Any, list[Any]]:
    """Return a course with those of its participants whose names one may see, or answer 404."""
    course = seen(request, course_id)
    may_see = permissions.may_run(request.viewer, course) or permissions.places_to_sign_up_from(request.viewer, course)
    if not may_see:
        raise Http404
    rows = queries.participants(permissions.enrolments_visible_to(request.viewer), course)
    people = [row.enrolment.person for row in rows]
    audit.reading(reader=request.user, subjects=people, page="participants", now=request.now)
    return course, rows


def _valid(request: MemberRequest) -> Any:
    """Return the certificates that one can take back."""
    return permissions.certificates_issued_by(request.viewer).filter(taken_back_at__isnull=True)


@require_safe
def participants(request: MemberRequest, course_id: int) -> HttpResponse:
    """List who takes part and how far each has come, and the counts of each municipality."""
    course, rows = _listed(request, course_id)
    may_run = permissions.may_run(request.viewer, course)
    context = {
        "course": course, "rows": rows, "may_run": may_run, "ready": [row for row in rows if row.ready],
        "to_answer": set(permissions.enrolments_to_answer(request.viewer).values_list("pk", flat=True)),
        "certificates": set(permissions.certificates_visible_to(request.viewer).values_list("enrolment", flat=True)),
        "issued": set(_valid(request).values_list("enrolment", flat=True)),
        "counts": queries.counts_by_municipality(
            course, owner=may_run, own=permissions.municipalities_led(request.viewer)
        ),
        "may_sign_up": queries.is_open(course, request.today)
        and bool(permissions.places_to_sign_up_from(request.viewer, course)),
        "title": gettext("Participants"),
    }  # fmt: skip
    return render(request, "competence/participants.html", context)


@require_safe
def participants_file(request: MemberRequest, course_id: int, form: str) -> HttpResponse:
    """Give the list as Excel or CSV."""
    course, rows = _listed(request, course_id)
    titles = (
        gettext("Name"), gettext("E-mail"), gettext("Municipality"), gettext("State"), gettext("Sessions attended"),
        gettext("Tasks done"), gettext("Completed"),
    )  # fmt: skip
    lines = [
        (
            row.enrolment.person.name, row.enrolment.person.email, str(row.enrolment.municipality),
            row.enrolment.get_state_display(), row.standing.attended, row.standing.done, row.enrolment.completed_on,
        )
        for row in rows
    ]  # fmt: skip
    return list_file(Sheet(gettext("Participants"), titles, lines), form, title=course.name)


@require_POST
def complete(request: MemberRequest, course_id: int) -> HttpResponse:
    """Let all who have done what the course asks for have completed it."""
    course = run(request, course_id)
    rows = queries.participants(permissions.enrolments_visible_to(request.viewer), course)
    ready = [row.enrolment for row in rows if row.ready]
    if ready:
        done.complete(course=course, enrolments=ready, by=request.user, now=request.now)
        messages.success(request, gettext("Completed. Each of them gets a letter about the certificate."))
    return redirect("competence:participants", course.pk)
