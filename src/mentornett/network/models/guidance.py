"""Guidance between gatherings, reading by others, the sponsor."""

from django.db import models
from django.db.models import F, Q

from mentornett.core.audience import audiences
from mentornett.network.choices import ContactForm, ReviewState, ScoreBy
from mentornett.network.models.course import Gathering
from mentornett.network.models.network import Network
from mentornett.network.models.team import Team
from mentornett.network.models.work import Submission
from mentornett.tenants.models import Walled


class ContactLog(Walled):
    """A short note that guide and team were in touch (F02, F03, F05)."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="contacts")
    on = models.DateField()
    form = models.CharField(max_length=8, choices=ContactForm)
    by = models.ForeignKey("tenants.Person", on_delete=models.PROTECT, related_name="+")
    with_whom = models.CharField(max_length=160, blank=True)
    topics = models.CharField(max_length=400)
    agreed = models.CharField(max_length=400, blank=True)
    next_on = models.DateField(null=True, blank=True)

    audience = audiences(team="organiser municipality team on form by with_whom topics agreed next_on")

    def __str__(self) -> str:
        return f"{self.team_id} on {self.on}"


class GuidanceTime(Walled):
    """A time that a guide offers to the teams; free until one books it, and then that team's own (F05).

    Without a team it belongs to the organiser alone; with one, to the team's municipality too.
    """

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="guidance_times")
    person = models.ForeignKey("tenants.Person", on_delete=models.CASCADE, related_name="guidance_times")
    on = models.DateField()
    starts = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    form = models.CharField(max_length=8, choices=ContactForm)
    place = models.CharField(max_length=300, blank=True)  # a room, a number or a link
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.SET_NULL, related_name="guidance_times")
    topic = models.CharField(max_length=400, blank=True)
    booked_by = models.ForeignKey("tenants.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    booked_at = models.DateTimeField(null=True, blank=True)
    contact = models.OneToOneField(
        ContactLog, null=True, blank=True, on_delete=models.SET_NULL, related_name="guidance_time"
    )
    uid = models.UUIDField(unique=True)  # of the calendar event
    sequence = models.PositiveIntegerField(default=0)
    audience = audiences(
        team="organiser municipality network person on starts minutes form place team topic booked_by booked_at "
        "contact",
        system="uid sequence",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "on", "starts"], name="guidance_time_once"),
            models.CheckConstraint(condition=Q(team__isnull=True) | Q(booked_at__isnull=False), name="booked_has_time"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.on} {self.starts}"


class ProgressScore(Walled):
    """A score 0.5–5.0 by the team or by its guide, with a sentence. Never computed, never ranked.

    The scale is IHI's assessment scale for collaboratives, in Norwegian words.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="scores")
    submission = models.ForeignKey(Submission, null=True, blank=True, on_delete=models.SET_NULL, related_name="scores")
    by_kind = models.CharField(max_length=5, choices=ScoreBy)
    value = models.DecimalField(max_digits=2, decimal_places=1)
    reason = models.CharField(max_length=600, blank=True)
    by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    on = models.DateField()

    audience = audiences(team="organiser municipality team submission by_kind value reason by on")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(value__gte="0.5") & Q(value__lte="5.0"), name="score_on_scale"),
            models.CheckConstraint(condition=~Q(by_kind="guide") | ~Q(reason=""), name="guide_score_has_reason"),
            models.UniqueConstraint(
                fields=["submission", "by_kind"], condition=Q(submission__isnull=False), name="one_score_per_report"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team_id} {self.by_kind} {self.value}"


class AnchoringEvidence(Walled):
    """Evidence for one point of the anchoring checklist (B10, L01, L02)."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="anchoring")
    point = models.SlugField(max_length=60)
    text = models.CharField(max_length=400)
    on = models.DateField()
    by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")

    audience = audiences(team="organiser municipality team point text on by")

    def __str__(self) -> str:
        return f"{self.team_id} {self.point}"


class ReviewNote(Walled):
    """The operative group's own view of a team in a period: a colour, a note, the next step (E17)."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="review_notes")
    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="+")  # ends the period
    state = models.CharField(max_length=5, choices=ReviewState)
    note = models.CharField(max_length=600, blank=True)
    next_step = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    audience = audiences(organiser="organiser municipality team gathering state note next_step by at")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "gathering"], name="one_review_per_period")]

    def __str__(self) -> str:
        return f"{self.team_id} {self.state}"


class ReadingGrant(Walled):
    """Leave to read and comment the reports of one assignment, for a limited time (B12, D24)."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="reading_grants")
    assignment = models.ForeignKey("network.Assignment", on_delete=models.CASCADE, related_name="reading_grants")
    person = models.ForeignKey("tenants.Person", on_delete=models.CASCADE, related_name="reading_grants")
    may_comment = models.BooleanField(default=True)
    starts = models.DateField()
    ends = models.DateField()

    audience = audiences(organiser="organiser municipality network assignment person may_comment starts ends")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="grant_in_order")]

    def __str__(self) -> str:
        return f"{self.person_id} reads {self.assignment_id}"


class ProgrammeReading(Walled):
    """Leave to read and comment the draft of one gathering's programme, for a limited time (B12)."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="programme_readings")
    person = models.ForeignKey("tenants.Person", on_delete=models.CASCADE, related_name="+")
    starts = models.DateField()
    ends = models.DateField()
    audience = audiences(organiser="organiser municipality gathering person starts ends")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gathering", "person"], name="programme_reading_once"),
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="programme_reading_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} reads the programme of {self.gathering_id}"


class ProgrammeRemark(Walled):
    """What a reader thinks of the draft of a programme (B12)."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="programme_remarks")
    text = models.TextField()
    by = models.ForeignKey("tenants.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    audience = audiences(organiser="organiser municipality gathering text by at")

    def __str__(self) -> str:
        return f"remark on the programme of {self.gathering_id}"


class SponsorDigest(Walled):
    """One page for the top leader about one period, opened through a signed link (B09, L03)."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="digests")
    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="+")  # ends the period
    person = models.ForeignKey("tenants.Person", on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    content = models.JSONField()  # frozen when it was sent
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)

    audience = audiences(
        team="organiser municipality team gathering person content sent_at expires_at opened_at", system="token_hash"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "gathering", "person"], name="one_digest_per_period")]

    def __str__(self) -> str:
        return f"{self.team_id} {self.gathering_id}"


class SponsorQuestion(Walled):
    """«Jeg lurer på …» from the top leader, shown to the team until it is answered (L03)."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="sponsor_questions")
    digest = models.ForeignKey(SponsorDigest, null=True, on_delete=models.SET_NULL, related_name="questions")
    text = models.CharField(max_length=600)
    asked_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    audience = audiences(
        team="organiser municipality team digest text asked_by asked_at answer answered_by answered_at"
    )

    def __str__(self) -> str:
        return f"question to {self.team_id}"
