"""How it went afterwards: the same measures again, some time after a network has closed (J25)."""

from django.db import models
from django.db.models import Q

from mentornett.core.audience import audiences
from mentornett.measurement.models.before_now import BeforeNow
from mentornett.network.models import Network
from mentornett.tenants.models import Walled


class FollowUpPoint(models.Model):
    """A day, so many months after a network's last one, on which its teams are asked for their measures again."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="follow_up_points")
    months = models.PositiveSmallIntegerField()
    reminded_at = models.DateTimeField(null=True, blank=True)

    audience = audiences(network="network months", organiser="reminded_at")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "months"], name="follow_up_point_once")]

    def __str__(self) -> str:
        return f"{self.network_id} + {self.months}"


class LaterValue(Walled):
    """The value of a before/now row at one of those points."""

    row = models.ForeignKey(BeforeNow, on_delete=models.CASCADE, related_name="later")
    point = models.ForeignKey(FollowUpPoint, on_delete=models.CASCADE, related_name="values")
    text = models.CharField(max_length=200, blank=True)
    yes = models.BooleanField(null=True, blank=True)
    numerator = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    denominator = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    share = models.DecimalField(max_digits=4, decimal_places=3, null=True, blank=True)
    approximate = models.BooleanField(default=False)
    on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    edited_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    edited_at = models.DateTimeField()

    audience = audiences(
        readers="text yes numerator denominator share approximate on source",
        team="organiser municipality row point edited_by edited_at",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["row", "point"], name="later_value_once"),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(denominator__gt=0), name="later_per_something"
            ),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True) | Q(denominator__isnull=True) | Q(numerator__gte=0),
                name="later_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.row_id} at {self.point_id}"
