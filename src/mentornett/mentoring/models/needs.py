"""What a unit will need people for: those who retire, and those who stand in while others have holiday (N33)."""

from django.db import models
from django.db.models import Q

from mentornett.core.audience import audiences
from mentornett.tenants.models import Walled


class UnitNeed(Walled):
    """How many a unit will need in a year. Numbers only; no name stands here."""

    unit = models.ForeignKey("tenants.Unit", on_delete=models.CASCADE, related_name="needs")
    year = models.PositiveSmallIntegerField()
    retiring = models.PositiveSmallIntegerField(default=0)
    holidays = models.PositiveSmallIntegerField(default=0)

    audience = audiences(municipality="municipality unit year retiring holidays", system="organiser")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="one_need_of_a_unit_and_year"),
            models.CheckConstraint(condition=Q(municipality__isnull=False), name="need_in_municipality"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year}"
