"""Predefined groups inside a circle, and the contract that each agrees on (G05, G06)."""

from django.db import models
from django.db.models import Q

from mentornett.competence.models.circles import HOME_AND_CIRCLE, Circle
from mentornett.core.audience import audiences
from mentornett.tenants.models import Walled


class Group(Walled):
    """A group that meets in a room of its own, the same people over time. Guests have no account, only a name."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="groups")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80, blank=True)
    link = models.URLField(max_length=400, blank=True)
    guests = models.JSONField(default=list, blank=True)  # names

    wall = HOME_AND_CIRCLE
    audience = audiences(readers="organiser municipality circle number name link guests")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["circle", "number"], name="group_number_once")]

    def __str__(self) -> str:
        return f"{self.number}"


class Contract(Walled):
    """How a group, or a whole circle, wants to talk and work together. A change is a new version."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveSmallIntegerField()
    text = models.TextField()
    made_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    wall = {"circle": "circle_id"}
    audience = audiences(readers="organiser municipality circle group version text made_by made_at")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "version"], name="contract_version_of_group_once"),
            models.UniqueConstraint(
                fields=["circle", "version"], condition=Q(group__isnull=True), name="contract_version_of_circle_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.circle_id} version {self.version}"


class Agreement(Walled):
    """Somebody agreed to a version of the contract."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="agreements")
    person = models.ForeignKey("tenants.Person", on_delete=models.CASCADE, related_name="+")
    agreed_at = models.DateTimeField()

    wall = {"circle": "circle_id"}
    audience = audiences(readers="organiser municipality circle contract person agreed_at")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contract", "person"], name="agreed_once")]

    def __str__(self) -> str:
        return f"{self.person_id} to {self.contract_id}"
