"""The certificates of a pair that is through with the programme."""

from django.db import models

from mentornett.competence.models import Certificate
from mentornett.core.audience import audiences
from mentornett.mentoring.choices import Party
from mentornett.mentoring.models.people import Pair
from mentornett.tenants.models import Walled


class PairCertificate(Walled):
    """Which certificate belongs to the mentor, and which to the mentee, of a completed pair."""

    pair = models.ForeignKey(Pair, on_delete=models.PROTECT, related_name="certificates")
    party = models.CharField(max_length=10, choices=Party)
    certificate = models.OneToOneField(Certificate, on_delete=models.PROTECT, related_name="of_pair")

    audience = audiences(municipality="organiser municipality pair party certificate")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pair", "party"], name="one_certificate_each")]

    def __str__(self) -> str:
        return f"{self.pair_id}: {self.party}"
