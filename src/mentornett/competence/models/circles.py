"""Mentor networks, pools and other circles of people who meet again and again (H01–H04, N23, N43).

A circle belongs to the municipality or the organiser that made it, and its members may come from elsewhere. They read
it through the wall's third column, `circle`: its id. What members write for each other has no other column, so that
nobody else at home reads it either.
"""

import uuid

from django.db import models
from django.db.models import F, Q

from mentornett.competence.choices.circles import CircleForm, CircleKind, MeetingState
from mentornett.core.audience import audiences
from mentornett.core.intervals import NoOverlap
from mentornett.tenants.models import Walled

HOME_AND_CIRCLE = {"organiser": "organiser_id", "municipality": "municipality_id", "circle": "circle_id"}


class Circle(Walled):
    """A mentor network, a mentor pool, a resource group, a peer guidance group or a network of project leaders."""

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=CircleKind)
    form = models.CharField(max_length=10, choices=CircleForm, default=CircleForm.PHYSICAL)
    about = models.TextField(blank=True)  # why it exists
    place = models.CharField(max_length=160, blank=True)  # where it usually meets
    link = models.URLField(max_length=400, blank=True)  # the standing room for digital meetings
    across = models.BooleanField(default=False)  # has members from other municipalities
    course = models.OneToOneField(  # whose participants it is, when they are divided into groups
        "competence.Course", null=True, blank=True, on_delete=models.CASCADE, related_name="circle"
    )
    starts = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    wall = {"organiser": "organiser_id", "municipality": "municipality_id", "circle": "id"}
    audience = audiences(  # the readers are its members, and those who answer for it at home
        readers="organiser municipality name kind form about place link across course starts closed_on"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(organiser__isnull=False, municipality__isnull=True)
                | Q(organiser__isnull=True, municipality__isnull=False),
                name="circle_at_one_home",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(Walled):
    """Somebody in a circle, from a day and perhaps to one. Other members see the name and the municipality."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey("tenants.Person", on_delete=models.CASCADE, related_name="circle_memberships")
    place = models.ForeignKey(  # the municipality that the person comes from
        "tenants.Municipality", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    leads = models.BooleanField(default=False)
    group = models.ForeignKey(
        "competence.Group", null=True, blank=True, on_delete=models.SET_NULL, related_name="memberships"
    )
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)  # the last day

    wall = HOME_AND_CIRCLE | {"person": "person_id"}
    audience = audiences(readers="organiser municipality circle person place leads group starts ends")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="membership_in_order"
            ),
            NoOverlap(fields=["circle", "person"], name="in_a_circle_once"),
        ]
        indexes = [models.Index(fields=["person", "ends"])]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.circle_id}"


class Meeting(Walled):
    """One meeting of a circle. A move keeps the same event in everybody's calendar."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="meetings")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=60)
    topic = models.CharField(max_length=160, blank=True)
    prepare = models.TextField(blank=True)  # what to bring or think through
    place = models.CharField(max_length=160, blank=True)
    link = models.URLField(max_length=400, blank=True)
    state = models.CharField(max_length=10, choices=MeetingState, default=MeetingState.PLANNED)
    reason = models.CharField(max_length=400, blank=True)  # why it was moved or cancelled last
    sequence = models.PositiveIntegerField(default=0)  # of the calendar event
    members = models.PositiveSmallIntegerField(null=True, blank=True)  # how many could have come; when noted
    present = models.PositiveSmallIntegerField(null=True, blank=True)  # how many came; when noted

    wall = HOME_AND_CIRCLE
    audience = audiences(
        readers=(
            "organiser municipality circle starts_at minutes topic prepare place link state reason members present "
            "sequence"
        ),
        system="uid",
    )

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=MeetingState.HELD, present__isnull=False)
                | (~Q(state=MeetingState.HELD) & Q(present__isnull=True)),
                name="held_meeting_is_counted",
            ),
        ]
        indexes = [models.Index(fields=["circle", "starts_at"])]

    def __str__(self) -> str:
        return f"{self.circle_id} {self.starts_at:%Y-%m-%d}"


class Present(Walled):
    """Somebody was at a meeting. The members see it; the municipality sees only how many."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="those_present")
    person = models.ForeignKey("tenants.Person", on_delete=models.CASCADE, related_name="+")

    wall = {"circle": "circle_id"}
    audience = audiences(readers="organiser municipality circle meeting person")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="present_once")]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.meeting_id}"


class Takeaway(Walled):
    """What the members take with them from a meeting. Nobody but the members reads it."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="takeaway")
    text = models.TextField(blank=True)
    by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    wall = {"circle": "circle_id"}
    audience = audiences(readers="organiser municipality circle meeting text by at")

    def __str__(self) -> str:
        return f"of {self.meeting_id}"
