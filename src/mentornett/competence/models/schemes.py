"""What a municipality does on its own to strengthen its mentors (G07)."""

from django.db import models

from mentornett.competence.choices.courses import SchemeKind
from mentornett.core.audience import audiences
from mentornett.tenants.models import Walled


class Scheme(Walled):
    """A study circle, books, guidance of the guides, regular gatherings: what, how often, who answers for it."""

    kind = models.CharField(max_length=14, choices=SchemeKind)
    title = models.CharField(max_length=160)
    about = models.TextField(blank=True)
    frequency = models.CharField(max_length=120, blank=True)
    responsible = models.CharField(max_length=120, blank=True)  # a role is enough
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    shared = models.BooleanField(default=False)  # with the municipalities of one's networks; never the dates' notes

    audience = audiences(
        readers="municipality kind title about frequency responsible starts ends shared", system="organiser"
    )

    def __str__(self) -> str:
        return self.title


class SchemeDate(Walled):
    """A time when it took place: the day, the theme, and how many came."""

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="dates")
    on = models.DateField()
    theme = models.CharField(max_length=250, blank=True)
    present = models.PositiveSmallIntegerField(null=True, blank=True)

    audience = audiences(municipality="organiser municipality scheme on theme present")

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.scheme_id} on {self.on}"
