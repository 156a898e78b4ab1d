"""The starting point: of those hired before the programme began, how many were still here after twelve months."""

from django.db import models
from django.db.models import F, Q

from mentornett.core.audience import audiences
from mentornett.measurement.choices import StillHere
from mentornett.mentoring.models import Employment, Programme
from mentornett.tenants.models import Walled


class Baseline(Walled):
    """One count for a programme (J01, J15). While it is open its lines are answered; closed, only numbers are left."""

    programme = models.OneToOneField(Programme, on_delete=models.CASCADE, related_name="baseline")
    hired_from = models.DateField()
    hired_to = models.DateField()
    source = models.CharField(max_length=200, blank=True)
    made_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    # Below: what was counted when it was closed.
    closed_at = models.DateTimeField(null=True, blank=True)
    hired = models.PositiveIntegerField(null=True, blank=True)  # answered with yes or no
    still_here = models.PositiveIntegerField(null=True, blank=True)
    unknown = models.PositiveIntegerField(null=True, blank=True)  # not known, or not answered

    audience = audiences(
        municipality="municipality programme hired_from hired_to source made_by made_at closed_at hired still_here "
        "unknown",
        system="organiser",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(municipality__isnull=False), name="baseline_in_municipality"),
            models.CheckConstraint(condition=Q(hired_to__gte=F("hired_from")), name="baseline_in_order"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, hired__isnull=True, still_here__isnull=True)
                | Q(
                    closed_at__isnull=False,
                    hired__isnull=False,
                    still_here__isnull=False,
                    hired__gt=0,
                    still_here__lte=F("hired"),
                ),
                name="baseline_closed_with_numbers",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.hired_from}"


class BaselineHire(Walled):
    """Somebody hired in the time that is counted. The name of one who is not in the register goes when it is closed."""

    baseline = models.ForeignKey(Baseline, on_delete=models.CASCADE, related_name="hires")
    employment = models.ForeignKey(Employment, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    label = models.CharField(max_length=120, blank=True)  # a name or a number, when there is no employment
    unit_name = models.CharField(max_length=120, blank=True)
    profession = models.CharField(max_length=80, blank=True)
    starts = models.DateField()
    answer = models.CharField(max_length=7, choices=StillHere, blank=True)
    by_register = models.BooleanField(default=False)  # the register gave the answer, and nobody has touched it
    answered_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    audience = audiences(
        municipality="municipality baseline employment label unit_name profession starts answer by_register "
        "answered_by answered_at",
        system="organiser",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(municipality__isnull=False), name="baseline_hire_in_municipality"),
            models.UniqueConstraint(fields=["baseline", "employment"], name="counted_once"),
        ]
        indexes = [models.Index(fields=["baseline", "starts"])]

    def __str__(self) -> str:
        return f"{self.baseline_id}: {self.starts}"
