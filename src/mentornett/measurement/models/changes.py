"""What else changed, to stand beside the figures."""

from django.db import models
from django.db.models import F, Q

from mentornett.core.audience import audiences
from mentornett.measurement.choices import ChangeKind
from mentornett.tenants.models import Walled


class OtherChange(Walled):
    """A wage round, a reorganisation, an outbreak: something that may have moved the figures (J03, N09, L10)."""

    kind = models.CharField(max_length=12, choices=ChangeKind)
    title = models.CharField(max_length=120)
    text = models.CharField(max_length=400, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)  # empty: it lasts, or was that day
    units = models.JSONField(default=list, blank=True)  # keys of units; empty: the whole municipality
    edited_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    edited_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)  # can be taken back

    audience = audiences(
        municipality="municipality kind title text starts ends units edited_by edited_at removed_at",
        system="organiser",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(municipality__isnull=False), name="change_in_municipality"),
            models.CheckConstraint(condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="change_in_order"),
        ]

    def __str__(self) -> str:
        return self.title
