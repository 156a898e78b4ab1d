"""What a municipality gives to a network's answer: counts, never people."""

from django.db import models
from django.db.models import Q

from mentornett.core.audience import audiences
from mentornett.network.models import Network
from mentornett.tenants.models import Walled


class EffectCells(Walled):
    """A municipality's counts of who left, with the days on which units of the whole network start.

    Counted inside the municipality, by unit, half-year, months since hire and between which starts people were hired:
    no person and no day of a person. The job that puts the network's counts together is the only one to read them.
    """

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    until = models.DateField()  # the last day that is counted
    counts = models.JSONField()  # as `measurement.rules.counted_cells.as_values` writes them
    counted_at = models.DateTimeField()

    audience = audiences(system="organiser municipality network until counts counted_at")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(municipality__isnull=False), name="effect_cells_in_municipality"),
            models.UniqueConstraint(fields=["network", "municipality", "until"], name="effect_cells_once"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} in {self.network_id}"
