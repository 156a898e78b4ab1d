"""Whether a municipality lets its counts be part of a network's answers."""

from django.db import models
from django.db.models import Q

from mentornett.core.audience import audiences
from mentornett.network.models import Network
from mentornett.tenants.models import Walled


class NetworkConsent(Walled):
    """A municipality's yes or no. No row: it has not answered, and is not counted.

    What was said before stands in the log. An answer that is out stays as it was told; this is for those to come.
    """

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    is_yes = models.BooleanField()
    answered_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField()
    by_joining = models.BooleanField(default=False)  # said yes to a roll-out across municipalities

    audience = audiences(municipality="organiser municipality network is_yes answered_by answered_at by_joining")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "municipality"], name="network_consent_once"),
            models.CheckConstraint(
                condition=Q(municipality__isnull=False, organiser__isnull=False), name="network_consent_between_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} in {self.network_id}: {self.is_yes}"
