"""Who may see and do what with courses.

Those who own a course run it and see who takes part in it, and nothing else about them. A project leader sees the own
municipality's participants, a participant only themselves; everyone else reads counts.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from mentornett.competence.choices.courses import OPEN_STATES
from mentornett.competence.models import Certificate, Course, CourseResponsible, Enrolment
from mentornett.tenants.choices import ORGANISER_ROLES, STAFF_ROLES, RoleKind
from mentornett.tenants.models import Municipality, Organiser, Person, Role
from mentornett.tenants.permissions import Viewer
from mentornett.tenants.queries import in_force

OFFERED_TO = (RoleKind.PROGRAMME_LEADER, RoleKind.HR, RoleKind.UNIT_LEADER, RoleKind.MENTOR)


def municipalities_led(viewer: Viewer) -> frozenset[int]:
    """Return the municipalities whose mentors this person signs up."""
    return viewer.municipalities_as(RoleKind.PROGRAMME_LEADER)


def municipalities_as_mentor(viewer: Viewer) -> frozenset[int]:
    """Return the municipalities in which this person is a mentor."""
    return viewer.municipalities_as(RoleKind.MENTOR)


def has_courses(viewer: Viewer) -> bool:
    """Tell whether courses are for this person at all."""
    return bool(viewer.staffed or viewer.municipalities_as(*OFFERED_TO)) or own_enrolments(viewer).exists()


def _run(viewer: Viewer) -> Q:
    mine = Q(organiser__in=viewer.led) | Q(municipality__in=municipalities_led(viewer))
    responsible = CourseResponsible.objects.filter(person=viewer.person).values("course_id")
    return mine | (Q(pk__in=responsible) & _at_owner(viewer))


def _at_owner(viewer: Viewer) -> Q:
    """Return the courses whose owner this person still works for."""
    return Q(organiser__in=viewer.staffed) | Q(municipality__in=viewer.municipalities_as(*OFFERED_TO))


def courses_run_by(viewer: Viewer) -> QuerySet[Course]:
    """Return the courses that this person runs: as owner, or as the one responsible."""
    return _ready(Course.objects.filter(_run(viewer)))


def courses_visible_to(viewer: Viewer) -> QuerySet[Course]:
    """Return the courses that this person may read about: run, offered to the own municipality, signed up for."""
    places = viewer.municipalities_as(*OFFERED_TO)
    offered = Q(published_at__isnull=False) & (Q(municipality__in=places) | Q(quotas__municipality__in=places))
    own = Q(pk__in=Enrolment.objects.filter(person=viewer.person).values("course_id"))
    rows = Course.objects.filter(_run(viewer) | Q(organiser__in=viewer.staffed) | offered | own)
    return _ready(rows).distinct()


def _ready(rows: QuerySet[Course]) -> QuerySet[Course]:
    return rows.select_related("organiser", "municipality").order_by("name", "pk")


def may_run(viewer: Viewer, course: Course) -> bool:
    """Tell whether this person changes a course, its sessions and its attendance."""
    return courses_run_by(viewer).filter(pk=course.pk).exists()


def offered_to(course: Course) -> set[int]:
    """Return the municipalities that a course is for."""
    if course.municipality_id:
        return {course.municipality_id}
    return {row.municipality_id for row in course.quotas.all()}


def places_to_sign_up_from(viewer: Viewer, course: Course) -> set[int]:
    """Return the municipalities whose mentors this person may sign up for a course."""
    return offered_to(course) & municipalities_led(viewer)


def own_place(viewer: Viewer, course: Course) -> Municipality | None:
    """Return the municipality for which this person may sign up themselves, as its mentor."""
    mine = offered_to(course) & municipalities_as_mentor(viewer)
    return Municipality.objects.filter(pk__in=mine).order_by("pk").first() if mine else None


def own_enrolments(viewer: Viewer) -> QuerySet[Enrolment]:
    """Return one's own sign-ups, the newest first."""
    rows = Enrolment.objects.filter(person=viewer.person)
    return rows.select_related("course", "municipality", "certificate").order_by("-asked_at", "-pk")


def open_enrolment_of(viewer: Viewer, course: Course) -> Enrolment | None:
    """Return one's own sign-up for a course that is neither withdrawn nor declined."""
    return open_enrolments_of(viewer).filter(course=course).first()


def open_enrolments_of(viewer: Viewer) -> QuerySet[Enrolment]:
    """Return one's own sign-ups that are neither withdrawn nor declined."""
    return own_enrolments(viewer).filter(state__in=OPEN_STATES)


def enrolments_visible_to(viewer: Viewer) -> QuerySet[Enrolment]:
    """Return the sign-ups whose names this person may see: in courses they run, and of the municipality they lead."""
    rows = Enrolment.objects.filter(
        Q(course__in=Course.objects.filter(_run(viewer)).values("pk")) | Q(municipality__in=municipalities_led(viewer))
    )
    return rows.select_related("course", "person", "municipality", "certificate").order_by("asked_at", "pk")


def enrolments_to_withdraw(viewer: Viewer) -> QuerySet[Enrolment]:
    """Return the sign-ups that this person may withdraw: own, of the municipality they lead, in courses they run."""
    rows = enrolments_visible_to(viewer) | Enrolment.objects.filter(person=viewer.person)
    return rows.filter(state__in=OPEN_STATES, completed_on__isnull=True)


def enrolments_to_answer(viewer: Viewer) -> QuerySet[Enrolment]:
    """Return the sign-ups that wait for this person's yes or no."""
    rows = Enrolment.objects.filter(state="asked", municipality__in=municipalities_led(viewer))
    return rows.select_related("course", "person", "municipality", "certificate").order_by("asked_at", "pk")


def certificates_visible_to(viewer: Viewer) -> QuerySet[Certificate]:
    """Return one's own certificates, and those of the municipality that one leads the programme of."""
    rows = Certificate.objects.filter(Q(person=viewer.person) | Q(municipality__in=municipalities_led(viewer)))
    return rows.filter(taken_back_at__isnull=True).select_related("person", "enrolment__course")


def certificates_issued_by(viewer: Viewer) -> QuerySet[Certificate]:
    """Return the certificates of the courses that this person runs."""
    courses = Course.objects.filter(_run(viewer)).values("pk")
    rows = Certificate.objects.filter(enrolment__course__in=courses)
    return rows.select_related("person", "enrolment__course")


def organisers_offering(viewer: Viewer) -> QuerySet[Organiser]:
    """Return the organisers in whose name this person makes courses."""
    return Organiser.objects.filter(pk__in=viewer.led).order_by("name")


def municipalities_offering(viewer: Viewer) -> QuerySet[Municipality]:
    """Return the municipalities in whose name this person makes courses."""
    return Municipality.objects.filter(pk__in=municipalities_led(viewer)).order_by("name_sort")


def responsible_for(course: Course) -> Person | None:
    """Return who is responsible for a course, as far as the scope shows it."""
    row = CourseResponsible.objects.filter(course=course).select_related("person").first()
    return row.person if row else None


def people_at_owner(course: Course, viewer: Viewer) -> QuerySet[Person]:
    """Return those who can be responsible for a course: the organiser's own people, or the municipality's."""
    kinds = STAFF_ROLES & ORGANISER_ROLES if course.organiser_id else OFFERED_TO
    roles = Role.objects.filter(in_force(viewer.today), kind__in=kinds)
    roles = (
        roles.filter(organiser=course.organiser_id)
        if course.organiser_id
        else roles.filter(municipality=course.municipality_id)
    )
    return Person.objects.filter(pk__in=roles.values("person_id")).order_by("name_sort", "pk")
