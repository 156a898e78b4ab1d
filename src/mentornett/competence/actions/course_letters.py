"""Letters about courses, to the one whom they concern, in their language."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from mentornett.competence.choices.courses import SeatState
from mentornett.competence.models import Certificate, Course, Enrolment
from mentornett.core.text import django_language
from mentornett.tenants.actions import post_letter
from mentornett.tenants.models import Person


def tell_place(enrolment: Enrolment, *, now: datetime, from_line: bool = False) -> None:
    """Tell a participant where the sign-up stands."""
    person, course = enrolment.person, enrolment.course
    with translation.override(django_language(person.language)):
        said = {
            SeatState.SEAT: (
                gettext("You have a place on the course «%(course)s»"),
                gettext("A place has become free, and it is yours.") if from_line else gettext("The place is yours."),
            ),
            SeatState.WAITING: (
                gettext("You are on the waiting list for the course «%(course)s»"),
                gettext("The course is full for now. You get a letter as soon as there is a place for you."),
            ),
            SeatState.DECLINED: (
                gettext("About the course «%(course)s»"),
                gettext("Your leader could not say yes this time. Talk with them about what would suit better."),
            ),
            SeatState.WITHDRAWN: (
                gettext("You are no longer signed up for the course «%(course)s»"),
                gettext("Your place is given to the next in line. You are welcome to sign up again."),
            ),
        }  # fmt: skip
        if (words := said.get(SeatState(enrolment.state))) is not None:
            _post("course_place", person, words[0] % {"course": course.name}, words[1], course.pk, now)


def tell_completed(certificate: Certificate, *, now: datetime) -> None:
    """Tell a participant that the course is completed, and where the certificate is."""
    person, course = certificate.person, _course_of(certificate)
    with translation.override(django_language(person.language)):
        subject = gettext("You have completed the course «%(course)s»") % {"course": course.name}
        body = gettext(
            "Congratulations! Your certificate has number %(number)s. You can download it whenever you like."
        )
        _post("course_completed", person, subject, body % {"number": certificate.number}, course.pk, now)


def tell_taken_back(certificate: Certificate, *, by: Person, now: datetime) -> None:
    """Tell somebody that their certificate no longer holds, why, and who said so."""
    person, course = certificate.person, _course_of(certificate)
    with translation.override(django_language(person.language)):
        subject = gettext("Your certificate for the course «%(course)s» is taken back") % {"course": course.name}
        body = gettext(
            "%(by)s has taken back certificate %(number)s: %(why)s\n\nWho checks it reads that it no longer holds. Is "
            "this wrong, answer those who hold the course."
        )
        values = {"by": by.name, "number": certificate.number, "why": certificate.taken_back_why}
        _post("certificate_taken_back", person, subject, body % values, course.pk, now)


def _post(kind: str, person: Person, subject: str, body: str, course_id: int, now: datetime) -> None:
    link = settings.BASE_URL + reverse("competence:course", args=[course_id])
    hello = gettext("Hello %(name)s,") % {"name": person.name}
    text = "\n\n".join([hello, body, gettext("Open the course: %(link)s") % {"link": link}])
    post_letter(
        to_email=person.email, to_person=person, kind=kind, language=person.language, subject=subject, text=text,
        now=now,
    )  # fmt: skip


def _course_of(certificate: Certificate) -> Course:
    assert certificate.enrolment is not None  # noqa: S101 (letters about courses; tells the type checker)
    return certificate.enrolment.course
