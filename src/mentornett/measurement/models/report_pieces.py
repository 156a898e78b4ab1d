"""Figures that a team has put in its final report, as they were that day."""

from django.db import models
from django.db.models import Q

from mentornett.core.audience import audiences
from mentornett.measurement.choices import PieceKind
from mentornett.network.models import Submission
from mentornett.tenants.models import Walled


class ReportPiece(Walled):
    """A chart or a released answer in a final report (K06). What it shows is kept: later figures never change it."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="pieces")
    kind = models.CharField(max_length=8, choices=PieceKind)
    source = models.PositiveBigIntegerField()  # the key of what it was made of, which may be gone
    content = models.JSONField()  # drawn and written out when it is read
    put_in_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    put_in_at = models.DateTimeField()

    audience = audiences(
        readers="kind content", team="organiser municipality submission source put_in_by put_in_at",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "kind", "source"], name="once_in_a_report"),
            models.CheckConstraint(condition=Q(municipality__isnull=False), name="piece_of_municipality"),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.kind} {self.source}"
