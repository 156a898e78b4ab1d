"""A list of employees on its way in."""

from django.db import models
from django.db.models import Q

from mentornett.core.audience import audiences
from mentornett.mentoring.models.programme import Programme
from mentornett.tenants.models import Walled


class HireFile(Walled):
    """An uploaded list: what it says is kept until it is imported; which column holds what is remembered."""

    header = models.JSONField()
    rows = models.JSONField(default=list)  # [number, cells]; emptied by the import
    columns = models.JSONField(default=dict)  # what -> number of the column
    make_units = models.BooleanField(default=False)
    programme = models.ForeignKey(Programme, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    imported_at = models.DateTimeField(null=True, blank=True)

    audience = audiences(
        municipality="organiser municipality header rows columns make_units programme made_by made_at imported_at"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(municipality__isnull=False), name="hire_file_in_municipality"),
        ]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}"
