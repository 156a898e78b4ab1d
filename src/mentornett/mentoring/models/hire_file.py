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
    list_day = models.DateField(null=True, blank=True)  # who was employed on this day
    holds_leavers = models.BooleanField(null=True, blank=True)  # those who left before that day too; None: not known
    programme = models.ForeignKey(Programme, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    ordered_at = models.DateTimeField(null=True, blank=True)  # empty again when the import stopped underway
    worked_at = models.DateTimeField(null=True, blank=True)  # the import's last sign of life
    done = models.PositiveIntegerField(default=0)  # rows that the import has been through
    counts = models.JSONField(default=dict)  # what became of them
    left_out = models.JSONField(default=list)  # [number, why]
    imported_at = models.DateTimeField(null=True, blank=True)

    audience = audiences(
        municipality=(
            "organiser municipality header rows columns make_units list_day holds_leavers programme made_by made_at "
            "ordered_at worked_at done counts left_out imported_at"
        )
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(municipality__isnull=False), name="hire_file_in_municipality"),
        ]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}"
