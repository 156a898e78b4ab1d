"""Courses with modules, sessions, places and participants (G02–G04, G08, G09, N21, N22).

A course, its modules and sessions hold no person's data and stand outside the wall, as networks do: pages
find them through `permissions.courses`. Who runs it and who takes part is walled.
"""

from django.db import models
from django.db.models import Q

from mentornett.competence.choices.courses import (
    OPEN_STATES,
    Cooperation,
    CourseKind,
    ProviderKind,
    SeatState,
    SessionForm,
    SessionKind,
)
from mentornett.core.audience import audiences
from mentornett.tenants.models import Walled

OPEN = [state.value for state in OPEN_STATES]


class Course(models.Model):
    """A course that an organiser offers to several municipalities, or a municipality to its own mentors."""

    organiser = models.ForeignKey(
        "tenants.Organiser", null=True, blank=True, on_delete=models.PROTECT, related_name="courses"
    )
    municipality = models.ForeignKey(
        "tenants.Municipality", null=True, blank=True, on_delete=models.PROTECT, related_name="courses"
    )
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=16, choices=CourseKind, default=CourseKind.MENTOR_TRAINING)
    provider = models.CharField(max_length=160, blank=True)
    provider_kind = models.CharField(max_length=10, choices=ProviderKind, default=ProviderKind.OWN)
    cooperation = models.CharField(max_length=8, choices=Cooperation, default=Cooperation.AGREED)
    scheme = models.CharField(max_length=160, blank=True)  # an external scheme that it belongs to (G08)
    funded_by = models.CharField(max_length=160, blank=True)
    for_whom = models.CharField(max_length=250, blank=True)
    description = models.TextField(blank=True)
    credits = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    exam = models.BooleanField(default=False)
    hours = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    seats = models.PositiveSmallIntegerField(null=True, blank=True)  # none: as many as wish
    sign_up_until = models.DateField(null=True, blank=True)
    leader_approves = models.BooleanField(default=False)
    least_sessions = models.PositiveSmallIntegerField(null=True, blank=True)  # none: all of them
    tasks_needed = models.BooleanField(default=True)
    published_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    audience = audiences(
        network="organiser municipality name kind provider provider_kind cooperation scheme funded_by for_whom "
        "description credits exam hours seats sign_up_until leader_approves least_sessions tasks_needed "
        "published_at",
        system="created_at",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(organiser__isnull=False, municipality__isnull=True)
                | Q(organiser__isnull=True, municipality__isnull=False),
                name="course_has_one_owner",
            )
        ]

    def __str__(self) -> str:
        return self.name


class CourseResponsible(Walled):
    """Who runs a course beside those who lead for its owner: keeps its sessions and notes who is there."""

    course = models.OneToOneField(Course, on_delete=models.CASCADE, related_name="responsible")
    person = models.ForeignKey("tenants.Person", on_delete=models.CASCADE, related_name="courses")

    wall = {"organiser": "organiser_id", "municipality": "municipality_id", "person": "person_id"}
    audience = audiences(team="organiser municipality course person")

    def __str__(self) -> str:
        return f"{self.person_id} for {self.course_id}"


class CourseQuota(models.Model):
    """A municipality that an organiser's course is offered to, and how many places it can have at most (G09)."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="quotas")
    municipality = models.ForeignKey("tenants.Municipality", on_delete=models.PROTECT, related_name="+")
    seats = models.PositiveSmallIntegerField(null=True, blank=True)  # none: as long as there is room

    audience = audiences(network="course municipality seats")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "municipality"], name="one_quota_each")]

    def __str__(self) -> str:
        return f"{self.course_id}: {self.municipality_id}"


class CourseModule(models.Model):
    """A part of a course: what it holds, what to read, and tasks to do (G04)."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="modules")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    content = models.TextField(blank=True)
    reading = models.JSONField(default=list, blank=True)  # lines
    tasks = models.JSONField(default=list, blank=True)  # lines

    audience = audiences(network="course number title content reading tasks")

    class Meta:
        ordering = ["number", "pk"]

    def __str__(self) -> str:
        return self.title


class CourseSession(models.Model):
    """A meeting of a course, or a follow-up seminar after it."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="sessions")
    module = models.ForeignKey(CourseModule, null=True, blank=True, on_delete=models.SET_NULL, related_name="sessions")
    kind = models.CharField(max_length=10, choices=SessionKind, default=SessionKind.SESSION)
    title = models.CharField(max_length=160)
    on = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    form = models.CharField(max_length=10, choices=SessionForm, default=SessionForm.DIGITAL)
    place = models.CharField(max_length=160, blank=True)
    link = models.URLField(max_length=400, blank=True)
    materials = models.JSONField(default=list, blank=True)  # lines, links among them

    audience = audiences(network="course module kind title on starts_at ends_at form place link materials")

    class Meta:
        ordering = ["on", "starts_at", "pk"]

    def __str__(self) -> str:
        return self.title


class Enrolment(Walled):
    """Somebody's sign-up for a course. One who withdraws and comes back has two."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="enrolments")
    person = models.ForeignKey("tenants.Person", on_delete=models.PROTECT, related_name="enrolments")
    state = models.CharField(max_length=10, choices=SeatState)
    asked_at = models.DateTimeField()  # the order of the waiting list
    asked_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    completed_on = models.DateField(null=True, blank=True)

    wall = {"organiser": "organiser_id", "municipality": "municipality_id", "person": "person_id"}
    audience = audiences(person="organiser municipality course person state asked_at asked_by decided_at completed_on")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "person"], condition=Q(state__in=OPEN), name="signed_up_once"),
            models.CheckConstraint(
                condition=Q(completed_on__isnull=True) | Q(state=SeatState.SEAT), name="completed_with_a_place"
            ),
        ]
        indexes = [models.Index(fields=["course", "state"]), models.Index(fields=["municipality", "completed_on"])]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.course_id}"


class Attendance(Walled):
    """Somebody was at a session."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="attendances")
    session = models.ForeignKey(CourseSession, on_delete=models.PROTECT, related_name="attendances")
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")

    audience = audiences(person="organiser municipality enrolment session noted_at noted_by")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "session"], name="there_once")]

    def __str__(self) -> str:
        return f"{self.enrolment_id} at {self.session_id}"


class ModuleDone(Walled):
    """Somebody says that they have done the tasks of a module."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="modules_done")
    module = models.ForeignKey(CourseModule, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("tenants.Person", on_delete=models.CASCADE, related_name="+")
    done_at = models.DateTimeField()

    wall = {"organiser": "organiser_id", "municipality": "municipality_id", "person": "person_id"}
    audience = audiences(person="organiser municipality enrolment module person done_at")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "module"], name="module_done_once")]

    def __str__(self) -> str:
        return f"{self.enrolment_id}: {self.module_id}"


class Certificate(Walled):
    """What somebody completed, as it was on that day: later changes do not rewrite it. Of a course, or a programme.

    Whoever holds the paper can check it by its code, which nobody can guess.
    """

    enrolment = models.OneToOneField(
        Enrolment, null=True, blank=True, on_delete=models.PROTECT, related_name="certificate"
    )  # none: of the mentor programme
    person = models.ForeignKey("tenants.Person", on_delete=models.PROTECT, related_name="certificates")
    number = models.CharField(max_length=20, unique=True)
    issued_on = models.DateField()
    facts = models.JSONField()
    digest = models.CharField(max_length=64)  # sha256 of the facts and the number
    code = models.CharField(max_length=32, unique=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_why = models.CharField(max_length=250, blank=True)

    wall = {"organiser": "organiser_id", "municipality": "municipality_id", "person": "person_id"}
    audience = audiences(
        person="organiser municipality enrolment person number issued_on facts digest code taken_back_at taken_back_why"
    )

    def __str__(self) -> str:
        return self.number
