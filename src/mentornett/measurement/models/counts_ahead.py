"""What a municipality would give to a network's answer, counted before anybody opens the page that shows it."""

from django.db import models
from django.db.models import Q

from mentornett.core.audience import audiences
from mentornett.network.models import Network
from mentornett.tenants.models import Walled


class CountsAhead(Walled):
    """The newest count, for the municipality's own people to look at before they say yes or no.

    A job counts it and counts it anew when the register has changed. What is given is `EffectCells`, after a yes.
    """

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    until = models.DateField()  # the last day that is counted
    counts = models.JSONField()  # as `measurement.rules.counted_cells.as_values` writes them
    names = models.JSONField()  # of the units, in the order of the counts' keys; these are never given
    counted_at = models.DateTimeField()

    audience = audiences(municipality="organiser municipality network until counts names counted_at")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(municipality__isnull=False, organiser__isnull=True), name="counts_ahead_stay_at_home"
            ),
            models.UniqueConstraint(fields=["network", "municipality"], name="counts_ahead_once"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} in {self.network_id}"
