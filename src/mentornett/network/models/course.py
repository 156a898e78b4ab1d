"""The course: plan versions, gatherings, what was changed, programmes."""

from django.db import models
from django.db.models import F, Q

from mentornett.core.audience import audiences
from mentornett.network.choices import ChangeKind, Form, GatheringState, SlotType
from mentornett.network.models.network import Network


class PlanVersion(models.Model):
    """One document that promised a course: invitation, plan, agreement … (D15, X01)."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="plan_versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    dated = models.DateField(null=True, blank=True)
    stated_gatherings = models.PositiveSmallIntegerField(null=True, blank=True)
    stated_duration = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)

    audience = audiences(network="network number title dated stated_gatherings stated_duration note")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "number"], name="plan_version_once")]

    def __str__(self) -> str:
        return f"v{self.number} {self.title}"


class PlannedGathering(models.Model):
    """A gathering as one plan version gives it. `precision` is «day» or «month» (X03)."""

    plan = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="gatherings")
    number = models.PositiveSmallIntegerField()
    as_written = models.CharField(max_length=60, blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=5, default="day", choices=[("day", "day"), ("month", "month")])
    assumed = models.BooleanField(default=False)
    form = models.CharField(max_length=10, choices=Form, default=Form.UNKNOWN)
    theme = models.CharField(max_length=250, blank=True)
    note = models.CharField(max_length=250, blank=True)

    audience = audiences(network="plan number as_written starts ends precision assumed form theme note")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="planned_gathering_once")]

    def __str__(self) -> str:
        return f"{self.plan_id} no. {self.number}"


class Gathering(models.Model):
    """A gathering as it is now. Deadlines are offsets from it, so they move with it (D01–D17)."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="gatherings")
    number = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=40, blank=True)
    title = models.CharField(max_length=160)
    starts = models.DateField()
    ends = models.DateField()
    start_time = models.TimeField(null=True, blank=True)
    end_time = models.TimeField(null=True, blank=True)
    form = models.CharField(max_length=10, choices=Form, default=Form.DIGITAL)
    state = models.CharField(max_length=10, choices=GatheringState, default=GatheringState.PROPOSED)
    place = models.CharField(max_length=160, blank=True)
    link = models.URLField(max_length=500, blank=True)
    planned_theme = models.CharField(max_length=250, blank=True)
    themes = models.JSONField(default=list, blank=True)  # texts, as held
    elements = models.JSONField(default=list, blank=True)
    contributors = models.JSONField(default=list, blank=True)  # roles, not names
    learning_goals = models.JSONField(default=list, blank=True)
    programme_approved_on = models.DateField(null=True, blank=True)  # a changed programme is a draft again (B12)
    uid = models.UUIDField(unique=True)  # of the calendar event
    sequence = models.PositiveIntegerField(default=0)

    audience = audiences(
        network="network number key title starts ends start_time end_time form state place link planned_theme themes "
        "elements contributors learning_goals programme_approved_on",
        system="uid sequence",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "number"], name="gathering_number_once"),
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="gathering_dates_in_order"),
        ]

    def __str__(self) -> str:
        return self.title


class GatheringChange(models.Model):
    """A gathering was moved, cancelled or given another form, with the reason (D07)."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=10, choices=ChangeKind)
    before = models.CharField(max_length=120, blank=True)
    after = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=400)
    by = models.ForeignKey("tenants.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(null=True, blank=True)  # empty where the source does not say

    audience = audiences(network="gathering kind before after reason at", organiser="by")

    def __str__(self) -> str:
        return f"{self.gathering_id} {self.kind}"


class OpenMeeting(models.Model):
    """A step before the network: an open meeting, or the day by which one signs up (X15, X16)."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="open_meetings")
    title = models.CharField(max_length=160)
    on = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=160, blank=True)
    theme = models.CharField(max_length=250, blank=True)
    sign_up_by = models.DateField(null=True, blank=True)
    binding = models.BooleanField(default=False)
    note = models.CharField(max_length=250, blank=True)

    audience = audiences(network="network title on starts_at ends_at place theme sign_up_by binding note")

    def __str__(self) -> str:
        return self.title


class OpenMeetingChange(models.Model):
    """The day of an open meeting, or the deadline for signing up, was changed, with the reason (X15)."""

    meeting = models.ForeignKey(OpenMeeting, on_delete=models.CASCADE, related_name="changes")
    field = models.CharField(max_length=10, choices=[("on", "on"), ("sign_up_by", "sign_up_by")])
    before = models.DateField(null=True, blank=True)
    after = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=400)
    by = models.ForeignKey("tenants.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    audience = audiences(network="meeting field before after reason at", organiser="by")

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.field}"


class Slot(models.Model):
    """A part of a gathering's programme (D04)."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="slots")
    day = models.PositiveSmallIntegerField(default=1)
    position = models.PositiveSmallIntegerField()
    type = models.CharField(max_length=12, choices=SlotType)
    title = models.CharField(max_length=200)
    minutes = models.PositiveSmallIntegerField()
    starts = models.TimeField(null=True, blank=True)  # its own time; without one it follows the part before it
    contributor = models.CharField(max_length=160, blank=True)

    audience = audiences(network="gathering day position type title minutes starts contributor")

    def __str__(self) -> str:
        return self.title
