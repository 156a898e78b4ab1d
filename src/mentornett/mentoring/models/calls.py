"""Calls for mentors, and those who were nominated (I06)."""

from django.db import models
from django.db.models import Q

from mentornett.core.audience import audiences
from mentornett.mentoring.choices import NominationState
from mentornett.tenants.models import Walled


class MentorCall(Walled):
    """«We look for mentors»: what it takes, and a link at which a colleague answers without an account."""

    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    least_months = models.PositiveSmallIntegerField(null=True, blank=True)
    professions = models.JSONField(default=list, blank=True)  # empty: any
    guidance_wanted = models.BooleanField(default=False)  # education in guidance counts, and is not demanded
    secret = models.CharField(max_length=64, unique=True)  # in the link, which stands on the intranet
    closes_on = models.DateField(null=True, blank=True)  # the last day
    made_at = models.DateTimeField()

    audience = audiences(
        public="title text least_months professions guidance_wanted closes_on",
        municipality="municipality secret made_at", system="organiser",
    )  # fmt: skip

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(municipality__isnull=False), name="call_in_municipality")]

    def __str__(self) -> str:
        return self.title


class Nomination(Walled):
    """Somebody who offers to be a mentor, or whom a leader proposes with their consent."""

    call = models.ForeignKey(MentorCall, on_delete=models.CASCADE, related_name="nominations")
    name = models.CharField(max_length=120)
    email = models.EmailField()
    profession = models.CharField(max_length=80)
    practised_since = models.DateField(null=True, blank=True)
    education = models.CharField(max_length=250, blank=True)
    guidance = models.BooleanField(default=False)
    why = models.CharField(max_length=400, blank=True)
    proposed_by = models.CharField(max_length=120, blank=True)  # a leader's name; empty: they wrote themselves
    language = models.CharField(max_length=2)
    consent_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=NominationState, default=NominationState.NEW)
    answered_at = models.DateTimeField(null=True, blank=True)

    audience = audiences(
        municipality="municipality call name email profession practised_since education guidance why proposed_by "
        "consent_at state answered_at",
        system="organiser language",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "email"], name="nominated_once")]

    def __str__(self) -> str:
        return f"nomination {self.pk}"
