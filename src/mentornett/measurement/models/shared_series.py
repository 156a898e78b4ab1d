"""Figures by month that a municipality lets a network see."""

from django.db import models
from django.db.models import Q

from mentornett.core.audience import audiences
from mentornett.measurement.models.series import MonthlyMeasure
from mentornett.network.models import Network
from mentornett.tenants.models import Walled


class SharedSeries(Walled):
    """A copy of one measure of a whole municipality, as it was the day it was shared. Later figures do not follow it.

    The copy went through the gate: nothing that is hidden stands in it.
    """

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="shared_series")
    measure = models.ForeignKey(MonthlyMeasure, on_delete=models.CASCADE, related_name="shared")
    content = models.JSONField()  # as `measurement.queries.shared_series.content_of` writes it
    shared_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    shared_at = models.DateTimeField()

    audience = audiences(organiser="organiser municipality network measure content", municipality="shared_by shared_at")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "measure"], name="series_shared_once"),
            models.CheckConstraint(
                condition=Q(municipality__isnull=False, organiser__isnull=False), name="shared_series_between_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} in {self.network_id}"
