"""Dated roles, from which the wall is built, and invitations."""

from django.db import models
from django.db.models import F, Q

from mentornett.core.audience import audiences
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models.walled import Walled


class Role(Walled):
    """What a person is to one organiser or one municipality, from a date and perhaps to one."""

    person = models.ForeignKey("tenants.Person", on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=20, choices=RoleKind)
    unit = models.ForeignKey("tenants.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="roles")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)  # the last day
    note = models.CharField(max_length=200, blank=True)

    wall = {"organiser": "organiser_id", "municipality": "municipality_id", "person": "person_id"}
    audience = audiences(team="organiser municipality person kind unit starts ends", organiser="note")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(organiser__isnull=False, municipality__isnull=True)
                | Q(organiser__isnull=True, municipality__isnull=False),
                name="role_at_one_place",
            ),
            models.CheckConstraint(condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="role_in_order"),
            models.CheckConstraint(
                condition=~Q(kind=RoleKind.UNIT_LEADER) | Q(unit__isnull=False), name="unit_leader_of_a_unit"
            ),
        ]
        indexes = [models.Index(fields=["person", "ends"])]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}"


class Invitation(Walled):
    """A letter with a link by which an invited person chooses a password. The link works once, for some days."""

    person = models.ForeignKey("tenants.Person", on_delete=models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    audience = audiences(
        team="organiser municipality person invited_by created_at expires_at accepted_at", system="token_hash"
    )

    def __str__(self) -> str:
        return f"{self.person_id} until {self.expires_at}"
