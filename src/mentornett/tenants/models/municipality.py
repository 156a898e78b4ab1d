"""Municipalities (with those that have ceased) and the tree of units inside each."""

from typing import Any

from django.db import models

from mentornett.core.audience import audiences
from mentornett.core.text import sort_key
from mentornett.tenants.choices import Language
from mentornett.tenants.models.walled import Walled


class Municipality(models.Model):
    """A Norwegian municipality as in the national register, and the profile that it shows to its networks."""

    number = models.CharField(max_length=4)
    name = models.CharField(max_length=80)
    name_sort = models.CharField(max_length=80, db_index=True, editable=False)
    county_number = models.CharField(max_length=2)
    county = models.CharField(max_length=60)
    names = models.JSONField(default=dict, blank=True)  # language code -> parallel name
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    successors: "models.ManyToManyField[Municipality, models.Model]" = models.ManyToManyField(
        "self", symmetrical=False, related_name="predecessors", blank=True
    )
    language = models.CharField(max_length=2, choices=Language, default=Language.BOKMAL)
    inhabitants = models.PositiveIntegerField(null=True, blank=True)
    inhabitants_source = models.CharField(max_length=120, blank=True)
    health_employees = models.PositiveIntegerField(null=True, blank=True)
    organisation = models.TextField(blank=True)

    audience = audiences(
        public="number name name_sort county_number county names valid_from valid_to successors language",
        network="inhabitants inhabitants_source health_employees organisation",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number", "valid_from"], name="municipality_once_per_period"),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="municipality_period_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, **kwargs: Any) -> None:
        self.name_sort = sort_key(self.name)
        super().save(**kwargs)


class Unit(Walled):
    """A part of a municipality: department, agency, nursing home, home-care zone. A tree of any depth."""

    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=60, blank=True)
    sponsor = models.ForeignKey(
        "tenants.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="sponsored_units"
    )

    audience = audiences(municipality="organiser municipality parent name kind sponsor")

    def __str__(self) -> str:
        return self.name
