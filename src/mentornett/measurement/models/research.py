"""What is handed out for research: who asked, who approved, what was made, and each time it was fetched (J20)."""

from django.db import models
from django.db.models import F, Q

from mentornett.core.audience import audiences
from mentornett.measurement.choices import FileState, ResearchDeed
from mentornett.tenants.models import Walled


class ResearchStudy(Walled):
    """A study that gets one file of rows without names. Its key is destroyed when it ends; then nothing leads back."""

    title = models.CharField(max_length=200)
    purpose = models.TextField()
    basis = models.CharField(max_length=400)  # legal basis and the reference of the approval
    receiver = models.CharField(max_length=200)  # the institution
    receiver_name = models.CharField(max_length=120)
    receiver_email = models.EmailField()
    first_half = models.PositiveIntegerField()  # half-years of hire, counted from the year 0
    last_half = models.PositiveIntegerField()
    last_day = models.DateField()
    language = models.CharField(max_length=2, default="nb")
    asked_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    approved = models.BooleanField(null=True, blank=True)
    answer = models.CharField(max_length=400, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    file_state = models.CharField(max_length=7, choices=FileState, default=FileState.WAITING)
    content = models.BinaryField(null=True, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict, blank=True)  # rows, coarser, left_out, unseen
    sealed_key = models.BinaryField(null=True, blank=True)
    key_destroyed_at = models.DateTimeField(null=True, blank=True)
    token_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)
    link_expires_at = models.DateTimeField(null=True, blank=True)

    audience = audiences(
        municipality="municipality title purpose basis receiver receiver_name receiver_email first_half last_half "
        "last_day asked_by asked_at answered_by answered_at approved answer withdrawn_at file_state made_at counts "
        "key_destroyed_at link_expires_at",
        system="organiser language content sealed_key token_hash",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(municipality__isnull=False), name="study_in_municipality"),
            models.CheckConstraint(condition=Q(last_half__gte=F("first_half")), name="study_in_order"),
            models.CheckConstraint(
                condition=Q(approved__isnull=True) | Q(asked_by__isnull=True) | ~Q(answered_by=F("asked_by")),
                name="study_answered_by_another",
            ),
            models.CheckConstraint(
                condition=Q(key_destroyed_at__isnull=True) | Q(sealed_key__isnull=True, content__isnull=True),
                name="ended_study_keeps_nothing",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ResearchEvent(Walled):
    """What happened with a study; the file is never fetched without a row here. `person` is None for the receiver."""

    study = models.ForeignKey(ResearchStudy, on_delete=models.CASCADE, related_name="events")
    deed = models.CharField(max_length=9, choices=ResearchDeed)
    person = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    audience = audiences(municipality="municipality study deed person at", system="organiser")

    def __str__(self) -> str:
        return f"{self.study_id} {self.deed}"
