"""A list of facts on its way in."""

from django.db import models
from django.db.models import Q

from mentornett.core.audience import audiences
from mentornett.measurement.choices import FactKind
from mentornett.measurement.models.baselines import Baseline
from mentornett.measurement.models.series import MonthlyMeasure
from mentornett.tenants.models import Walled


class FactFile(Walled):
    """An uploaded list: what it says is kept until it is imported; which column holds what is remembered."""

    kind = models.CharField(max_length=10, choices=FactKind)
    baseline = models.ForeignKey(Baseline, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    measure = models.ForeignKey(MonthlyMeasure, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    header = models.JSONField()
    rows = models.JSONField(default=list)  # [number, cells]; emptied by the import
    columns = models.JSONField(default=dict)  # what -> number of the column
    made_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    counts = models.JSONField(default=dict)  # what became of the rows
    left_out = models.JSONField(default=list)  # [number, why]
    imported_at = models.DateTimeField(null=True, blank=True)

    audience = audiences(
        municipality="municipality kind baseline measure header rows columns made_by made_at counts left_out "
        "imported_at",
        system="organiser",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(municipality__isnull=False), name="fact_file_in_municipality"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.made_at:%Y-%m-%d}"
