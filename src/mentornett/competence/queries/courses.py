"""How courses, places and participants are read. The caller gives what the viewer may see."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Prefetch, QuerySet

from mentornett.competence.choices.courses import OPEN_STATES, CourseKind, SeatState, SessionKind
from mentornett.competence.models import Course, CourseModule, CourseSession, Enrolment, ModuleDone
from mentornett.competence.rules.courses import Places, Standing, is_few, needed_sessions
from mentornett.core.scoping import Scope, inside
from mentornett.documents.calendars import Happening
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Municipality, Organiser, Role
from mentornett.tenants.queries import in_force


def owners_scope(course: Course) -> Scope:
    """Return the scope of those who own a course: it holds all its participants, and only those."""
    if course.organiser_id:
        return Scope(organisers=frozenset({course.organiser_id}))
    return Scope(municipalities=frozenset({course.municipality_id} if course.municipality_id else ()))


def places_in(courses: Iterable[Course]) -> dict[int, Places]:
    """Return how many places are taken by each municipality in these courses, as counts, across the wall."""
    every = {course.pk: course for course in courses}
    taken: dict[int, dict[int, int]] = {pk: {} for pk in every}
    organisers = frozenset(course.organiser_id for course in every.values() if course.organiser_id)
    municipalities = frozenset(course.municipality_id for course in every.values() if course.municipality_id)
    with inside(Scope(organisers=organisers, municipalities=municipalities)):
        rows = Enrolment.objects.filter(course__in=every, state=SeatState.SEAT).values_list("course", "municipality")
        for course_id, municipality, number in rows.annotate(n=Count("pk")).order_by():
            taken[course_id][municipality] = number
    return {
        pk: Places(course.seats, {row.municipality_id: row.seats for row in course.quotas.all()}, taken[pk])
        for pk, course in every.items()
    }


def is_open(course: Course, today: date) -> bool:
    """Tell whether one can sign up now."""
    return course.published_at is not None and (course.sign_up_until is None or today <= course.sign_up_until)


def sessions_of(course: Course) -> QuerySet[CourseSession]:
    """Return the sessions of a course by date."""
    return course.sessions.select_related("module").order_by("on", "starts_at", "pk")


def modules_of(course: Course) -> QuerySet[CourseModule]:
    """Return the modules of a course in order."""
    return course.modules.order_by("number", "pk")


def with_progress(rows: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    """Return sign-ups with `attended` (sessions of the course) and `modules_done`."""
    done = ModuleDone.objects.order_by("pk")
    return rows.prefetch_related("attendances__session", Prefetch("modules_done", done, to_attr="done_now"))


def standing_of(enrolment: Enrolment, sessions: Iterable[CourseSession], modules: Iterable[CourseModule]) -> Standing:
    """Return how far a participant has come; the row comes from `with_progress`."""
    course = enrolment.course
    counted = {row.pk for row in sessions if row.kind == SessionKind.SESSION}
    asked = {row.pk for row in modules if row.tasks} if course.tasks_needed else set[int]()
    attended = sum(row.session_id in counted for row in enrolment.attendances.all())
    done = sum(row.module_id in asked for row in getattr(enrolment, "done_now", []))
    return Standing(attended, len(counted), needed_sessions(course.least_sessions, len(counted)), done, len(asked))


def mentors_to_sign_up(course: Course, municipality_ids: Iterable[int], today: date) -> list[Role]:
    """Return the roles of those who are mentors today in these municipalities and not signed up, by name."""
    known = Enrolment.objects.filter(course=course, state__in=OPEN_STATES).values("person")
    roles = Role.objects.filter(in_force(today), kind=RoleKind.MENTOR, municipality__in=list(municipality_ids))
    roles = roles.exclude(person__in=known).filter(person__is_active=True)
    return list(roles.select_related("person", "municipality").order_by("person__name_sort", "pk"))


@dataclass(frozen=True, slots=True)
class MunicipalityCount:
    """How many of a municipality have a place and how many have completed; None is «too few to say»."""

    municipality: Municipality
    taken: int | None
    waiting: int | None
    completed: int | None


def counts_by_municipality(course: Course, *, owner: bool, own: Collection[int] = ()) -> list[MunicipalityCount]:
    """Return the counts of each municipality (N21).

    Those who do not own the course read no count below five of others than their `own` municipalities.
    """
    counted: dict[int, list[int]] = {}
    with inside(owners_scope(course)):
        rows = list(Enrolment.objects.filter(course=course).values_list("municipality", "state", "completed_on"))
    for municipality, state, completed in rows:
        row = counted.setdefault(municipality, [0, 0, 0])
        row[0] += state == SeatState.SEAT
        row[1] += state == SeatState.WAITING
        row[2] += completed is not None
    places = Municipality.objects.filter(pk__in=counted).order_by("name_sort")
    return [
        MunicipalityCount(place, *(_said(n, owner or place.pk in own) for n in counted[place.pk])) for place in places
    ]


def _said(count: int, exactly: bool) -> int | None:
    return None if not exactly and is_few(count) else count


@dataclass(frozen=True, slots=True)
class Completed:
    """A course that somebody has completed."""

    course: str
    kind: str
    on: date


def completions(until: date) -> QuerySet[Enrolment]:
    """Return what was completed on a day or before."""
    return Enrolment.objects.filter(completed_on__lte=until)


def completed_by(person_ids: Iterable[int], until: date) -> dict[int, list[Completed]]:
    """Return for each of these people the courses that they had completed on a day, the first one first.

    Only what lies inside the scope is read: the caller's own municipality.
    """
    rows = completions(until).filter(person__in=list(person_ids))
    facts = rows.order_by("completed_on", "pk").values_list("person", "course__name", "course__kind", "completed_on")
    found: dict[int, list[Completed]] = {}
    for person, course, kind, on in facts:
        if on:
            found.setdefault(person, []).append(Completed(course, kind, on))
    return found


def next_sessions(courses: Iterable[Course], today: date) -> dict[int, CourseSession]:
    """Return the next session of each course."""
    rows = CourseSession.objects.filter(course__in=list(courses), on__gte=today).order_by("-on", "-starts_at", "-pk")
    return {row.course_id: row for row in rows}


def left_for(places: Places, municipalities: Iterable[int]) -> int | None:
    """Return how many places are left for these municipalities: the most that one of them can have; None: no limit."""
    mine = list(municipalities)
    if not mine:
        return None if places.seats is None else max(0, places.seats - sum(places.taken.values()))
    left = [places.left_for(one) for one in mine]
    known = [one for one in left if one is not None]
    return max(known) if len(known) == len(left) else None


def unsaved(*, organiser: Organiser | None = None, municipality: Municipality | None = None) -> Course:
    """Return a course that does not exist yet, for its form."""
    return Course(organiser=organiser, municipality=municipality)


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody on the list of a course, and how far they have come."""

    enrolment: Enrolment
    standing: Standing

    @property
    def ready(self) -> bool:
        """Whether everything is done that the course asks for, and nobody has said so yet."""
        waits = self.enrolment.state == SeatState.SEAT and self.enrolment.completed_on is None
        return waits and self.standing.complete


def participants(rows: QuerySet[Enrolment], course: Course) -> list[Participant]:
    """Return these sign-ups of a course that are neither withdrawn nor declined, with how far each has come."""
    sessions, modules = list(sessions_of(course)), list(modules_of(course))
    open_rows = with_progress(rows.filter(course=course, state__in=OPEN_STATES))
    return [Participant(row, standing_of(row, sessions, modules)) for row in open_rows]


def those_at(rows: QuerySet[Enrolment], session: CourseSession) -> list[tuple[Enrolment, bool]]:
    """Return those who have a place, by name, and whether each is noted as present at a session."""
    there = set(session.attendances.values_list("enrolment_id", flat=True))
    seated = rows.filter(course=session.course_id, state=SeatState.SEAT).order_by("person__name_sort", "pk")
    return [(row, row.pk in there) for row in seated]


@dataclass(frozen=True, slots=True)
class Progress:
    """A participant's own view: how far, at which sessions, and which modules' tasks are done."""

    standing: Standing
    there: frozenset[int]
    done: frozenset[int]


def progress_of(enrolment: Enrolment, course: Course) -> Progress:
    """Return how far somebody has come with a course."""
    row = with_progress(Enrolment.objects.filter(pk=enrolment.pk).select_related("course")).get()
    return Progress(
        standing_of(row, sessions_of(course), modules_of(course)),
        frozenset(one.session_id for one in row.attendances.all()),
        frozenset(one.module_id for one in getattr(row, "done_now", [])),
    )


def next_module(modules: Iterable[CourseModule], progress: Progress) -> CourseModule | None:
    """Return the first module whose tasks are not done."""
    return next((row for row in modules if row.tasks and row.pk not in progress.done), None)


def seated_in(enrolments: QuerySet[Enrolment]) -> QuerySet[Course]:
    """Return the courses in which these sign-ups have a place."""
    return Course.objects.filter(pk__in=enrolments.filter(state=SeatState.SEAT).order_by().values("course_id"))


def sessions_between(courses: QuerySet[Course], first: date, last: date) -> QuerySet[CourseSession]:
    """Return the sessions of these courses from a day to another."""
    rows = CourseSession.objects.filter(course__in=courses.order_by().values("pk"), on__gte=first, on__lte=last)
    return rows.select_related("course").order_by("on", "starts_at", "pk")


def trainings_began(municipality_ids: Collection[int]) -> dict[int, CourseSession]:
    """Return the session with which the training of each municipality's mentors began, or begins (G10).

    Municipalities of which nobody has a place on a course with a date are left out.
    """
    seats = Enrolment.objects.filter(
        municipality__in=municipality_ids, state=SeatState.SEAT, course__kind=CourseKind.MENTOR_TRAINING
    )
    places = set(seats.values_list("municipality", "course"))
    rows = CourseSession.objects.filter(course__in={course for _place, course in places}).select_related("course")
    first: dict[int, CourseSession] = {}
    for row in rows.order_by("-on", "-starts_at", "-pk"):
        first |= {place: row for place, course in places if place is not None and course == row.course_id}
    return first


def first_training(municipality_ids: Collection[int]) -> CourseSession | None:
    """Return the session with which the training of the mentors of these municipalities together began, or begins."""
    return min(trainings_began(municipality_ids).values(), key=lambda row: row.on, default=None)


def happening_of_session(session: CourseSession, stamp: datetime) -> Happening:
    """Return a session of a course as an event for calendars; without a time it lasts all day."""
    return Happening(
        uid=f"course-session-{session.pk}@mentornett", title=f"{session.course.name}: {session.title}", stamp=stamp,
        starts=session.on, ends=session.on, from_time=session.starts_at, to_time=session.ends_at,
        place=session.place, link=session.link,
    )  # fmt: skip


def sessions_not_noted(courses: QuerySet[Course], first: date, last: date) -> QuerySet[CourseSession]:
    """Return the sessions between two days, of courses that somebody has a seat on, of which nobody was noted."""
    rows = sessions_between(courses, first, last)
    return rows.filter(attendances__isnull=True, course__enrolments__state=SeatState.SEAT).distinct()
