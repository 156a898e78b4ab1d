"""How far municipalities have come in their units, as they share it with a network (C13)."""

from django.db import models
from django.db.models import F, Q

from mentornett.core.audience import audiences
from mentornett.network.models import Network
from mentornett.tenants.models import Walled


class SharedSpread(Walled):
    """Units that use a programme, of those it is relevant for: two numbers that a municipality lets a network see."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="shared_spreads")
    programme = models.ForeignKey("mentoring.Programme", on_delete=models.CASCADE, related_name="shared_spreads")
    in_use = models.PositiveIntegerField()
    relevant = models.PositiveIntegerField()
    counted_at = models.DateTimeField()
    shared_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    shared_at = models.DateTimeField()

    audience = audiences(
        network="organiser municipality network programme in_use relevant counted_at",
        municipality="shared_by shared_at",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "programme"], name="spread_shared_once"),
            models.CheckConstraint(condition=Q(in_use__lte=F("relevant")), name="spread_within_relevant"),
            models.CheckConstraint(
                condition=Q(municipality__isnull=False, organiser__isnull=False), name="spread_between_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} in {self.network_id}"
