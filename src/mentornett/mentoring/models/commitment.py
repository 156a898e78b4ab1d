"""The commitment of three parties, and the time that was promised and used."""

from django.db import models

from mentornett.core.audience import audiences
from mentornett.mentoring.choices import Party
from mentornett.mentoring.models.people import Pair
from mentornett.mentoring.models.programme import CommitmentText
from mentornett.mentoring.models.talks import Talk
from mentornett.tenants.models import Walled


class Commitment(Walled):
    """What one leader, mentor and mentee commit themselves to, by one version of the text (I03).

    The newest of a pair is in force: another leader makes a new one.
    """

    pair = models.ForeignKey(Pair, on_delete=models.PROTECT, related_name="commitments")
    text = models.ForeignKey(CommitmentText, on_delete=models.PROTECT, related_name="commitments")
    leader = models.ForeignKey("tenants.Person", on_delete=models.PROTECT, related_name="commitments_as_leader")
    minutes_a_month = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()

    audience = audiences(municipality="organiser municipality pair text leader minutes_a_month made_at")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pair", "text", "leader"], name="commitment_once")]

    def __str__(self) -> str:
        return f"{self.pair_id}"


class Signature(Walled):
    """One party's signature. `digest` is the SHA-256 of the document as it was shown."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="signatures")
    party = models.CharField(max_length=6, choices=Party)
    person = models.ForeignKey("tenants.Person", on_delete=models.PROTECT, related_name="signatures")
    signed_at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    audience = audiences(municipality="organiser municipality commitment party person signed_at digest")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commitment", "party"], name="each_party_signs_once")]

    def __str__(self) -> str:
        return f"{self.party} {self.signed_at:%Y-%m-%d}"


class TimeUsed(Walled):
    """Protected time that was used: from held talks, or written down. Held against what the leader promised."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="time_used")
    person = models.ForeignKey("tenants.Person", on_delete=models.PROTECT, related_name="+")
    talk = models.ForeignKey(Talk, null=True, blank=True, on_delete=models.CASCADE, related_name="time_used")
    day = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=120, blank=True)

    audience = audiences(municipality="organiser municipality pair person talk day minutes what")

    class Meta:
        indexes = [models.Index(fields=["pair", "day"])]

    def __str__(self) -> str:
        return f"{self.minutes} min"
